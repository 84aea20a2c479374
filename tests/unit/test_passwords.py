"""Passwords: what people really choose is refused, what nobody guesses is not."""

from __future__ import annotations

import random

import pytest

from admin_ui.sign_in import guessable
from admin_ui.sign_in.guessable import LOOKED_AT, guesses
from admin_ui.sign_in.passwords import MAX_BYTES, PASSWORDS, UNKNOWN, PasswordTooCommon, check_new

NEAR = ("petra@voorbeeldstad.example", "Gemeente Voorbeeldstad")

CHOSEN = [
    "trustno1trustno1", "abababababab", "lentelentele", "012345678901", "welkom2026welkom", "unbelievable1",
    "Amsterdam2026", "Rotterdam2026!", "Welkom2026!!", "Zomer2026!!!", "Herfst2026!!", "januari2026!!",
    "Wachtwoord123!", "P@ssw0rd2026!", "iloveyou12345", "ikhouvanjou12", "feyenoord1908", "Groningen1234",
    "Voorbeeldstad2026", "Gemeente2026!", "petra-petra-2026", "Afsprakenregister1",
    "1qaz2wsx3edc", "zaq12wsxcde3", "1q2w3e4r5t6y", "qazwsxedcrfv", "asdfghjkl123", "!QAZ2wsx#EDC",
    "administrator1", "maandag12345", "drowssapdrowssap", "xkqxkqxkqxkq",
]  # fmt: skip

MADE_UP = [
    "8302746150927316", "🦊🌷🚲🧀⛵🌧️🎻🪁🐸🍐🧦🏮", "de fiets van oma piept", "correct horse battery staple",
    "kat hond paard koe", "tafel-lamp-boom-vis", "vier stoelen bij het raam", "x7Kp2mQ9vLw4",
]  # fmt: skip


@pytest.mark.parametrize("password", CHOSEN)
def test_what_people_really_choose_is_refused_and_the_sentence_says_what_to_do(password: str) -> None:
    with pytest.raises(PasswordTooCommon, match="four words"):
        check_new(password, *NEAR)


@pytest.mark.parametrize("password", MADE_UP)
def test_figures_pictures_and_sentences_that_nobody_guesses_will_do(password: str) -> None:
    check_new(password, *NEAR)


def test_every_common_password_that_is_long_enough_is_refused() -> None:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    long_ones = [password for password in FREQUENCY_LISTS["passwords"] if len(password) >= 12]
    assert len(long_ones) > 200
    for password in long_ones:
        with pytest.raises(PasswordTooCommon):
            check_new(password)


@pytest.mark.parametrize(("signs", "length"), [("0123456789", 16), ("abcdefghijklmnopqrstuvwxyz0123456789", 12)])
def test_what_chance_makes_will_do(signs: str, length: int) -> None:
    chance = random.Random(20261127)

    for _ in range(300):
        check_new("".join(chance.choice(signs) for _ in range(length)))


@pytest.mark.parametrize("part", ["a", "4@8({[<369!1|0$5+7%2", "qwertyuio", "password", "🦊", "1.1.11"])
def test_the_work_is_in_step_with_the_length_and_bounded_for_the_longest(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = 0
    cost = guessable._cost

    def counted(word: str, near: frozenset[str]) -> float | None:
        nonlocal looked_up
        looked_up += 1
        return cost(word, near)

    monkeypatch.setattr(guessable, "_cost", counted)
    guesses((part * MAX_BYTES)[: MAX_BYTES // len(part.encode()) * len(part)])

    assert looked_up <= LOOKED_AT * guessable.LONGEST_WORD * 4


async def test_who_has_no_account_waits_as_long_as_who_has_one() -> None:
    made = await PASSWORDS.hashed("no account has this password")

    assert UNKNOWN.rpartition("$")[0].rpartition("$")[0] == made.rpartition("$")[0].rpartition("$")[0]
    assert list(map(len, UNKNOWN.split("$"))) == list(map(len, made.split("$")))
    assert await PASSWORDS.matches(UNKNOWN, "no account has this password")
    assert not await PASSWORDS.matches("", "no account has this password")
