"""What is on paper, however it is written: headings, sentences, facts and tables. All of it is plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the title of the whole; no level is passed over."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences. A line break in the text is one on paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact: its name, and one line or more."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts below each other."""

    facts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: each row has a cell for each name in the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Facts | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document, its blocks in the order in which they are read."""

    title: str
    reference: str
    """Stands with its number on the foot of each page."""
    page_of: str
    """The words for that, with %(page)s and %(pages)s."""
    author: str
    language: str
    told_at: datetime
    """Since when the register tells this; what the file gives as the instant at which it was made."""
    blocks: tuple[Block, ...]


def texts_on(paper: Paper) -> Iterator[str]:
    """Every text that a reader of the paper reads, in that order."""
    for block in paper.blocks:
        yield from texts_of_block(block)


def texts_of_block(block: Block) -> Iterator[str]:
    """Those of one block."""
    match block:
        case Heading(_, text) | Paragraph(text):
            yield text
        case Facts(facts):
            for fact in facts:
                yield from (fact.label, *fact.lines)
        case Grid(head, rows):
            yield from head
            for row in rows:
                yield from row
