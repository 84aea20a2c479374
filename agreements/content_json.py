"""How the nested parts of a record are written: as JSON documents, checked when they are read back.

A version of an agreement is a document by nature: immutable, cited and compared as a whole. What is searched or
constrained stands beside it in columns (docs/decisions/0004-a-version-is-a-document.md).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from agreements.domain.agreement import (
    Agreement,
    Decision,
    Destruction,
    FormerReceiver,
    Review,
    Suspension,
)
from agreements.domain.catalogue import READING_ORDER, Field, FieldKind
from agreements.domain.content import Content
from agreements.domain.following import Distinction, Succession, Withdrawal
from agreements.domain.held_term import held_from, is_exempt
from agreements.domain.letters import folded
from agreements.domain.plan import Plan, Reactions
from agreements.domain.planned_review import PlannedReview
from agreements.domain.termination import Termination, WithdrawnTermination


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What happened to an agreement, as it is stored."""

    suspensions: tuple[Suspension, ...] = ()
    termination: Termination | None = None
    already_ended: bool = False
    review_plan: tuple[PlannedReview, ...] = ()
    withdrawn_terminations: tuple[WithdrawnTermination, ...] = ()
    reviews: tuple[Review, ...] = ()
    decisions: tuple[Decision, ...] = ()
    destructions: tuple[Destruction, ...] = ()
    former_receivers: tuple[FormerReceiver, ...] = ()
    distinctions: tuple[Distinction, ...] = ()
    succession: Succession | None = None
    withdrawal: Withdrawal | None = None
    plans: tuple[Plan, ...] = ()
    reactions: tuple[Reactions, ...] = ()
    succeeded_on: date | None = None
    """Only in what was stored before `succession` was: then nothing was kept of the successor but this day."""


_CONTENT = TypeAdapter(Content)
_FACTS = TypeAdapter(Facts)
_LEAD_DAYS = TypeAdapter(tuple[int, ...])
BETWEEN_WORDS = " · "
_SIGNS = re.compile(r" ·(?: ·)*(?: |$)")
"""One sign, or several with nothing between them."""


def content_to_json(content: Content) -> str:
    """The whole content, defaults included, so that a later change of defaults cannot change old versions."""
    return _CONTENT.dump_json(content).decode()


def content_from_json(text: str) -> Content:
    """Read a stored content back. Raises pydantic's ValidationError when the document was damaged."""
    return _CONTENT.validate_json(text)


def says_the_same(text: str, content: Content) -> bool:
    """Whether a stored content says nothing else than what was read from it.

    An earlier version of the register wrote fewer fields: what it did not write says nothing.
    """
    return _is_within(json.loads(text), json.loads(content_to_json(content)))


def _is_within(some: Any, whole: Any) -> bool:
    if isinstance(some, dict) and isinstance(whole, dict):
        return all(name in whole and _is_within(value, whole[name]) for name, value in some.items())
    if isinstance(some, list) and isinstance(whole, list):
        return len(some) == len(whole) and all(map(_is_within, some, whole))
    return bool(some == whole)


def content_hash(text: str) -> str:
    """SHA-256 of a stored content; the audit trail holds it, so that an edited version is found."""
    return hashlib.sha256(text.encode()).hexdigest()


def facts_to_json(agreement: Agreement) -> str:
    """The facts of an agreement."""
    facts = Facts(
        suspensions=agreement.suspensions,
        termination=agreement.termination,
        already_ended=agreement.already_ended,
        review_plan=agreement.review_plan,
        withdrawn_terminations=agreement.withdrawn_terminations,
        reviews=agreement.reviews,
        decisions=agreement.decisions,
        destructions=agreement.destructions,
        former_receivers=agreement.former_receivers,
        distinctions=agreement.distinctions,
        succession=agreement.succession,
        withdrawal=agreement.withdrawal,
        plans=agreement.plans,
        reactions=agreement.reactions,
    )
    return _FACTS.dump_json(facts).decode()


def facts_from_json(text: str) -> Facts:
    """Read stored facts back."""
    return _FACTS.validate_json(text)


@cache
def lead_days_to_json(days: tuple[int, ...]) -> str:
    """An agreement's own lead times."""
    return _LEAD_DAYS.dump_json(days).decode()


def lead_days_from_json(text: str) -> tuple[int, ...]:
    """Read stored lead times back."""
    return _LEAD_DAYS.validate_json(text)


def search_text(reference: str, content: Content) -> str:
    """The words that people who sign in find an agreement by, folded; what everyone searches is the public memory."""
    searched = (row for row in READING_ORDER if row.is_searched)
    words = (word for row in searched for word in _words(row, getattr(content, row.name)))
    return folded(BETWEEN_WORDS.join([reference, *filter(None, words)]))


def is_found_by_the_same(one: str, other: str) -> bool:
    """Whether two search texts hold the same words.

    Earlier versions put them in another order, with nothing between two signs for a field that said nothing.
    """
    return _pieces(one) == _pieces(other)


def _pieces(text: str) -> list[str]:
    return sorted(filter(None, _SIGNS.split(text)))


def _words(row: Field, value: Any) -> tuple[str, ...]:
    """The words in a field; of parts those by which they are known."""
    if row.kind is FieldKind.ROWS:
        return tuple(getattr(part, row.parts[0].name) for part in value)
    return value if isinstance(value, tuple) else (value,)


def version_columns(reference: str, content: Content, text: str | None = None) -> dict[str, object]:
    """The columns of a version that follow from its content; `text`: that as JSON, where it is known already."""
    return {
        "content": content_to_json(content) if text is None else text,
        "title": content.title,
        "kind": content.kind.value if content.kind else "",
        "theme": content.theme,
        "department": content.department,
        "is_public": content.is_public,
        "is_transitional": is_exempt(content),
        "starts_on": held_from(content),
        "ends_on": content.ends_on,
        "search_text": search_text(reference, content),
    }


def agreement_columns(agreement: Agreement) -> dict[str, object]:
    """The columns of an agreement that follow from its facts. Of plans those of the last one."""
    plan = agreement.plans[-1] if agreement.plans else None
    return {
        "terminated_on": agreement.termination.ends_on if agreement.termination else None,
        "withdrawn_on": agreement.withdrawal.on if agreement.withdrawal else None,
        "plan_from": plan.published_on if plan else None,
        "plan_until": plan.reactions_until if plan else None,
        "plan_ended_on": plan.ended_on if plan else None,
        "plan_ending": plan.ending.value if plan and plan.ending else "",
    }
