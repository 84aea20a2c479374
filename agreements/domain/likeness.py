"""An agreement that is registered once more, beside itself, would go round the rules on terms, reviews and renewal.

So one that looks like another is told, and whoever submits it says why it is not the same (rules 1, 2 and 7).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.errors import RuleBroken
from agreements.domain.following import Distinction
from agreements.domain.letters import folded
from agreements.domain.wording import N_


class LooksLikeAnother(RuleBroken):
    """It may be the same agreement: then it is renewed or amended, not registered again."""

    sentence = N_(
        "This looks the same as %(references)s. Is it the same? Then change that one, or make a new "
        "agreement that follows it. Is it another agreement? Then say what differs."
    )
    field = "difference"


class TransitionalAgain(RuleBroken):
    """Rule 2: what was transitional once does not get a second exception under another reference."""

    sentence = N_("%(reference)s is the same and was transitional already. Give this agreement a term of its own.")
    field = "is_transitional"


def likeness(content: Content) -> frozenset[Hashable]:
    """What it has in common with whatever looks the same: its parties with its title, and with its first day.

    Case, accents and the order of the parties do not count. Without parties there is only the title.
    """
    return marks([party.name for party in content.parties], content.title, content.starts_on)


def marks(parties: Iterable[str], title: str, starts_on: date | None) -> frozenset[Hashable]:
    """The same of what is known of an agreement without reading it whole."""
    named = frozenset(folded(name) for name in parties if name.strip())
    found: set[Hashable] = set()
    if title.strip():
        found.add((named, folded(title)))
    if named and starts_on:
        found.add((named, starts_on))
    return frozenset(found)


def looks_like(content: Content, other: Content) -> bool:
    """Whether both have the same parties, and the same title or the same first day."""
    return bool(likeness(content) & likeness(other))


def is_distinguished(agreement: Agreement, other: Agreement) -> bool:
    """Whether somebody said why the two differ, with the one or with the other."""
    return any(said.reference == other.reference for said in agreement.distinctions) or any(
        said.reference == agreement.reference for said in other.distinctions
    )


def distinguish(agreement: Agreement, others: Sequence[Agreement], reason: str, by: str, today: date) -> Agreement:
    """With the reason why it is not the same as `others`. Raises `LooksLikeAnother` without a reason."""
    if not others:
        return agreement
    if not reason.strip():
        raise LooksLikeAnother(references=", ".join(other.reference for other in others))
    said = (Distinction(reference=other.reference, reason=reason.strip(), by=by, said_on=today) for other in others)
    return replace(agreement, distinctions=(*agreement.distinctions, *said))
