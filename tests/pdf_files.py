"""What another program finds in a PDF: its texts as they are drawn, and its tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

_CODES = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)


def opened(body: bytes) -> Pdf:
    """The file."""
    return pikepdf.open(io.BytesIO(body))


def drawn(body: bytes) -> str:
    """Every sign on its pages in the order of drawing, without spaces and hyphens: where lines end is nobody's text."""
    return bare("".join(pieces_drawn(body)))


def pieces_drawn(body: bytes) -> list[str]:
    """The same as it is drawn: a line in one piece or more."""
    with opened(body) as file:
        return [piece for page in file.pages for piece in _pieces(page)]


def bare(text: str) -> str:
    """A text as `drawn` gives it."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e-]", "", text)


def tags(file: Pdf) -> Iterator[tuple[str, Any]]:
    """Every element of its structure, in reading order."""
    yield from _elements(file.Root.StructTreeRoot)


def outside_of_tags(file: Pdf) -> list[str]:
    """Operators that draw something which is neither content with a tag nor marked as no content."""
    found, depth = [], 0
    for page in file.pages:
        for operands, name in _operations(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if depth == 0 and name in {"Tj", "TJ", "S", "f", "Do"}:
                found.append(f"{name} {operands}")
    return found


def _elements(node: Any) -> Iterator[tuple[str, Any]]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield str(kid.S)[1:], kid
            yield from _elements(kid)


def _pieces(page: Any) -> Iterator[str]:
    letters: dict[int, str] = {}
    for operands, name in _operations(page):
        if name == "Tf":
            letters = _letters(page.Resources.Font[str(operands[0])])
        elif name in {"Tj", "TJ"}:
            shown = operands[0] if name == "TJ" else operands
            codes = b"".join(bytes(one) for one in shown if isinstance(one, pikepdf.String))
            yield "".join(letters[int.from_bytes(codes[place : place + 2])] for place in range(0, len(codes), 2))


def _operations(page: Any) -> Iterator[tuple[Any, str]]:
    for one in pikepdf.parse_content_stream(page):
        yield one.operands, str(one.operator)


def _letters(font: Any) -> dict[int, str]:
    found = {}
    for code, signs in _CODES.findall(font.ToUnicode.read_bytes().decode("latin-1")):
        found[int(code, 16)] = bytes.fromhex(signs).decode("utf-16-be")
    return found
