"""The letters about approval: asked for, returned, given."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.messages import MessageKind
from agreements.domain.wording import N_
from agreements.mail.letter import (
    Letter,
    Occasion,
    Urgency,
    WayOn,
    Written,
    clean,
    parties_of,
    points_of,
    subject_title,
    title_of,
)
from agreements.mail.reasons import closing, others_line, sender_name, why_line
from agreements.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notice:
    """Message ids; they may use %(title)s."""

    subject: str
    badge: str
    heading: str
    lead: str
    steps: tuple[tuple[str, str], ...]
    button: str = N_("Open the agreement in the register")


_NOTICES = {
    MessageKind.APPROVAL_ASKED: _Notice(
        subject=N_("Please approve: %(title)s"),
        badge=N_("Waits for you"),
        heading=N_("“%(title)s” waits for your approval"),
        lead=N_("A colleague completed this agreement. It applies only when you approve it."),
        steps=(
            (N_("Approve"), N_("Is everything right? Then the agreement applies from its start date.")),
            (N_("Return"), N_("Is something wrong or missing? Return it and say what has to change.")),
        ),
    ),
    MessageKind.RETURNED: _Notice(
        subject=N_("Returned to you: %(title)s"),
        badge=N_("Returned"),
        heading=N_("“%(title)s” came back to you"),
        lead=N_("It was not approved. It is a draft again."),
        steps=((N_("Change and submit again"), N_("Read the reason, change the draft and submit it again.")),),
    ),
    MessageKind.APPROVED: _Notice(
        subject=N_("Approved: %(title)s"),
        badge=N_("Approved"),
        heading=N_("“%(title)s” is approved"),
        lead=N_("The agreement is in the register with its term. The owner gets a reminder in time before it ends."),
        steps=((N_("Nothing to do"), N_("Look at the agreement and share its address if you like.")),),
    ),
    MessageKind.MOVED: _Notice(
        subject=N_("To another department: %(title)s"),
        badge=N_("Handed over"),
        heading=N_("“%(title)s” belongs to another department now"),
        lead=N_("The head of that department approved it. From now on that department decides on the agreement."),
        steps=((N_("Nothing to do"), N_("Is this not right? Ask the privacy officer.")),),
        button=N_("Open the register"),
    ),
}


def notice_letter(occasion: Occasion, texts: Texts) -> Letter:
    """Raises KeyError for a kind that is not about approval."""
    notice = _NOTICES[occasion.kind]
    return Letter(
        language=texts.language,
        subject=texts(notice.subject, title=subject_title(occasion.content)),
        sender=sender_name(occasion.organisation, texts),
        urgency=Urgency.CALM,
        badge=texts(notice.badge),
        heading=texts(notice.heading, title=title_of(occasion.content)),
        lead=texts(notice.lead),
        facts=_facts(occasion, texts),
        steps_title=texts("What you can do now"),
        steps=tuple(WayOn(texts(title), texts(text)) for title, text in notice.steps),
        button=texts(notice.button),
        link=occasion.link,
        why=why_line(occasion, texts),
        others=others_line(occasion, texts),
        closing=closing(texts),
    )


def _facts(occasion: Occasion, texts: Texts) -> tuple[tuple[str, str], ...]:
    content = occasion.content
    facts = []
    if occasion.kind is MessageKind.RETURNED and occasion.reason:
        facts.append((texts("Reason"), clean(occasion.reason)))
    if content.starts_on and content.ends_on:
        term = texts("%(first)s up to and including %(last)s", first=content.starts_on, last=content.ends_on)
        facts.append((texts("Term"), term))
    facts.append((texts("Between"), Written(parties_of(content, texts))))
    if department := clean(content.department):
        facts.append((texts("Department"), Written(department)))
    return (*facts, *points_of(occasion, texts), (texts("Reference"), occasion.agreement.reference))
