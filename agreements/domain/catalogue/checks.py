"""The tests behind the demands of the catalogue that look at more than one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from agreements.domain.catalogue.conditions import AUTHORITIES
from agreements.domain.content import Content, DataCategory, Member, Party
from agreements.domain.term import add_months
from agreements.domain.vocabulary import (
    AdviceBy,
    GdprRole,
    LawfulBasis,
    PartyKind,
    Sensitivity,
    SignsAs,
    SpecialArticle,
)

LONGEST_NOTICE_MONTHS = 36
LONGEST_WITHOUT_A_LAW = 240
"""Months: whoever keeps data longer than twenty years says which law asks that."""
NOTHING_SAID = frozenset(
    {"ja", "nee", "nvt", "n.v.t", "n.v.t.", "geen", "onbekend", "volgt", "tbd", "yes", "no", "none", "n/a", "..."}
)
"""What people type where a form does not let them go on."""
IN_NATIONAL_LAW = frozenset(
    {
        SpecialArticle.EMPLOYMENT_AND_SOCIAL_SECURITY,
        SpecialArticle.SUBSTANTIAL_INTEREST,
        SpecialArticle.CARE,
        SpecialArticle.PUBLIC_HEALTH,
        SpecialArticle.ARCHIVE_AND_RESEARCH,
        SpecialArticle.CRIMINAL,
    }
)
"""Exceptions that hold only where national law lays them down."""
WGS_PARTNERSHIPS = ("FEC", "iCOV", "RIEC", "Zorg- en Veiligheidshuis")
"""The four partnerships of the WGS (Stb. 2024, 198)."""


def is_said(text: str) -> bool:
    """Whether a text says something: a letter alone does not, nor do spaces and dashes."""
    return _has_letters(text, 2)


def is_explained(text: str) -> bool:
    """Whether a text explains something: "ja", "n.v.t." and three dots do not."""
    plain = text.strip().casefold()
    return plain not in NOTHING_SAID and _has_letters(plain, 3)


def _has_letters(text: str, least: int) -> bool:
    """Whether a text has so many letters or digits; a long one is read no further than these."""
    begin = text[:least]
    if len(begin) == least and begin.isalnum():
        return True
    return sum(1 for _ in islice(filter(str.isalnum, text), least)) == least


def says(name: str) -> Callable[[Any], bool]:
    """A test whether the text in a field says something."""
    return lambda thing: is_said(getattr(thing, name))


def explains(name: str) -> Callable[[Any], bool]:
    """A test whether the text in a field explains something."""
    return lambda thing: is_explained(getattr(thing, name))


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


def names_exceptions(content: Content) -> bool:
    """Whether an article allows sharing each kind of data that is forbidden without one."""
    kinds = {category.sensitivity for category in content.data}
    articles = {exception.article for exception in content.exceptions} - {None}
    has_special = bool(articles - {SpecialArticle.CRIMINAL}) or Sensitivity.SPECIAL not in kinds
    return has_special and (SpecialArticle.CRIMINAL in articles or Sensitivity.CRIMINAL not in kinds)


def rests_in_national_law(content: Content) -> bool:
    """Whether the Dutch article is named where the exception holds only by one."""
    return all(
        is_explained(exception.national_article)
        for exception in content.exceptions
        if exception.article in IN_NATIONAL_LAW
    )


def exceptions_are_whole(content: Content) -> bool:
    """Whether each exception says which article of the GDPR it is."""
    return all(exception.article for exception in content.exceptions)


def tells_numbers_apart(content: Content) -> bool:
    """Whether it says of each national number which one it is."""
    return all(category.number_kind for category in _numbers(content))


def grounds_numbers(content: Content) -> bool:
    """Whether each national number has a law that allows using it."""
    return all(is_explained(category.number_ground) for category in _numbers(content))


def _numbers(content: Content) -> list[DataCategory]:
    return [category for category in content.data if category.sensitivity is Sensitivity.NATIONAL_NUMBER]


def keeps_for_a_reason(content: Content) -> bool:
    """Whether what is kept very long is kept by law."""
    periods = [category.retention for category in content.data if category.retention]
    is_long = any(period.months + period.days / 30 > LONGEST_WITHOUT_A_LAW for period in periods)
    return is_explained(content.kept_by_law) or not is_long


def is_advised_by_officer(content: Content) -> bool:
    """Whether the data protection officer advised, with the day and what the advice was."""
    return any(
        advice.by is AdviceBy.PROTECTION_OFFICER and advice.given_on and is_explained(advice.outcome)
        for advice in content.advices
    )


def advices_are_whole(content: Content) -> bool:
    """Whether each advice says when it was given and what it was."""
    return all(advice.given_on and is_explained(advice.outcome) for advice in content.advices)


def has_municipality(content: Content) -> bool:
    """Whether a municipality takes part, or a body of municipalities. Without parties those are asked first."""
    kinds = {party.kind for party in content.parties if party.signs_as is SignsAs.PARTY}
    return not kinds or bool(kinds & {PartyKind.MUNICIPALITY, PartyKind.JOINT_BODY})


def has_processor(content: Content) -> bool:
    """Whether some party handles the data for another."""
    return any(party.gdpr_role is GdprRole.PROCESSOR for party in content.parties)


def has_joint_controllers(content: Content) -> bool:
    """Whether at least two parties decide about the data together."""
    return sum(party.gdpr_role is GdprRole.JOINT_CONTROLLER for party in content.parties) > 1


def names_members(content: Content) -> bool:
    """Whether each member has a name of its own and belongs to a party."""
    sides = {party.name for party in content.parties}
    return all(is_said(one.name) and one.party in sides for one in content.members)


def has_whole_bases(content: Content) -> bool:
    """Whether each further basis says of which party it is, which basis, and on what it rests."""
    sides = {party.name for party in content.parties}
    return all(
        one.party in sides and one.lawful_basis and is_explained(one.legal_ground) for one in content.further_bases
    )


def authorities_rely_on_law(content: Content) -> bool:
    """Whether no further basis of an authority is a legitimate interest."""
    authorities = {party.name for party in content.parties if party.kind in AUTHORITIES}
    return not any(
        one.party in authorities and one.lawful_basis is LawfulBasis.LEGITIMATE_INTEREST
        for one in content.further_bases
    )


def takes_part_in_order(thing: Party | Member) -> bool:
    """Whether somebody leaves no earlier than joining."""
    return thing.joined_on is None or thing.left_on is None or thing.joined_on <= thing.left_on


def says_how_it_flows(content: Content) -> bool:
    """Whether each flow says how often and by what means."""
    return all(flow.frequency and flow.channel for flow in content.flows)


def is_a_wgs_partnership(content: Content) -> bool:
    """Whether it says which of the four partnerships of the WGS it is."""
    said = f"{content.title} {content.legal_form}".casefold()
    return any(name.casefold() in said for name in WGS_PARTNERSHIPS)


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


def keeps_its_words(content: Content) -> bool:
    """Whether the term is kept in its own words."""
    return is_said(content.stated.term) or is_said(content.stated.ends_on)


def reviews_fit(content: Content) -> bool:
    """Whether each review falls within the term."""
    if content.starts_on is None or content.ends_on is None:
        return True
    return all(content.starts_on <= day <= content.ends_on for day in content.review_dates)
