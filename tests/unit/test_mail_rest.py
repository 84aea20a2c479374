"""A mail about data that must be destroyed, of a party that goes on with its other data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.following import Covered, Succession
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.letter import Occasion
from agreements.mail.message import html, plain_text
from agreements.mail.webhook_letter import webhook_letter
from agreements.texts import Texts
from tests.alerts import SETTINGS
from tests.people import ADDRESS, ARREARS, DAY_AFTER, ENDS_ON, MUNICIPALITY, approved


def facts(agreement: Agreement) -> dict[str, str]:
    """What the mail about the municipality's data says beside its text."""
    occasion = Occasion(
        kind=MessageKind.DEADLINE,
        agreement=agreement,
        today=DAY_AFTER,
        organisation="Gemeente Meerdam",
        base_url="https://afspraken.meerdam.example",
        deadline_kind=DeadlineKind.DESTRUCTION,
        subject=MUNICIPALITY,
        due_on=ENDS_ON,
        audience=Audience.OWNER.value,
        is_owner=True,
    )
    return dict(deadline_letter(occasion, Texts()).facts)


def test_a_mail_about_the_rest_of_the_data_names_them() -> None:
    """The municipality goes on with its other data under the agreement that follows."""
    follows = Succession(
        reference="AFS-2027-0009",
        approved_on=ENDS_ON,
        starts_on=DAY_AFTER,
        covers=(Covered(party=MUNICIPALITY, data=(ARREARS.name,)),),
    )
    followed = replace(approved(), successor=follows.reference, succession=follows)

    assert facts(followed)["Alleen deze gegevens"] == ADDRESS.name
    assert "Alleen deze gegevens" not in facts(approved())


@pytest.mark.parametrize(("language", "said"), [("nl", "Er komt niets meer aan bij"), ("en", "Nothing arrives at")])
def test_who_made_a_webhook_that_takes_nothing_reads_where_and_what_to_do(language: str, said: str) -> None:
    letter = webhook_letter("esb.voorbeeldstad.example", SETTINGS, Texts(language))

    assert letter.subject.startswith(f"{said} esb.voorbeeldstad.example")
    assert letter.link == "https://afspraken.example.org/beheer/koppelingen/webhooks"
    assert len(letter.steps) == 2
    assert letter.link in plain_text(letter)
    assert letter.heading in html(letter)
