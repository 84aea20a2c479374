"""Words: what is stored of a text, what fits a question, and what somebody may have meant. Without a database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import EnumType, StrEnum
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import vocabulary
from agreements.domain.content import Content
from agreements.publication.allow_list import public_content
from agreements.publication.document import Document, to_json
from agreements.publication.public_words import spellings_of, words_of
from agreements.publication.published import Published, published
from agreements.searching.question import count_words, question
from agreements.searching.spelling import meant, near, spellings
from agreements.searching.stored import stored
from agreements.searching.words import LONGEST_WORD
from tests.people import TODAY, approved, complete_content
from tests.searched import sixty

SIGNS = ".,;:!?()[]{}<>'’‘-–—/\\*&%$#@^~`|+=_€·•…"


CODES: set[object] = {
    code for kind in vars(vocabulary).values() if isinstance(kind, EnumType) for code in list[StrEnum](kind)
}


def fits(asked: str, *texts: str) -> bool:
    return question(asked).fits(stored(texts))


def told_in(record: Any) -> Iterator[str]:
    """Every text in a record as it is kept; codes and dates are none."""
    if isinstance(record, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", record) and record not in CODES:
        yield record
    for inside in record.values() if isinstance(record, dict) else record if isinstance(record, list) else ():
        yield from told_in(inside)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("cafe", "Café De Linde"),
        ("CAFÉ", "een cafe"),
        ("Zoe", "zoë"),
        ("strasse", "Straße"),
        ("gemeente", "de gemeenten"),
        ("gemeenten", "de gemeente"),
        ("huis", "huizen"),
        ("huizen", "een huis"),
        ("schuld", "schulden"),
        ("schulden", "een schuld"),
        ("corporaties", "de corporatie"),
        ("corporatie", "woningcorporaties"),
        ("overlast", "woonoverlast"),
        ("woon", "woonoverlast"),
        ("geheim", "Geheimhouding"),
        ("adressen", "adres"),
        ("e-mail", "per email"),
        ("email", "per e-mail"),
        ("foto's", "een foto"),
        ("APV", "op grond van de A.P.V."),
        ("sociaal-medisch", "Sociaal-medische teams"),
        ("medisch", "Sociaal-medisch team"),
        ("6:162", "artikel 6:162 BW"),
        ("6:162", "art. 6:162"),
        ("2026-0042", "AFS-2026-0042"),
        ("afs-2026-0042", "AFS-2026-0042"),
        ("afs-2026-00", "AFS-2026-0042"),
        ('"gemeente en politie"', "de gemeente en politie van Weert"),
        ("“gemeente en politie”", "Gemeente en politie"),
        ("politie gemeente", "gemeente en politie"),
        ("wet brp", "Wet BRP"),
        ("AND", "and"),
        ("-politie", "politie"),
        ("polit*", "politie"),
    ],
)
def test_a_word_fits_whatever_its_case_accents_and_form(asked: str, text: str) -> None:
    assert fits(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("politie brandweer", "gemeente en politie"),
        ('"politie gemeente"', "gemeente en politie"),
        ('"gemeent"', "gemeente"),
        ("2026-0042", "2026 en 0042"),
        ("6:162", "artikel 6 en 162"),
        ("6:16", "artikel 16"),
        ("5", "50%"),
        ("p", "politie"),
        ("gemeente", "algemeen"),
        ("last", "plastic"),
        ("wet", "opiumwet"),
        ("politie OR brandweer", "politie"),
        ("NOT politie", "politie"),
        ("", "politie"),
        ("*", "politie"),
        ('"', "politie"),
        ("=", "politie"),
        ("=eitilop", "politie"),
        ("=eitilop politie", "agent"),
    ],
)
def test_what_does_not_fit_is_not_found(asked: str, text: str) -> None:
    assert not fits(asked, text)


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    assert not fits('"gemeente politie"', "de gemeente", "politie van Weert")
    assert not fits('"apv bv"', "A.P.V.", "B.V.")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(TEXTS, max_size=4), st.data())
def test_every_whole_word_of_any_text_finds_it(texts: list[str], data: st.DataObject) -> None:
    words = [word for text in texts for word in text.split() if question(word).terms and '"' not in word]
    if words:
        asked = data.draw(st.sampled_from(words))
        assert fits(asked, *texts)
        assert fits(asked.upper(), *texts) or not asked.isascii()


@given(TEXTS)
def test_no_text_breaks_what_is_stored_or_asked(text: str) -> None:
    words = stored([text])
    asked = question(text)

    assert "  " not in words
    assert words.strip() == words
    for needle in (one for term in asked.terms for one in term.needles):
        assert all(word and re.fullmatch(r"=?[^\W_]+", word) for word in needle.words)
        assert not needle.wanted.isupper()


def test_a_word_of_any_length_is_found_by_its_beginning() -> None:
    endless = "a" * 100_000

    assert fits("aaaa", endless)
    assert len(stored([endless])) < 5 * LONGEST_WORD


def test_every_whole_word_of_the_sixty_real_records_finds_it() -> None:
    for reference, document in sixty().items():
        words, record = words_of(document), json.loads(to_json(document))
        typed = {run for text in told_in(record) for run in text.split() if question(run).terms}
        assert len(typed) >= 10
        assert [run for run in typed if not question(run).fits(words)] == [], reference


def marked(value: Any, numbers: Iterator[int]) -> Any:
    """The same with another word in each text."""
    if isinstance(value, str) and type(value) is str:
        return f"merk{next(numbers):04d}teken"
    if isinstance(value, tuple):
        return tuple(marked(one, numbers) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: marked(getattr(value, field.name), numbers) for field in fields(value)})
    return value


def test_every_public_text_is_found_and_no_other() -> None:
    content: Content = marked(complete_content(is_reported=True), count())
    shown = public_content(content)
    kept = replace(published(approved()), reference="AFS-2026-0001", content=shown)
    words = words_of(Document(published=kept))
    found = {mark for mark in re.findall(r"merk\d{4}teken", str(content)) if question(mark).fits(words)}

    assert found == set(re.findall(r"merk\d{4}teken", str(shown)))
    assert len(found) > 80
    assert content.internal_notes not in found


def test_a_code_is_found_by_the_words_that_residents_read() -> None:
    kept = Published(reference="AFS-2026-0001", version=1, content=complete_content(), approved_on=TODAY)

    assert question("woningcorporatie").fits(words_of(Document(published=kept)))
    assert not question("housing_corporation").fits(words_of(Document(published=kept)))
    assert words_of(Document()) == ""


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("geheimhoudng", "geheimhouding"),
        ("gehiemhouding", "geheimhouding"),
        ("geheimhoudding", "geheimhouding"),
        ("gemeetne", "gemeente"),
        ("poltie", "politie"),
        ("pollitie", "politie"),
        ("kadre", "kader"),
        ("woonoverlats", "woonoverlast"),
        ("eoverlast", "overlast"),
    ],
)
def test_a_typing_error_leads_to_the_word(typed: str, right: str) -> None:
    known = spellings(["Geheimhouding, gemeente, politie, kader, woonoverlast en overlast"])
    where = near(typed)

    assert where is not None
    among = [
        word
        for word in known
        if (word.startswith(where.first) or word[::-1].startswith(where.last))
        and where.shortest <= len(word) <= where.longest
    ]
    assert meant(typed, among)[0][1] == right


def test_nothing_is_proposed_for_what_is_too_short_too_long_or_like_nothing() -> None:
    assert near("wet") is None
    assert near("w" * 100) is None
    assert meant("xyzzy", ["gemeente", "politie"]) == []
    assert meant("gemeente", ["gemeente"]) == []


def test_a_proposed_word_is_written_with_its_accents_and_in_small_letters() -> None:
    assert spellings(["Coördinatie, café-eigenaar", "COORDINATIE", "AFS-2026-0001 BV"]) == {
        "coordinatie": "coördinatie",
        "cafe": "café",
        "eigenaar": "eigenaar",
    }
    assert "weert" in spellings_of(sixty()["C012"])


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_that_somebody_types_is_an_instruction(sign: str) -> None:
    assert question(sign).terms == ()
    assert fits(f"{sign}politie{sign} {sign}", "de politie")


def test_words_are_counted_as_they_are_typed() -> None:
    assert count_words('een "twee drie" vier-vijf * zes') == 5
