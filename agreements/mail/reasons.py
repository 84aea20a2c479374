"""Why somebody gets a mail, who else got it, and from whom it comes."""

from __future__ import annotations

from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind
from agreements.domain.wording import N_
from agreements.mail.letter import Occasion, clean, listed
from agreements.storage.messages.delivery import UNDELIVERED
from agreements.texts import Texts

_AUDIENCES = {
    Audience.OWNER.value: N_(
        "You get this mail because you head the department %(department)s, which owns the agreement."
    ),
    Audience.DEPUTY.value: N_("You get this mail because you are the owner's deputy for this agreement."),
    Audience.PRIVACY_OFFICER.value: N_("You get this mail because you are a privacy officer."),
    Audience.DATA_PROTECTION_OFFICER.value: N_("You get this mail because you are the data protection officer."),
    Audience.SECRETARY.value: N_("You get this mail because the secretary is told when a deadline has passed."),
}
_NOTICES = {
    MessageKind.APPROVAL_ASKED: N_(
        "You get this mail because you head the department %(department)s. Whoever submits an agreement does not "
        "approve it."
    ),
    MessageKind.RETURNED: N_("You get this mail because you are a privacy officer."),
    MessageKind.APPROVED: N_("You get this mail because you are a privacy officer."),
    MessageKind.MOVED: N_("You get this mail because you head the department that owned the agreement until now."),
}
_OWNER = N_("You get this mail because you own this agreement.")
_NOBODY = N_(
    "You get this mail because the register knows nobody else for it. Give the agreement an owner, so that the "
    "right person gets the next one."
)
_UNDELIVERED = N_(
    "You get this mail because it could not be delivered to the person it was meant for. Check that person's account."
)


def why_line(occasion: Occasion, texts: Texts) -> str:
    """On what ground the reader was chosen, and what to do when that is not right."""
    department = clean(occasion.agreement.content.department)
    return texts(_ground(occasion), department=department)


def _ground(occasion: Occasion) -> str:
    if occasion.is_fallback:
        return _UNDELIVERED if occasion.audience == UNDELIVERED else _NOBODY
    if occasion.kind is not MessageKind.DEADLINE:
        return _NOTICES[occasion.kind]
    return _OWNER if occasion.is_owner else _AUDIENCES[occasion.audience]


def others_line(occasion: Occasion, texts: Texts) -> str:
    """Who else is told, by function; empty when nobody is."""
    if not occasion.others:
        return ""
    return texts("Also told: %(people)s.", people=listed(occasion.others, texts))


def sender_name(organisation: str, texts: Texts) -> str:
    """The register and whose it is."""
    return texts("Register of agreements %(organisation)s", organisation=clean(organisation))


def closing(texts: Texts) -> str:
    """The last line of every mail."""
    return texts("The register sent this mail by itself. A reply does not reach anyone.")
