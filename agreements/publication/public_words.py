"""Every text of a public record, as residents read it: whatever stands in it, the agreement is found by it.

No row of the catalogue chooses among them: what is public can be searched. Days and numbers are no texts; words of
closed lists are read in Dutch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from agreements.domain import vocabulary
from agreements.publication.document import Document
from agreements.searching import spelling
from agreements.searching.stored import SHAPE, stored
from agreements.texts import Texts

_DUTCH: Final = Texts("nl")
_NO_TEXTS: Final = frozenset({"lacks", "awaited"})
"""Of a record: what it does not say, and names that stand elsewhere in it."""


def words_of(document: Document) -> str:
    """The words by which a record is found; empty when it shows no agreement."""
    return stored(_texts(document))


def spellings_of(document: Document) -> Mapping[str, str]:
    """Words of it that can be proposed to who made a typing error, each with how it is written."""
    return spelling.spellings(_texts(document))


@cache
def shape() -> str:
    """Another one when the words of a record are others than those of an earlier release."""
    lists = (kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, StrEnum))
    said = "\n".join(f"{type(code).__name__}.{code}: {_DUTCH.word(code)}" for kind in lists for code in kind)
    return f"{SHAPE}:{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _texts(document: Document) -> list[str]:
    found: list[str] = []
    if document.published:
        _add(document.published, found)
    return found


def _add(value: Any, found: list[str]) -> None:
    if isinstance(value, StrEnum):
        found.append(_in_dutch(value))
    elif isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for one in value:
            _add(one, found)
    else:
        for name in _names(value.__class__):
            _add(getattr(value, name), found)


@cache
def _in_dutch(code: StrEnum) -> str:
    return _DUTCH.word(code)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """What to read of a value of this type; nothing of a day or a number."""
    return tuple(field.name for field in fields(kind) if field.name not in _NO_TEXTS) if is_dataclass(kind) else ()
