"""The lists of the steps that depend on the agreement: its parties, its reviews, the people of the office."""

from __future__ import annotations

from datetime import date

from admin_ui.forms.view import Option
from admin_ui.shell.display_names import shown_name
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.deadlines import open_deadlines
from agreements.domain.lifecycle import parties_to_confirm
from agreements.domain.review_plan import open_reviews
from agreements.domain.snooze import can_be_postponed
from agreements.domain.transitions.destroying import who_can_confirm
from agreements.domain.transitions.resting import planned_suspensions
from agreements.domain.wording import N_
from agreements.storage.people import accounts
from agreements.texts import Texts


async def picks(name: str, agreement: Agreement, value: str, today: date, texts: Texts) -> list[Option]:
    """The options of field `name` on `today`."""
    match name:
        case "party":
            options = _parties(agreement, today, texts)
        case "planned_on":
            options = _reviews(agreement, texts)
        case "from_on":
            planned = planned_suspensions(agreement, today)
            options = [(rest.from_on.isoformat(), texts(N_("From %(day)s"), day=rest.from_on)) for rest in planned]
        case "deadline":
            options = _deadlines(agreement, today, texts)
        case "kind":
            options = [(kind.value, texts.word(kind)) for kind in (DecisionKind.LAPSE,)]
        case _:
            department = agreement.content.department
            able = [account for account in await accounts.active() if account.can_look_after(department)]
            options = [(account.id, shown_name(account, texts)) for account in able]
    empty = texts(N_("An extra review")) if name == "planned_on" else texts(N_("Choose"))
    return [Option(code, words, code == value) for code, words in [("", empty), *options]]


def _parties(agreement: Agreement, today: date, texts: Texts) -> list[tuple[str, str]]:
    """First those that still have to confirm, then those that may have something to correct."""
    asked, able = parties_to_confirm(agreement), who_can_confirm(agreement, today)
    done = [(party, texts(N_("%(party)s (correction)"), party=party)) for party in able if party not in asked]
    return [*((party, party) for party in able if party in asked), *done]


def _deadlines(agreement: Agreement, today: date, texts: Texts) -> list[tuple[str, str]]:
    """What still waits; which of it can be postponed today is for the rules to say."""
    return [
        (
            f"{d.kind}:{d.subject}",
            f"{texts.deadline(d.kind, d.subject)}, {texts.day(d.due_on)}",
        )
        for d in open_deadlines(agreement, today)
        if can_be_postponed(d)
    ]


def _reviews(agreement: Agreement, texts: Texts) -> list[tuple[str, str]]:
    return [
        (one.planned_on.isoformat(), texts(N_("The review planned on %(day)s"), day=one.planned_on))
        for one in open_reviews(agreement)
    ]
