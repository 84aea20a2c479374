"""What a desk is reached by becomes a link: numbers, mail and web addresses, and nothing else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.http.contact_links import LONGEST, linked


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Loket Privacy, 0118 123 456", ["tel:+31118123456"]),
        ("Bel (0118) 12 34 56.", ["tel:+31118123456"]),
        ("Bel 088-1234567 of 14 0118", ["tel:+31881234567", "tel:140118"]),
        ("+31 (0)118 123456 of 0031 118 123 456", ["tel:+31118123456", "tel:+31118123456"]),
        ("gratis: 0800-1234", ["tel:08001234"]),
        (
            "privacy@meerdam.example, of www.meerdam.example/privacy.",
            ["mailto:privacy@meerdam.example", "https://www.meerdam.example/privacy"],
        ),
        ("Zie https://meerdam.example/loket?a=1&b=2!", ["https://meerdam.example/loket?a=1&b=2"]),
        ("Stadhuisplein 1, 4331 AB Meerdam, op 01-02-2026 van 9.00 tot 17.00 uur", []),
        ("zaak 2026-0118123456, kvk 01234567, telefoon 0118 12", []),
        ("javascript:alert(1) <a href=x>", []),
    ],
)
def test_a_text_gets_the_links_that_people_see_in_it(text: str, addresses: list[str]) -> None:
    found = [unescape(address) for address in re.findall(r'href="([^"]*)"', linked(text))]

    assert found == addresses


@given(st.text(max_size=300) | st.text("0 -()+31@.wtps:/", max_size=200))
def test_whatever_it_says_the_text_stays_the_text_and_nothing_of_it_is_markup(text: str) -> None:
    pieces = re.split(r'(<a href="[^"<>]*">|</a>)', linked(text))

    assert "".join(map(unescape_marks, pieces[::2])) == text
    assert not any(sign in piece for piece in pieces[::2] for sign in '<>"')


def unescape_marks(piece: str) -> str:
    """What was written before it was escaped."""
    for mark, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&")):
        piece = piece.replace(mark, sign)
    return piece


def test_of_a_text_that_is_longer_than_any_desk_nothing_is_looked_for() -> None:
    assert "<a" not in linked("0118 123 456 " * LONGEST)
