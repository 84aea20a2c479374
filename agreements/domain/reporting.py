"""Rule 2: an agreement from before the rule is reported with what is known of it, for a year at most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.catalogue import FIELDS, in_form_order
from agreements.domain.completeness import unmet
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError, Lack
from agreements.domain.term import latest_transitional_end
from agreements.domain.wording import N_

MOST_AT_ONCE = 100
"""Agreements that somebody reports or approves in one go."""

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
    """What a reported agreement lacks for everyone to see, in the order of the form; nothing of any other."""
    if not content.is_reported:
        return ()
    return in_order_of_form(lack for lack in unmet(content) if not lack.is_basic)


def in_order_of_form(lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    """The lacks as the form asks for them."""
    return tuple(sorted(lacks, key=lambda lack: _PLACES[lack.field]))


def lacking_since(lack: Lack, versions: Iterable[tuple[date, Content]]) -> date | None:
    """Since when the public version lacks it: the first day of the unbroken run of versions, newest first, that do."""
    since = None
    for approved_on, content in versions:
        if not content.is_public or not _lacks(content, lack):
            break
        since = approved_on
    return since


def _lacks(content: Content, wanted: Lack) -> bool:
    key = (wanted.field, wanted.sentence, wanted.subject)
    return any((lack.field, lack.sentence, lack.subject) == key for lack in unmet(content))
