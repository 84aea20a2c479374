"""How many approved agreements are not public, as the public memory keeps it: a number for each ground."""

from __future__ import annotations

from collections.abc import Mapping

import rfc8785
from pydantic import TypeAdapter

from agreements.domain.record import NotPublic
from agreements.domain.vocabulary import WooGround

_COUNTS = TypeAdapter(dict[str, int])
_UNKNOWN = ""
"""The ground of those that were approved before the register kept it."""


def counts_to_json(counts: tuple[NotPublic, ...]) -> str:
    """The record, canonical (RFC 8785)."""
    return rfc8785.dumps({one.ground.value if one.ground else _UNKNOWN: one.number for one in counts}).decode()


def by_ground(text: str) -> dict[str, int]:
    """Read a record back. Raises pydantic's ValidationError when it was damaged."""
    return _COUNTS.validate_json(text)


def counts_from_json(text: str) -> tuple[NotPublic, ...]:
    """The same in order."""
    return in_order(by_ground(text))


def in_order(counts: Mapping[str, int]) -> tuple[NotPublic, ...]:
    """In the order of the law, those without a ground last; none that counts nothing."""
    grounds: tuple[WooGround | None, ...] = (*WooGround, None)
    found = (NotPublic(ground, counts.get(ground.value if ground else _UNKNOWN, 0)) for ground in grounds)
    return tuple(one for one in found if one.number)
