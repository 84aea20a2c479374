"""Text of strangers costs work in step with its length, and nobody's name loses an accent."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import letters
from agreements.domain.letters import MOST_MARKS, becomes_marks, composed, folded, stream_safe
from agreements.http.posted import cleaned
from agreements.importing.values.words import clean, plain

MARKS = "\u0345" * 16_000 + "\u0334" * 16_000
"""Behind one letter these took seconds to put in order."""


def longest_run(text: str) -> int:
    """How many combining marks follow one another at most."""
    longest = run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        longest = max(longest, run)
    return longest


def test_no_road_from_outside_normalises_thousands_of_marks_behind_one_letter() -> None:
    for road in (cleaned, clean, composed):
        assert longest_run(road("a" + MARKS)) <= MOST_MARKS
    for hidden in "\u0f73\u0f75\u0f81\u0344":  # one character that becomes two marks
        assert longest_run(unicodedata.normalize("NFD", stream_safe("a" + hidden * 2_000))) <= 3 * MOST_MARKS
    graves = "\u0300" * 16_000
    assert folded("a" + graves) == plain("a" + graves) == "a"


@given(st.text(st.sampled_from("aë́̈̋\u0334\u0345Ω한नु\u093f"), max_size=200))
def test_what_is_left_is_safe_to_normalise_and_honest_text_stays_as_it_was(text: str) -> None:
    assert longest_run(stream_safe(text)) <= MOST_MARKS
    if longest_run(text) <= MOST_MARKS:
        assert composed(text) == unicodedata.normalize("NFC", text)


def test_text_in_latin_letters_is_not_held_against_all_marks_of_unicode() -> None:
    letters._too_many_marks.cache_clear()

    assert folded("Coördinatie “café” – één € per dag\u0308") == "coordinatie “cafe” – een € per dag"
    assert letters._too_many_marks.cache_info().currsize == 0


def test_every_mark_that_unicode_has_is_counted() -> None:
    marks = "".join(chr(code) for code in range(sys.maxunicode + 1) if becomes_marks(chr(code)))

    assert all(longest_run(stream_safe("a" + mark * 100)) <= MOST_MARKS for mark in marks)
