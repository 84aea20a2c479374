"""A mail about a reported old agreement says how many points it lacks, and leads to the list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement, Proposal
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind
from agreements.domain.reporting import shown_lacks
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.letter import Occasion
from agreements.mail.message import plain_text
from agreements.mail.notice_letter import notice_letter
from agreements.texts import Texts
from tests.people import ENDS_ON, approved

NL, EN = Texts("nl"), Texts("en")


def alert(agreement: Agreement) -> Occasion:
    """For the owner, a month before the end."""
    return Occasion(
        kind=MessageKind.DEADLINE,
        agreement=agreement,
        today=ENDS_ON - timedelta(days=30),
        organisation="Gemeente Meerdam",
        base_url="https://afspraken.meerdam.example",
        deadline_kind=DeadlineKind.EXPIRY,
        due_on=ENDS_ON,
        audience=Audience.OWNER.value,
        is_owner=True,
    )


def notice(kind: MessageKind, agreement: Agreement) -> Occasion:
    """About approval."""
    return replace(alert(agreement), kind=kind, deadline_kind=None, due_on=None)


def reported() -> Agreement:
    """An old agreement, in force with what is known of it."""
    return approved(
        is_reported=True,
        summary="",
        purpose="",
        starts_on=date(2020, 1, 1),
        ends_on=date(2026, 10, 1),
        review_dates=(),
    )


@pytest.mark.parametrize("texts", [NL, EN], ids=["nl", "en"])
def test_a_mail_about_a_reported_agreement_says_how_many_points_it_lacks_and_leads_to_them(texts: Texts) -> None:
    agreement = reported()
    lacks = len(shown_lacks(agreement.content))
    waiting = replace(agreement, in_force=None, proposal=Proposal(content=agreement.content))
    mails = {
        "ontbreekt": [
            deadline_letter(alert(agreement), texts),
            notice_letter(notice(MessageKind.APPROVED, agreement), texts),
        ],
        "ontbreekt-concept": [notice_letter(notice(MessageKind.APPROVAL_ASKED, waiting), texts)],
    }
    for anchor, letters in mails.items():
        for letter in letters:
            assert letter.link.endswith(f"/beheer/afspraken/{agreement.reference}#{anchor}")
            said = dict(letter.facts)[texts("Still missing")]
            assert said.startswith(f"{lacks} ")
            assert plain_text(letter).count("https://") == 1


def test_a_mail_about_any_other_agreement_says_nothing_of_points() -> None:
    letter = deadline_letter(alert(approved()), NL)

    assert "#" not in letter.link
    assert NL("Still missing") not in dict(letter.facts)
