"""Pages and mails speak plainly and truly: short sentences, one word for one thing, nothing that is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.house import ROOT
from tests.architecture.test_texts import WHOLE_PLACE, catalogues, ids, strings

LONGEST_SENTENCE = 15
"""In words; a place to fill counts as one."""
END_OF_SENTENCE = re.compile(r"(?<=[.!?])[”’)]*\s+|\n")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def dutch() -> list[tuple[str, str]]:
    """Every Dutch text of pages, mails and commands, with the file it stands in."""
    return [(name, text) for name, message in catalogues() for text in strings(message)]


def english() -> list[tuple[str, str]]:
    """Every English text: a message id, unless it names a word of a list."""
    found = [(name, text) for name, message in catalogues() for text in ids(message)]
    return [(name, text) for name, text in found if not re.fullmatch(r"[A-Z]\w+\.\w+", text)]


def rows(heading: str) -> Iterator[list[list[str]]]:
    """What stands in code in each cell of the table under a heading of the glossary."""
    section = re.split(r"^##", GLOSSARY.split(f"# {heading}\n")[1], flags=re.M)[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            yield [re.findall(r"`([^`]+)`", cell) for cell in line.strip("|").split("|")]


def words_in(sentence: str) -> int:
    return len(WHOLE_PLACE.sub("place", sentence).split())


def test_no_dutch_sentence_is_longer_than_fifteen_words() -> None:
    long = [
        f"{name}: {sentence}"
        for name, text in dutch()
        for sentence in END_OF_SENTENCE.split(text)
        if words_in(sentence) > LONGEST_SENTENCE
    ]

    assert long == []


def test_nothing_is_said_that_is_not_so() -> None:
    untrue = [cells[0][0] for cells in rows("What is not so")]
    said = [
        f"{name}: {never}"
        for name, text in dutch() + english()
        for never in untrue
        if never.casefold() in text.casefold()
    ]

    assert len(untrue) > 15
    assert said == []
