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


def said_otherwise(texts: list[tuple[str, str]], heading: str) -> list[str]:
    """Where a text has another word for something than the glossary gives it under this heading."""
    return [
        f"{name}: {word!r} in {text!r}, say {say[0]!r}"
        for say, never, fine in rows(heading)
        for word in never
        for name, text in texts
        if stands_in(word, WHOLE_PLACE.sub("…", without(fine, text)))
    ]


def stands_in(word: str, text: str) -> bool:
    """Whether a word or phrase stands in a text; one that ends in * with any ending."""
    ending = r"\w*" if word.endswith("*") else ""
    return re.search(rf"(?<!\w){re.escape(word.rstrip('*'))}{ending}(?!\w)", text, re.IGNORECASE) is not None


def without(phrases: list[str], text: str) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "")
    return text


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


def test_pages_and_mails_have_one_dutch_word_for_one_thing() -> None:
    assert said_otherwise(dutch(), "In Dutch") == []


def test_pages_and_mails_have_one_english_word_for_one_thing() -> None:
    assert said_otherwise(english(), "In English") == []


def test_every_word_that_the_glossary_gives_is_said_somewhere() -> None:
    unsaid = [
        word
        for heading, texts in (("In Dutch", dutch()), ("In English", english()))
        for say, _, fine in rows(heading)
        for word in say + fine
        if not any(word.casefold() in text.casefold() for _, text in texts)
    ]

    assert unsaid == []


def test_another_word_is_found_whatever_its_capitals_and_ending_but_not_within_a_word() -> None:
    assert stands_in("waarschuw*", "De Waarschuwingen staan stil.")
    assert stands_in("haar", "Zeg haar op.")
    assert not stands_in("data", "de einddatum en de datums")
    assert not stands_in("data", without(["Open data"], "Open data (CSV)"))


PRONOUN_TRAP = re.compile(
    r"(?:^|[.?!:] )(?:Ze|Zij|Hij) (?:is|wordt|heeft|geldt|loopt|duurt|staat|begint|stopt|mag|moet|kan|krijgt|vertelt)\b"
)
"""A sentence that begins with a pronoun for one thing: readers have to look back for what it is (B1)."""


def test_no_dutch_sentence_begins_with_a_pronoun_for_a_thing() -> None:
    assert PRONOUN_TRAP.search("De afspraak is nieuw. Ze is tijdelijk.")
    assert not PRONOUN_TRAP.search("De gegevens zijn oud. Ze worden vernietigd.")
    assert [text for _, text in dutch() if PRONOUN_TRAP.search(text)] == []
