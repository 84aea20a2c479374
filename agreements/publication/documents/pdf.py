"""A paper as PDF/UA-1 (ISO 14289-1): tagged, with title, language, bookmarks, and feet that are no content.

Typst draws it with the letters that it carries itself, so that every machine gives the same bytes. What it has no
letter for it refuses in such a file; that stands there by its number in Unicode instead.
"""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import chain
from pathlib import Path
from typing import Any, Final

from agreements.publication.documents.paper import Block, Facts, Grid, Heading, Paper, Paragraph

_DRAWING: Final = Path(__file__).with_name("paper.typ")
LETTERS: Final = frozenset(
    chain(
        (0x0A,),
        range(0x20, 0x7F),
        range(0xA0, 0x500),
        range(0x510, 0x514),
        range(0x51A, 0x51E),
        range(0x531, 0x590),
        range(0x1D00, 0x2152),
        range(0x2153, 0x2185),
        range(0x2190, 0x2400),
        range(0x2460, 0x2600),
        range(0xFB00, 0xFB07),
        (0xFFFD,),
    )
)
"""What the letters of Typst can show, as far as it is assigned; a test draws all of them."""
_UNASSIGNED: Final = "Cn"
_LONGEST_ON_A_LINE: Final = 80
_LONGEST_IN_A_CELL: Final = 24
_BREAK: Final = "\u200b"
"""A place where a line may end: not seen, and no sign of a word."""


def pdf(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes, whenever it is asked for. It takes some hundredths of a second;
    other threads go on meanwhile."""
    import typst  # takes long to load, and most commands draw nothing

    given = {
        "title": _shown(paper.title),
        "author": _shown(paper.author),
        "language": paper.language,
        "reference": paper.reference,
        "page_of": paper.page_of,
        "blocks": [_drawn(block) for block in paper.blocks],
    }
    return typst.compile(
        _DRAWING,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(given)},
        pdf_standards=["ua-1"],
        timestamp=int(paper.told_at.timestamp()),
    )


def _drawn(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": _on_a_line(text)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": _on_a_line(text)}
        case Facts(facts):
            told = [{"label": _on_a_line(one.label), "lines": list(map(_on_a_line, one.lines))} for one in facts]
            return {"kind": "facts", "facts": told}
        case Grid(head, rows):
            return {
                "kind": "grid",
                "head": list(map(_in_a_cell, head)),
                "rows": [list(map(_in_a_cell, r)) for r in rows],
            }


def _on_a_line(text: str) -> str:
    return _broken(_shown(text), _LONGEST_ON_A_LINE)


def _in_a_cell(text: str) -> str:
    return _broken(_shown(text), _LONGEST_IN_A_CELL)


def _broken(text: str, longest: int) -> str:
    """The text with places to break a line in what would else run off the paper, such as a long address."""
    return re.sub(rf"\S{{{longest},}}", lambda found: _BREAK.join(_pieces(found[0], longest // 2)), text)


def _pieces(word: str, size: int) -> list[str]:
    return [word[start : start + size] for start in range(0, len(word), size)]


def _shown(text: str) -> str:
    lines = re.sub(r"\r\n?", "\n", text).replace("\t", " ")
    return "".join(sign if _has_letter(sign) else f"[U+{ord(sign):04X}]" for sign in lines)


def _has_letter(sign: str) -> bool:
    return ord(sign) in LETTERS and unicodedata.category(sign) != _UNASSIGNED
