"""The list of situations by which residents find agreements, as it was after each change. The last edition counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from agreements.domain.situations import SHIPPED, Situation, from_json, to_json
from agreements.storage.database.transaction import execute, fetch

_LAST: Final = (
    "SELECT edition, body FROM public_situations WHERE edition = (SELECT max(edition) FROM public_situations)"
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole list. Number 0 is what a new register starts with, which stands in no table."""

    number: int
    situations: tuple[Situation, ...]


async def last_edition() -> Edition:
    """What residents can choose from now, with what was stopped."""
    rows = await fetch(_LAST, {})
    return Edition(int(rows[0]["edition"]), from_json(rows[0]["body"])) if rows else Edition(0, SHIPPED)


async def append(edition: Edition, at: datetime) -> str:
    """Store the next edition; gives the SHA-256 of its list. Only inside a unit of work."""
    body = to_json(edition.situations)
    digest = digest_of(body)
    await execute(
        "INSERT INTO public_situations (edition, known_at, body, sha256) VALUES (:edition, :at, :body, :sha256)",
        {"edition": edition.number, "at": at, "body": body, "sha256": digest},
    )
    return digest


async def digests() -> Mapping[int, str]:
    """Of each edition that is stored the SHA-256 of what stands there; another than was noted beside it: empty."""
    rows = await fetch("SELECT edition, body, sha256 FROM public_situations", {})
    return {row["edition"]: row["sha256"] if digest_of(row["body"]) == row["sha256"] else "" for row in rows}


def digest_of(body: str) -> str:
    """The SHA-256 of a list, in hexadecimal."""
    return sha256(body.encode()).hexdigest()
