"""The handbook says what the pages say: a word that stands bold in it is a word of a button, a link or a label."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from agreements.texts import LOCALE_DIRECTORY
from tests.architecture.house import ROOT

PAGE = ROOT / "docs" / "handleiding" / "lijst-inlezen.md"
WRITTEN = [
    PAGE,
    *(
        PAGE.with_name(name)
        for name in ("vragen-van-bewoners.md", "open-data.md", "voor-de-raad.md", "voor-de-auditor.md")
    ),
]
"""The pages that people wrote, with the words of buttons and headings in them."""
MOST_WORDS = 15


def dutch() -> set[str]:
    """Every text in Dutch."""
    found: set[str] = set()
    for path in (LOCALE_DIRECTORY / "nl").glob("*.po"):
        with path.open("rb") as file:
            strings = [message.string or "" for message in read_po(file)]
        found |= {one for said in strings for one in ([said] if isinstance(said, str) else said)}
    return found


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_every_word_that_the_handbook_sends_somebody_to_stands_on_a_page(page: Path) -> None:
    said = re.findall(r"\*\*([^*]+)\*\*", page.read_text(encoding="utf-8"))

    assert said
    assert [word for word in said if word not in dutch()] == []


@pytest.mark.parametrize("name", ["kiezen", "kolommen", "rijen", "bewaard", "terugdraaien"])
def test_every_picture_has_words_beside_it_for_who_does_not_see_it(name: str) -> None:
    assert re.search(rf"!\[[^\]]{{20,}}\]\(beelden/{name}\.png\)", PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_no_sentence_of_the_handbook_is_long(page: Path) -> None:
    without_code = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", without_code)
    pieces = re.split(r"[.?!:|\n]+(?:\s|$)|\|", text)

    assert [piece.strip() for piece in pieces if len(piece.split()) > MOST_WORDS] == []
