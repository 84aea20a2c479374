"""A shape that somebody adds, as the one file that it is; and an agreement that tells what is private."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import Any

from agreements.domain.catalogue import OWNERS

ARTIFICIAL = "lines"
LINES = '''
"""Titles, one a line."""
from agreements.publication.shape import Companion, Shape, Variant

ROW = Shape(
    name="lines",
    place=9,
    path="/titels.txt",
    media_type="text/plain",
    label="Titles",
    explanation="The title of each agreement, one a line.",
    link="Take the titles",
    link_to_one="Take the title",
    item=lambda record, making: (record.title.upper() if making.variant else record.title).encode() + b"\\n",
    gone=lambda one, making: b"?\\n",
    variants=(Variant("letters", "groot", "Titles in capitals", "The same, louder.", "Take the titles in capitals"),),
    companions=(Companion(
        ending=".help", relation="help", media_type="text/html", explanation="How to read it:",
        body=lambda making: making.host.encode(),
    ),),
    carries_head=True,
)
'''

PRIVATE = "GEHEIM"


def marked(thing: Any) -> Any:
    """With a mark in every text that the catalogue does not let out."""
    said: dict[str, Any] = {}
    for row in OWNERS[type(thing)]:
        value = getattr(thing, row.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            said[row.name] = tuple(map(marked, value))
        elif is_dataclass(value):
            said[row.name] = marked(value)
        elif not row.is_public and isinstance(value, str):
            said[row.name] = PRIVATE
    return replace(thing, **said)
