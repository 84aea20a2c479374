"""The tests behind the demands of the catalogue that look at more than one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from agreements.domain.content import Content
from agreements.domain.term import add_months
from agreements.domain.vocabulary import DpiaOutcome, GdprRole, OnwardSharing, Sensitivity

PROTECTED = frozenset({Sensitivity.SPECIAL, Sensitivity.CRIMINAL})
LONGEST_NOTICE_MONTHS = 36


def is_said(text: str) -> bool:
    """Whether a text says something; a space does not."""
    return bool(text.strip())


def says(name: str) -> Callable[[Any], bool]:
    """A test whether the text in a field says something."""
    return lambda thing: is_said(getattr(thing, name))


def has(name: str) -> Callable[[Any], bool]:
    """A test whether a field has a value."""
    return lambda thing: getattr(thing, name) not in (None, ())


def all_different(names: Iterable[str]) -> bool:
    """Whether each name is filled in and none is used twice, capitals and spaces around it aside."""
    plain = [name.strip().casefold() for name in names]
    return all(plain) and len(set(plain)) == len(plain)


def notice_fits(content: Content) -> bool:
    """Whether the notice period is shorter than the term."""
    months = content.notice_months
    if months is None or content.starts_on is None or content.ends_on is None:
        return True
    return 0 <= months <= LONGEST_NOTICE_MONTHS and add_months(content.ends_on, -months) >= content.starts_on


def protects_what_is_special(content: Content) -> bool:
    """Whether an exception is named when special or criminal data are shared."""
    return is_said(content.special_exception) or not _has_protected(content)


def assesses_what_is_special(content: Content) -> bool:
    """Whether special or criminal data are shared only after an impact assessment."""
    return content.dpia is not DpiaOutcome.NOT_NEEDED or not _has_protected(content)


def _has_protected(content: Content) -> bool:
    return any(category.sensitivity in PROTECTED for category in content.data)


def has_controller(content: Content) -> bool:
    """Whether some party decides about the data. Whoever did not choose a role yet is asked for it first."""
    roles = {party.gdpr_role for party in content.parties}
    return not roles or bool(roles & {GdprRole.CONTROLLER, GdprRole.JOINT_CONTROLLER, None})


def all_flow(content: Content) -> bool:
    """Whether every kind of data is in some flow; a flow that names none still has to say what it carries."""
    flowing = {name for flow in content.flows for name in flow.data}
    is_complete = bool(content.flows) and all(flow.data for flow in content.flows)
    return not is_complete or {category.name for category in content.data} <= flowing


def flows_fit(content: Content) -> bool:
    """Whether flows name parties and kinds of data that the agreement has."""
    parties = {party.name for party in content.parties}
    data = {category.name for category in content.data}
    return all(
        {flow.provider, flow.recipient} <= parties and flow.provider != flow.recipient and set(flow.data) <= data
        for flow in content.flows
    )


def names_recipients(content: Content) -> bool:
    """Whether others who may receive the data are named when they may."""
    return content.onward_sharing is not OnwardSharing.NAMED_ONLY or is_said(content.onward_recipients)


def keeps_its_words(content: Content) -> bool:
    """Whether a transitional agreement keeps its term in its own words."""
    return not content.is_transitional or is_said(content.stated.term) or is_said(content.stated.ends_on)


def reviews_fit(content: Content) -> bool:
    """Whether each review falls within the term."""
    if content.starts_on is None or content.ends_on is None:
        return True
    return all(content.starts_on <= day <= content.ends_on for day in content.review_dates)
