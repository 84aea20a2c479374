"""Rule 11: the allow-list. Of the content of an agreement only that is public of which the catalogue says so.

A field without such a row keeps its empty default, so a new one is private until somebody decides otherwise.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from agreements.domain.catalogue import FIELDS, Field, FieldKind
from agreements.domain.content import Content

_WEB = ("https://", "http://")


def public_content(content: Content, linkable: Collection[str] = ()) -> Content:
    """The public part of what the parties agree. `linkable` says which other agreements visitors can open."""
    shown = {
        row.name: _shown(row, getattr(content, row.name), linkable)
        for row in FIELDS
        if row.is_public and (row.public_when is None or row.public_when(content))
    }
    return Content(**shown)


def web_address(address: str) -> str:
    """The address if it leads to a web page; a link to anything else could run a script (ASVS 5.0 1.2.2)."""
    return address if address.lower().startswith(_WEB) else ""


def _shown(row: Field, value: Any, linkable: Collection[str]) -> Any:
    """A value as everyone may see it: links to web pages only, references only of what visitors can open."""
    if row.kind is FieldKind.LINK:
        return web_address(value)
    if row.kind is FieldKind.REFERENCE:
        return value if value in linkable else None
    if row.kind is FieldKind.PART:
        return _part(row, value, linkable)
    if row.kind is FieldKind.ROWS:
        return tuple(_part(row, one, linkable) for one in value if row.public_rows is None or row.public_rows(one))
    return value


def _part(row: Field, thing: Any, linkable: Collection[str]) -> Any:
    return row.make(
        {part.name: _shown(part, getattr(thing, part.name), linkable) for part in row.parts if part.is_public}
    )
