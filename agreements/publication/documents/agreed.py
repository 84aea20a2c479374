"""What the parties agreed, on paper: every public field of the catalogue that says something, each in its part.

What the page for residents draws in a way of its own is drawn here too (`_DRAWN`); a field that nobody draws stands
under the heading “In short”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from agreements.domain.catalogue import READING_ORDER, Page
from agreements.domain.content import Content, DataCategory, Flow, Party
from agreements.domain.wording import N_
from agreements.publication.documents.paper import Block, Facts, Grid, Heading, Told
from agreements.publication.in_words import Fact, facts_at, facts_of, lines, retention_text
from agreements.texts import Texts

_DRAWN: Final = frozenset(
    {"title", "summary", "parties", "data", "flows", "advices", "documents", "is_transitional", "is_reported"}
)
_PARTS: Final = (
    (Page.FLOWS, N_("Who gives which data to whom?")),
    (Page.DATA, N_("Which data, and how long are they kept?")),
    (Page.WHY, N_("Why is this needed?")),
)
"""Parts of the page for residents with their headings; the one about protection comes behind the parties."""


def in_short(content: Content, texts: Texts) -> Iterator[Block]:
    """What stands in no other part."""
    rows = (row for row in READING_ORDER if row.is_public and row.shown_at is Page.OWN and row.name not in _DRAWN)
    told = ((texts(row.title), lines(getattr(content, row.name), texts)) for row in rows)
    yield from _facts(Told(label, tuple(said)) for label, said in told if any(said))


def agreed(content: Content, texts: Texts) -> Iterator[Block]:
    """The parts of the page for residents, in their order."""
    for page, heading in _PARTS:
        yield Heading(2, texts(heading))
        if page is Page.FLOWS:
            yield from _grid(_FLOW_HEAD, [_flow(flow, texts) for flow in content.flows], texts)
        if page is Page.DATA:
            yield from _grid(_DATA_HEAD, [_data(category, texts) for category in content.data], texts)
        advices = _advices(content, texts) if page is Page.WHY else ()
        yield from _facts([*_told(facts_at(page, content, texts)), *advices])
    yield Heading(2, texts("Who takes part, and on what legal basis?"))
    for party in content.parties:
        yield from _party(party, texts)
    yield Heading(2, texts("How are your data protected?"))
    yield from _facts(_told(facts_at(Page.SAFE, content, texts)))
    yield from _papers(content, texts)


_FLOW_HEAD: Final = (N_("From"), N_("To"), N_("Which data"), N_("How often"), N_("How"))
_DATA_HEAD: Final = (N_("Data"), N_("Why these are needed"), N_("Kept for"))


def _flow(flow: Flow, texts: Texts) -> tuple[str, ...]:
    what = ", ".join(flow.data) or texts("all data of this agreement")
    named = _with_more([flow.provider], flow, texts)
    return named, flow.recipient, what, texts.word(flow.frequency), texts.word(flow.channel)


def _data(category: DataCategory, texts: Texts) -> tuple[str, ...]:
    source = [texts("Source: %(source)s", source=category.source)] if category.source else []
    named = _with_more([category.name, texts.word(category.sensitivity), *source], category, texts)
    return named, category.necessity, retention_text(category.retention, texts)


def _with_more(said: Iterable[str], part: object, texts: Texts) -> str:
    """What is said first, and below it what else its row of the catalogue has."""
    return "\n".join([*said, *(f"{fact.label}: {fact.text}" for fact in facts_of(part, texts))])


def _party(party: Party, texts: Texts) -> Iterator[Block]:
    yield Heading(3, party.name or texts("not known"))
    yield from _facts(_told(facts_of(party, texts)))


def _advices(content: Content, texts: Texts) -> Iterator[Told]:
    said = [
        ", ".join(filter(None, (texts.word(one.by), texts.day(one.given_on) if one.given_on else "", one.outcome)))
        for one in content.advices
    ]
    if said:
        yield Told(texts("Advice"), tuple(said))


def _papers(content: Content, texts: Texts) -> Iterator[Block]:
    """Documents and other registers, with their addresses in full: paper has no links."""
    told = [_told_of_document(one.title, one.url) for one in content.documents]
    found = [*told, *_told(facts_at(Page.LINKS, content, texts))]
    if found:
        yield Heading(3, texts("Documents and other registers"))
        yield from _facts(found)


def _told_of_document(title: str, url: str) -> Told:
    return Told(title, (url,) if url else ())


def _told(facts: Iterable[Fact]) -> list[Told]:
    return [Told(fact.label, (fact.text,)) for fact in facts]


def _facts(told: Iterable[Told]) -> Iterator[Block]:
    if found := tuple(told):
        yield Facts(found)


def _grid(head: tuple[str, ...], rows: list[tuple[str, ...]], texts: Texts) -> Iterator[Block]:
    if rows:
        yield Grid(tuple(map(texts, head)), tuple(rows))
