"""What mails of the desk say: a row for each kind and moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agreements.domain.messages import MessageKind
from agreements.domain.wording import N_
from agreements.mail.letter import Urgency


class When(StrEnum):
    """How near the last day is. `FIRST`: nobody was told before."""

    FIRST = "first"
    AGAIN = "again"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Message ids. They may use %(title)s, %(day)s, %(organisation)s, %(party)s and %(number)s."""

    subject: str
    badge: str
    heading: str
    lead: str
    steps_title: str = N_("What you can do now")
    steps: tuple[tuple[str, str], ...]
    button: str
    why: str
    urgency: Urgency = Urgency.CALM


_LOOK_AFTER = N_("You get this mail because you look after this agreement, or after the question.")
_ADDRESS_GIVEN = N_("You get this mail because this address was given with a question about an agreement.")
_PARTY = N_("You get this mail because your organisation receives data under this agreement.")
_ANSWER = (
    (N_("Take it up"), N_("Then colleagues see that you work on it.")),
    (N_("Answer"), N_("Who asked gets your answer by mail, if they gave an address.")),
)
_CONFIRM = (
    (N_("Correct it"), N_("Correct the data in your own systems.")),
    (N_("Tell us"), N_("Say on the page what you did and when. You need no account.")),
    (N_("It is not right"), N_("Then say on the page why.")),
)

WORDS: Final[Mapping[tuple[MessageKind, When], Words]] = {
    (MessageKind.QUESTION_CONFIRM, When.FIRST): Words(
        subject=N_("Confirm your question about an agreement"),
        badge=N_("Please confirm"),
        heading=N_("Is this question yours?"),
        lead=N_("A question with your email address came in at %(organisation)s. We read it when you confirm it."),
        steps=(
            (N_("It is yours"), N_("Open the page and press the button. You have a week.")),
            (N_("It is not yours"), N_("Do nothing. We erase your address after a week.")),
        ),
        button=N_("Confirm your question"),
        why=_ADDRESS_GIVEN,
    ),
    (MessageKind.QUESTION_ANSWERED, When.FIRST): Words(
        subject=N_("Answer to your question about “%(title)s”"),
        badge=N_("Answered"),
        heading=N_("Your question is answered"),
        lead=N_("You asked %(organisation)s about “%(title)s”. This is the answer."),
        steps_title=N_("What you can do now"),
        steps=(
            (N_("All clear"), N_("Then you need not do anything.")),
            (
                N_("You do not agree"),
                N_("Ask again. Is it about your own data? Then you can complain at the Autoriteit Persoonsgegevens."),
            ),
        ),
        button=N_("See your question"),
        why=_ADDRESS_GIVEN,
    ),
    (MessageKind.QUESTION_OPEN, When.FIRST): Words(
        subject=N_("New question about “%(title)s”: answer by %(day)s"),
        badge=N_("New question"),
        heading=N_("A question came in about “%(title)s”"),
        lead=N_("Answer it by %(day)s. The text stands in the register, not in this mail."),
        steps=_ANSWER,
        button=N_("Open the question"),
        why=_LOOK_AFTER,
    ),
    (MessageKind.QUESTION_OPEN, When.AGAIN): Words(
        subject=N_("A question waits for an answer by %(day)s: “%(title)s”"),
        badge=N_("Answer soon"),
        heading=N_("A question about “%(title)s” is not answered yet"),
        lead=N_("Answer it by %(day)s. The text stands in the register, not in this mail."),
        steps=_ANSWER,
        button=N_("Open the question"),
        why=_LOOK_AFTER,
        urgency=Urgency.SOON,
    ),
    (MessageKind.QUESTION_OPEN, When.LATE): Words(
        subject=N_("Too late with an answer (was due on %(day)s): “%(title)s”"),
        badge=N_("Too late"),
        heading=N_("A question about “%(title)s” should have been answered"),
        lead=N_("The answer was due on %(day)s. The website counts it as late."),
        steps=_ANSWER,
        button=N_("Open the question"),
        why=_LOOK_AFTER,
        urgency=Urgency.LATE,
    ),
    (MessageKind.CORRECTION_ASKED, When.FIRST): Words(
        subject=N_("Please correct data by %(day)s: file %(number)s"),
        badge=N_("Your organisation is asked"),
        heading=N_("Please correct data that %(party)s received"),
        lead=N_("%(organisation)s corrected data of a resident. Your organisation received those data too."),
        steps=_CONFIRM,
        button=N_("See what is asked, and confirm"),
        why=_PARTY,
    ),
    (MessageKind.CORRECTION_ASKED, When.AGAIN): Words(
        subject=N_("Reminder: correct data by %(day)s, file %(number)s"),
        badge=N_("Your organisation is asked"),
        heading=N_("We do not know yet whether %(party)s corrected the data"),
        lead=N_("%(organisation)s corrected data of a resident. Your organisation received those data too."),
        steps=_CONFIRM,
        button=N_("See what is asked, and confirm"),
        why=_PARTY,
        urgency=Urgency.SOON,
    ),
    (MessageKind.CORRECTION_ASKED, When.LATE): Words(
        subject=N_("Too late: correct data (was due on %(day)s), file %(number)s"),
        badge=N_("Too late"),
        heading=N_("We do not know yet whether %(party)s corrected the data"),
        lead=N_("We asked for an answer by %(day)s. %(organisation)s corrected data that you received too."),
        steps=_CONFIRM,
        button=N_("See what is asked, and confirm"),
        why=_PARTY,
        urgency=Urgency.LATE,
    ),
    (MessageKind.CORRECTION_LATE, When.AGAIN): Words(
        subject=N_("%(party)s has to confirm a correction today: “%(title)s”"),
        badge=N_("Last day"),
        heading=N_("%(party)s has not confirmed a correction yet"),
        lead=N_("We asked for an answer by %(day)s. The party gets a reminder as well."),
        steps=((N_("Call them"), N_("Ask whether the mail arrived, and with whom.")),),
        button=N_("Open the question"),
        why=_LOOK_AFTER,
        urgency=Urgency.SOON,
    ),
    (MessageKind.CORRECTION_LATE, When.LATE): Words(
        subject=N_("%(party)s did not confirm a correction in time: “%(title)s”"),
        badge=N_("Too late"),
        heading=N_("%(party)s has not confirmed a correction yet"),
        lead=N_("We asked for an answer by %(day)s. The party gets a reminder as well."),
        steps=((N_("Call them"), N_("Ask whether the mail arrived, and with whom.")),),
        button=N_("Open the question"),
        why=_LOOK_AFTER,
        urgency=Urgency.LATE,
    ),
    (MessageKind.CORRECTION_ANSWERED, When.FIRST): Words(
        subject=N_("%(party)s answered about a correction: “%(title)s”"),
        badge=N_("Answered"),
        heading=N_("%(party)s said what was done with a correction"),
        lead=N_("What the party said stands in the register with the question."),
        steps=((N_("Look at it"), N_("Is everything corrected? Then close the question.")),),
        button=N_("Open the question"),
        why=_LOOK_AFTER,
    ),
}
