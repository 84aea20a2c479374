"""Rule 3: what an agreement must say before it can be approved, and which law asks it.

A draft may lack anything but a title. Each demand is one line in the table `DEMANDS`: the field it is about,
the sentence people read, the source of the demand, and a test on the content. The municipality's own rule
is the term of one to three years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from agreements.domain.content import Content, Party
from agreements.domain.errors import Lack, RuleBroken
from agreements.domain.term import Term, TermPolicy, add_months, check_range, check_term, check_transitional
from agreements.domain.vocabulary import DpiaOutcome, GdprRole, OnwardSharing, Sensitivity
from agreements.domain.wording import N_

OWN_RULE = N_("the municipality's own rule")
MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\w")
PROTECTED = frozenset({Sensitivity.SPECIAL, Sensitivity.CRIMINAL})
LONGEST_SUMMARY = 500
LONGEST_NOTICE_MONTHS = 36
PHONE_NUMBER = re.compile(r"(?<!\d)(?:\+31[\s-]?|0)6(?:[\s-]?\d){8}(?!\d)")


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand on the whole content."""

    field: str
    sentence: str
    source: str
    is_met: Callable[[Content], bool]


@dataclass(frozen=True, slots=True)
class PartyDemand:
    """One demand that every party must meet, for its own side."""

    sentence: str
    source: str
    is_met: Callable[[Party], bool]


DEMANDS: tuple[Demand, ...] = (
    Demand("title", N_("Give the agreement a title."), N_("GDPR art. 12(1)"), lambda c: _said(c.title)),
    Demand("summary", N_("Say in two or three plain sentences what is shared and why."), N_("GDPR art. 12(1)"),
           lambda c: _said(c.summary)),
    Demand("summary", N_("Shorten the summary to 500 characters at most."), N_("GDPR art. 12(1)"),
           lambda c: len(c.summary) <= LONGEST_SUMMARY),
    Demand("kind", N_("Choose what kind of agreement this is."), N_("GDPR art. 26 and 28"), lambda c: c.kind is not None),
    Demand("department", N_("Name the department that owns the agreement."), N_("GDPR art. 5(2)"), lambda c: _said(c.department)),
    Demand("contact_point", N_("Name the desk where residents can ask."), N_("GDPR art. 26(1)"), lambda c: _said(c.contact_point)),
    Demand("parties", N_("Name at least two parties."), N_("GDPR art. 30(1)(d)"), lambda c: len(c.parties) >= 2),
    Demand("parties", N_("Give every party a name of its own."), N_("GDPR art. 30(1)(d)"),
           lambda c: _all_different(party.name for party in c.parties)),
    Demand("parties", N_("Say which party decides about the data: name at least one controller."), N_("GDPR art. 4(7) and 26"),
           lambda c: _has_controller(c)),
    Demand("purpose", N_("Describe the purpose of the sharing."), N_("GDPR art. 5(1)(b)"), lambda c: _said(c.purpose)),
    Demand("data", N_("Name the kinds of data that are shared."), N_("GDPR art. 30(1)(c)"), lambda c: bool(c.data)),
    Demand("data", N_("Give every kind of data a name of its own."), N_("GDPR art. 30(1)(c)"),
           lambda c: _all_different(category.name for category in c.data)),
    Demand("data_subjects", N_("Name the groups of people whom the data are about."), N_("GDPR art. 30(1)(c)"),
           lambda c: any(_said(group) for group in c.data_subjects)),
    Demand("flows", N_("Say who gives which data to whom."), N_("GDPR art. 30(1)(d)"), lambda c: bool(c.flows)),
    Demand("flows", N_("Say of each flow which kinds of data it carries."), N_("GDPR art. 5(1)(c)"),
           lambda c: all(flow.data for flow in c.flows)),
    Demand("flows", N_("Say of every kind of data who gives it to whom, or take it out."), N_("GDPR art. 5(1)(c)"),
           lambda c: _all_flow(c)),
    Demand("flows", N_("A flow of data names a party or a kind of data that the agreement does not have."),
           N_("GDPR art. 30(1)(d)"), lambda c: _flows_fit(c)),
    Demand("necessity", N_("Explain why the sharing is necessary."), N_("GDPR art. 5(1)(c)"), lambda c: _said(c.necessity)),
    Demand("less_intrusive", N_("Say which less intrusive way was considered."), N_("GDPR art. 5(1)(c) and 35(7)(b)"),
           lambda c: _said(c.less_intrusive)),
    Demand("data", N_("Explain for each kind of data why it is needed."), N_("GDPR art. 5(1)(c)"),
           lambda c: all(_said(d.necessity) for d in c.data)),
    Demand("data", N_("Give a retention period for each kind of data."), N_("GDPR art. 5(1)(e) and 30(1)(f)"),
           lambda c: all(d.retention for d in c.data)),
    Demand("destruction", N_("Say how and by whom the data are destroyed."), N_("GDPR art. 5(1)(e) and 28(3)(g)"),
           lambda c: _said(c.destruction)),
    Demand("onward_sharing", N_("Say whether the data may go further than the parties."), N_("GDPR art. 5(1)(b)"),
           lambda c: c.onward_sharing is not None),
    Demand("onward_recipients", N_("Name who else may receive the data, or do not allow it."), N_("GDPR art. 5(1)(b)"),
           lambda c: c.onward_sharing is not OnwardSharing.NAMED_ONLY or _said(c.onward_recipients)),
    Demand("special_exception", N_("Name the exception of art. 9 or 10 that allows sharing these special or criminal data."),
           N_("GDPR art. 9(2) and 10"), lambda c: _said(c.special_exception) or not _has_protected(c)),
    Demand("dpia", N_("Say whether an impact assessment (DPIA) was made."), N_("GDPR art. 35"), lambda c: c.dpia is not None),
    Demand("dpia_reference", N_("Say where the impact assessment (DPIA) is, or why none is needed."), N_("GDPR art. 35"),
           lambda c: _said(c.dpia_reference)),
    Demand("dpia", N_("Special or criminal data are shared: an impact assessment (DPIA) must be made."), N_("GDPR art. 35(3)(b)"),
           lambda c: c.dpia is not DpiaOutcome.NOT_NEEDED or not _has_protected(c)),
    Demand("security_measures", N_("Describe how the data are kept safe."), N_("GDPR art. 32"), lambda c: _said(c.security_measures)),
    Demand("incident_duty", N_("Say who tells whom about a data breach."), N_("GDPR art. 33"), lambda c: _said(c.incident_duty)),
    Demand("rights_handling", N_("Say how people can use their rights."), N_("GDPR art. 12-22"), lambda c: _said(c.rights_handling)),
    Demand("starts_on", N_("Give the start date, to the day."), OWN_RULE, lambda c: c.starts_on is not None),
    Demand("ends_on", N_("Give the end date, to the day."), OWN_RULE, lambda c: c.ends_on is not None),
    Demand("stated", N_("Keep the term of a transitional agreement in its own words."), OWN_RULE,
           lambda c: not c.is_transitional or _said(c.stated.term) or _said(c.stated.ends_on)),
    Demand("notice_months", N_("The notice period must be shorter than the term."), OWN_RULE, lambda c: _notice_fits(c)),
    Demand("review_dates", N_("Plan at least one review before the end."), OWN_RULE, lambda c: bool(c.review_dates)),
    Demand("review_dates", N_("A review must fall within the term."), OWN_RULE, lambda c: _reviews_fit(c)),
    Demand("not_public_reason", N_("Give the reason why this agreement is not public."), N_("Woo art. 3.3 and 5.1"),
           lambda c: c.is_public or _said(c.not_public_reason)),
)  # fmt: skip

PARTY_DEMANDS: tuple[PartyDemand, ...] = (
    PartyDemand(N_("Say which role “%(party)s” has under the GDPR."), N_("GDPR art. 26 and 28"), lambda p: p.gdpr_role is not None),
    PartyDemand(N_("Describe the purpose of “%(party)s”."), N_("GDPR art. 5(1)(b)"), lambda p: _said(p.purpose)),
    PartyDemand(N_("Choose the lawful basis of “%(party)s”."), N_("GDPR art. 6(1)"), lambda p: p.lawful_basis is not None),
    PartyDemand(N_("Name the law and article that “%(party)s” relies on."), N_("GDPR art. 6(3)"), lambda p: _said(p.legal_ground)),
    PartyDemand(N_("Name the function that answers for “%(party)s”."), N_("GDPR art. 5(2)"), lambda p: _said(p.responsible_function)),
    PartyDemand(N_("Give the date on which “%(party)s” signed."), N_("GDPR art. 26(1) and 28(3)"), lambda p: p.signed_on is not None),
)  # fmt: skip

PUBLIC_TEXTS = (
    "title", "summary", "theme", "department", "contact_point", "purpose", "public_task", "expected_benefit", "necessity", "less_intrusive",
    "rights_at_stake", "unintended_effects", "special_exception", "destruction", "onward_recipients", "outside_eea",
    "security_measures", "incident_duty", "rights_handling", "costs", "automated_decisions", "dpia_reference",
)  # fmt: skip
"""Free texts that residents can read: they may not hold a person's mail address or mobile number.

The texts of parties, kinds of data and documents are read as well, see `_public_texts`.
"""

NO_PERSONAL_ADDRESS = N_("Take the mail address or mobile number out of this text: everyone can read it.")


SIGNED_LATER = N_("“%(party)s” cannot have signed on a day that is still to come.")


def completeness(content: Content, registered_on: date, policy: TermPolicy, today: date) -> tuple[Lack, ...]:
    """Everything that stands in the way of approval on `today`, in the order of the form; empty when nothing does."""
    return (
        *(Lack(d.field, d.sentence, d.source) for d in DEMANDS if not d.is_met(content)),
        *_party_lacks(content),
        *_signed_later(content, today),
        *_personal_addresses(content),
        *_term_lack(content, registered_on, policy),
    )


def check_dates(content: Content, registered_on: date, policy: TermPolicy) -> None:
    """Rules 1 and 2, as soon as both dates are there. Raises the error of `agreements.domain.term` that applies."""
    if content.starts_on is not None:
        check_range(content.starts_on, "starts_on")
    if content.ends_on is not None:
        check_range(content.ends_on, "ends_on")
    if content.starts_on is None or content.ends_on is None:
        return
    term = Term(content.starts_on, content.ends_on)
    if content.is_transitional:
        check_transitional(term, registered_on, policy)
    else:
        check_term(term, policy)


def _term_lack(content: Content, registered_on: date, policy: TermPolicy) -> tuple[Lack, ...]:
    try:
        check_dates(content, registered_on, policy)
    except RuleBroken as error:
        return (Lack(error.field or "ends_on", error.sentence, OWN_RULE, error=error),)
    return ()


def _party_lacks(content: Content) -> tuple[Lack, ...]:
    return tuple(
        Lack("parties", demand.sentence, demand.source, party.name)
        for party in content.parties
        for demand in PARTY_DEMANDS
        if not demand.is_met(party)
    )


def _signed_later(content: Content, today: date) -> tuple[Lack, ...]:
    return tuple(
        Lack("parties", SIGNED_LATER, N_("GDPR art. 26(1) and 28(3)"), party.name)
        for party in content.parties
        if party.signed_on and party.signed_on > today
    )


def _personal_addresses(content: Content) -> tuple[Lack, ...]:
    return tuple(
        Lack(field, NO_PERSONAL_ADDRESS, N_("GDPR art. 5(1)(c)"), subject)
        for field, subject, texts in _public_texts(content)
        if any(MAIL_ADDRESS.search(text) or PHONE_NUMBER.search(text) for text in texts)
    )


def _public_texts(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every free text that residents can read: its field, the part of the record it belongs to, the texts."""
    for field in PUBLIC_TEXTS:
        yield field, "", (getattr(content, field),)
    yield "data_subjects", "", content.data_subjects
    yield "stated", "", (content.stated.term, content.stated.ends_on)
    for party in content.parties:
        yield "parties", party.name, (party.name, party.purpose, party.legal_ground, party.responsible_function)
    for category in content.data:
        yield "data", category.name, (category.name, category.necessity, category.source)
    for document in content.documents:
        if document.is_public:
            yield "documents", document.title, (document.title,)


def _said(text: str) -> bool:
    """Whether a text says something; a space does not."""
    return bool(text.strip())


def _all_different(names: Iterable[str]) -> bool:
    """Whether each name is filled in and none is used twice, capitals and spaces around it aside."""
    plain = [name.strip().casefold() for name in names]
    return all(plain) and len(set(plain)) == len(plain)


def _notice_fits(content: Content) -> bool:
    months = content.notice_months
    if months is None or content.starts_on is None or content.ends_on is None:
        return True
    return 0 <= months <= LONGEST_NOTICE_MONTHS and add_months(content.ends_on, -months) >= content.starts_on


def _has_protected(content: Content) -> bool:
    return any(category.sensitivity in PROTECTED for category in content.data)


def _has_controller(content: Content) -> bool:
    """Whoever did not choose a role yet is asked for it first."""
    roles = {party.gdpr_role for party in content.parties}
    return not roles or bool(roles & {GdprRole.CONTROLLER, GdprRole.JOINT_CONTROLLER, None})


def _all_flow(content: Content) -> bool:
    """Whether every kind of data is in some flow; a flow that names none still has to say what it carries."""
    flowing = {name for flow in content.flows for name in flow.data}
    is_said = bool(content.flows) and all(flow.data for flow in content.flows)
    return not is_said or {category.name for category in content.data} <= flowing


def _flows_fit(content: Content) -> bool:
    parties = {party.name for party in content.parties}
    data = {category.name for category in content.data}
    return all(
        {flow.provider, flow.recipient} <= parties and flow.provider != flow.recipient and set(flow.data) <= data
        for flow in content.flows
    )


def _reviews_fit(content: Content) -> bool:
    if content.starts_on is None or content.ends_on is None:
        return True
    return all(content.starts_on <= day <= content.ends_on for day in content.review_dates)
