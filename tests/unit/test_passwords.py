"""Passwords: what people really choose is refused, what nobody guesses is not."""

from __future__ import annotations

import pytest

from admin_ui.passwords import PasswordTooCommon, check_new


@pytest.mark.parametrize(
    "password", ["trustno1trustno1", "abababababab", "lentelentele", "012345678901", "welkom2026welkom"]
)
def test_what_is_the_same_over_and_over_or_a_known_word_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooCommon):
        check_new(password)


@pytest.mark.parametrize("password", ["8302746150927316", "🦊🌷🚲🧀⛵🌧️🎻🪁🐸🍐🧦🏮", "de fiets van oma piept"])
def test_figures_pictures_and_sentences_that_nobody_guesses_will_do(password: str) -> None:
    check_new(password)
