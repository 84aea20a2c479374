"""What a list of the public register shows of an agreement, so that it need not read whole records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from agreements.domain.selection import StatusFilter
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.publication.published import Published

_NAMED = 3
"""So many partners are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InList:
    """A line. `status` and what is late are those of the day the list is shown for."""

    reference: str
    title: str
    kind: AgreementKind | None
    department: str
    partners: str
    """Those that are named, behind each other."""
    more_partners: int
    is_reported: bool
    is_transitional: bool
    lacks: int
    last_day: date
    status: StatusFilter
    is_review_late: bool
    is_destruction_late: bool


def line_of(published: Published, last_day: date) -> str:
    """All of it that no day changes, as JSON."""
    content = published.content
    others = [one.name for one in content.parties if one.kind is not PartyKind.MUNICIPALITY]
    partners = others or [one.name for one in content.parties]
    line = (
        published.reference,
        content.title,
        content.kind.value if content.kind else None,
        content.department,
        partners[:_NAMED],
        len(partners[_NAMED:]),
        content.is_reported,
        content.is_transitional,
        len(published.lacks),
        last_day.isoformat(),
    )
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def in_list(line: str, status: StatusFilter, *, is_review_late: bool, is_destruction_late: bool) -> InList:
    """A line on a day."""
    reference, title, kind, department, partners, more, reported, transitional, lacks, last_day = json.loads(line)
    return InList(
        reference=reference,
        title=title,
        kind=AgreementKind(kind) if kind else None,
        department=department,
        partners="; ".join(partners),
        more_partners=more,
        is_reported=reported,
        is_transitional=transitional,
        lacks=lacks,
        last_day=date.fromisoformat(last_day),
        status=status,
        is_review_late=is_review_late,
        is_destruction_late=is_destruction_late,
    )
