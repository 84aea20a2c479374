"""Rule 2: an agreement from before the rule is reported with what is known of it, for a year at most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.catalogue import FIELDS, in_form_order
from agreements.domain.catalogue.field import OWN_RULE
from agreements.domain.completeness import completeness, unmet
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError, Lack
from agreements.domain.held_term import is_exempt
from agreements.domain.term import TermPolicy, latest_transitional_end
from agreements.domain.wording import N_

MOST_AT_ONCE = 100
"""Agreements that somebody reports or approves in one go."""

_NO_TERM = Lack("ends_on", N_("Agree on a term of one to three years."), OWN_RULE, is_basic=False)
_PLACES = {row.name: place for place, row in enumerate(in_form_order(FIELDS))}


class TooManyAtOnce(AgreementError):
    """More than somebody can have looked at."""

    sentence = N_("Choose %(limit)s agreements at most. Take the others after these.")


class NothingChosen(AgreementError):
    """No box was ticked."""

    sentence = N_("Tick at least one agreement first.")


def reported_content(agreement: Agreement, department: str = "") -> Content:
    """What is proposed, as a reported agreement. A later end than it may have is kept in its words.

    `department`: which one owns it, if none does yet. Nothing else is filled in: what lacks is shown as lacking.
    """
    content = agreement.latest
    latest = latest_transitional_end(agreement.registered_on)
    said, stated = content.ends_on, content.stated
    if said and said > latest and not stated.ends_on:
        stated = replace(stated, ends_on=str(said))
    return replace(
        content,
        is_transitional=False,
        is_reported=True,
        ends_on=min(said or latest, latest),
        stated=stated,
        department=content.department or department,
    )


def shown_lacks(content: Content) -> tuple[Lack, ...]:
    """What an agreement from before the rule lacks for everyone to see, in the order of the form; nothing of any other.

    A transitional one was approved with all that is asked: it lacks a term that keeps the rule.
    """
    return in_order_of_form(_shown(content, unmet(content))) if is_exempt(content) else ()


def _shown(content: Content, lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    return (_NO_TERM,) if content.is_transitional else tuple(lack for lack in lacks if not lack.is_basic)


def points_lacking(agreement: Agreement, policy: TermPolicy, today: date) -> int:
    """How many points lack in what was written last: the same in lists, on its page and at approval."""
    return len(completeness(agreement.latest, agreement.registered_on, policy, today))


def in_order_of_form(lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    """The lacks as the form asks for them."""
    return tuple(sorted(lacks, key=lambda lack: _PLACES[lack.field]))


def lacking_since(lacks: Iterable[Lack], versions: Iterable[tuple[date, Content]]) -> dict[Lack, date]:
    """Since when the public version lacks each: the first day of the unbroken run of versions, newest first, that do.

    The demands are asked once of each version, as long as one of the lacks goes back further.
    """
    since: dict[Lack, date] = {}
    running = {_key(lack): lack for lack in lacks}
    for approved_on, content in versions:
        if not content.is_public or not running:
            break
        there = {_key(lack) for lack in _shown(content, unmet(content))}
        running = {key: lack for key, lack in running.items() if key in there}
        since |= dict.fromkeys(running.values(), approved_on)
    return since


def _key(lack: Lack) -> tuple[str, str, str]:
    return lack.field, lack.sentence, lack.subject
