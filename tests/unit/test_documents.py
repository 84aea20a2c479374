"""The document of an agreement: the same facts on PDF and ODT as were published, and nothing that people write is
markup in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document as OpenDocument

from agreements.domain.catalogue import OWNERS
from agreements.domain.content import Content, Document
from agreements.domain.memory import Entry, EntryKind, chain
from agreements.publication.allow_list import public_content
from agreements.publication.documents import agreement_paper
from agreements.publication.documents.agreement_paper import Office, Source
from agreements.publication.documents.odt import odt
from agreements.publication.documents.paper import Block, Facts, Heading, Paper, Paragraph, Told, texts_on
from agreements.publication.documents.pdf import LETTERS, pdf
from agreements.publication.in_words import lines
from agreements.publication.published import Published, published
from agreements.texts import Texts
from tests.pdf_files import bare, drawn, opened, outside_of_tags, pieces_drawn, tags
from tests.people import approved, closed, complete_content, suspended, terminated
from tests.whole_agreements import WHOLE

AT = datetime(2026, 5, 1, 10, 30, tzinfo=UTC)
OFFICE = Office(organisation="Gemeente Voorbeeldstad", base_url="https://a.example", zone=ZoneInfo("Europe/Amsterdam"))
HOSTILE = (
    '#panic("x") *vet* $x$ @bron <label> `raw` \\u{41} //c /*d*/ = kop\n'
    "- lijst &amp; <b> ]] #{ ${ 中 😀 \x00\x1b \u202e é"
)


def paper_of(kept: Published, language: str = "nl", earlier: tuple[Published, ...] = ()) -> Paper:
    """What would be on paper of it."""
    entry = Entry(
        seq=3,
        reference=kept.reference,
        change=1,
        kind=EntryKind.PUBLISHED,
        known_at=AT,
        known_on=AT.date(),
        record="{}",
    )
    source = Source(kept, chain(entry, "0" * 64))
    return agreement_paper.agreement_paper(source, [*earlier, kept], OFFICE, Texts(language))


def with_content(content: Content, version: int = 1) -> Published:
    """As it is published."""
    return replace(published(approved()), content=public_content(content), version=version)


def words_of(body: bytes) -> str:
    """Every text of an ODT, as `drawn` gives those of a PDF."""
    return bare(OpenDocument(io.BytesIO(body)).body.text_recursive)


def facts_in(thing: Any, texts: Texts) -> Iterator[str]:
    """Every public value that says something, in words: by the catalogue alone, however pages or papers are made."""
    for row in OWNERS[type(thing)]:
        value = getattr(thing, row.name)
        if not row.is_public or isinstance(value, bool):
            continue
        inside = value if isinstance(value, tuple) else (value,)
        if inside and is_dataclass(inside[0]) and type(inside[0]).__name__ != "Retention":
            for part in inside:
                yield from facts_in(part, texts)
        else:
            yield from lines(value, texts)


CONTENTS = (
    approved().content,
    complete_content(
        documents=(Document(title="Het convenant", url="https://a.example/convenant.pdf", is_public=True),),
        algorithm_register_url="https://algoritmes.example/1",
        processing_register_url="https://verwerkingen.example/1",
        sensor_register_url="https://sensoren.example/1",
        notice_months=3,
    ),
    *WHOLE.values(),
)


@pytest.mark.parametrize(("language", "most"), [("nl", len(CONTENTS)), ("en", 2)])
def test_every_public_fact_that_is_filled_in_stands_on_pdf_and_odt(language: str, most: int) -> None:
    texts = Texts(language)
    for content in CONTENTS[:most]:
        kept = with_content(content)
        paper = paper_of(kept, language)
        on_pdf, on_odt = drawn(pdf(paper)), words_of(odt(paper))
        for fact in facts_in(kept.content, texts):
            assert bare(fact) in on_pdf
            assert bare(fact) in on_odt


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        (terminated(), "opgezegd, laatste dag"),
        (suspended(), "Tijdelijk gestopt"),
        (closed(), "vernietigd op"),
    ],
)
def test_what_happened_to_it_stands_on_paper(agreement: Any, said: str) -> None:
    assert said in " ".join(texts_on(paper_of(published(agreement))))


def test_a_version_is_compared_with_the_one_before_it_and_a_first_one_with_nothing() -> None:
    first = published(approved())
    second = replace(first, version=2, content=replace(first.content, purpose="Anders"))

    told = list(texts_on(paper_of(second, earlier=(first,))))

    assert f"Was: {first.content.purpose}" in told
    assert "Werd: Anders" in told
    assert f"{OFFICE.base_url}/afspraken/{first.reference}/versies/1" in told
    assert "Wat is er veranderd?" not in list(texts_on(paper_of(first)))


def test_a_pdf_is_tagged_with_a_title_a_language_bookmarks_and_headings_that_skip_no_level() -> None:
    kept = published(approved())
    with opened(pdf(paper_of(kept, "en"))) as file:
        root, found = file.Root, [name for name, _ in tags(file)]
        levels = [int(name[1]) for name in found if name[0] == "H" and name[1:].isdigit()]

        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(file.docinfo.Title) == kept.content.title
        assert file.open_metadata()["pdfuaid:part"] == "1"
        assert root.Outlines.Count != 0
        assert levels[:2] == [1, 2]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert {"TH", "TD", "L", "LI"} <= set(found)
        assert outside_of_tags(file) == []


def test_an_odt_has_a_title_a_language_and_headings_and_tables_with_a_head() -> None:
    kept = published(approved())
    file = OpenDocument(io.BytesIO(odt(paper_of(kept))))

    assert (file.meta.title, file.meta.language) == (kept.content.title, "nl-NL")
    assert {int(heading.level) for heading in file.body.headers} == {1, 2, 3}
    assert len(file.body.get_elements("//table:table-header-rows")) == len(file.body.tables) == 2


def test_nothing_that_people_write_is_markup() -> None:
    content = replace(approved().content, title=HOSTILE, purpose=HOSTILE, summary=HOSTILE)
    paper = paper_of(with_content(content))

    shown = HOSTILE.replace("中", "[U+4E2D]").replace("😀", "[U+1F600]").replace("\x00\x1b", "[U+0000][U+001B]")
    assert drawn(pdf(paper)).count(bare(shown)) >= 2
    assert words_of(odt(paper)).count(bare(HOSTILE.replace("\x00\x1b", "��"))) == 3


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_whatever_is_written_can_be_drawn_and_gives_the_same_bytes_again(told: list[str]) -> None:
    blocks: tuple[Block, ...] = (Heading(1, "Kop"), *map(Paragraph, told), Facts((Told("Feit", tuple(told)),)))
    paper = replace(paper_of(published(approved())), title=told[0] or "Kop", blocks=blocks)

    assert pdf(paper) == pdf(paper)
    assert odt(paper) == odt(paper)
    assert words_of(odt(paper)).startswith("Kop")


def test_every_letter_that_is_said_to_be_there_can_be_drawn() -> None:
    every = " ".join(chr(code) for code in sorted(LETTERS))
    assert pdf(replace(paper_of(published(approved())), blocks=(Heading(1, every), Paragraph(every))))


def test_a_word_that_is_longer_than_a_line_runs_off_no_page() -> None:
    made = pdf(paper_of(with_content(replace(approved().content, purpose="w" * 300))))

    assert "w" * 300 in drawn(made)
    assert max(map(len, pieces_drawn(made))) < 100


def test_a_paper_that_would_be_endless_says_that_it_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_paper, "LONGEST", 1000)
    told = list(texts_on(paper_of(published(approved()))))

    assert told[-1] == "Dit document is te lang en stopt hier. De rest leest u in het register."
    assert sum(map(len, told)) < 1200
