"""The letter to who answers for a webhook that is told nothing any more, because nothing arrived."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.mail.letter import Letter, Urgency, WayOn, clean
from agreements.mail.reasons import closing, sender_name
from agreements.settings import Settings
from agreements.texts import Texts

_STEPS = (
    (N_("Ask who looks after it"), N_("Does the program at that address still work, and has its address not changed?")),
    (N_("Let it go on"), N_("In the register choose from which day it is told everything again. Nothing was lost.")),
)


def webhook_letter(host: str, settings: Settings, texts: Texts) -> Letter:
    """`host` is where nothing arrived; the rest of the address may hold a secret."""
    return Letter(
        language=texts.language,
        subject=texts(N_("Nothing arrives at %(host)s any more"), host=clean(host)),
        sender=sender_name(settings.organisation_name, texts),
        urgency=Urgency.SOON,
        badge=texts(N_("Switched off")),
        heading=texts(N_("The program at %(host)s is not told any more what changes"), host=clean(host)),
        lead=texts(
            N_("The register tried for a week, or the program said that it is no longer there. So it stopped trying.")
        ),
        facts=((texts(N_("Address")), clean(host)),),
        steps_title=texts("What you can do now"),
        steps=tuple(WayOn(texts(title), texts(text)) for title, text in _STEPS),
        button=texts(N_("Look at the webhooks")),
        link=f"{settings.base_url}/beheer/koppelingen/webhooks",
        why=texts(N_("You get this mail because you made this webhook.")),
        closing=closing(texts),
    )
