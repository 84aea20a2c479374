"""The day by which a receiving party no longer holds the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.content import receiving_parties
from agreements.domain.deadlines.row import Deadline, DeadlineKind, KindOfDeadline, LateFrom, ToldLate, Way, Wording
from agreements.domain.due_dates import gone_by
from agreements.domain.ladder import WITH_DPO, WITH_OFFICER, Ladder
from agreements.domain.lifecycle import data_left, goes_on_entirely, has_confirmed
from agreements.domain.roles import Action
from agreements.domain.transitions.destroying import who_can_confirm
from agreements.domain.wording import N_, plural

_ADVICE = (
    (
        N_("Ask for a confirmation"),
        N_("Ask %(party)s how and when the data were destroyed or returned, and who confirms it in which function."),
    ),
    (
        N_("Does a law keep the data?"),
        N_("Then ask which law, which data, and until when. Record that too."),
    ),
    (
        N_("Record it"),
        N_("Write the confirmation in the register. Then these reminders stop."),
    ),
)


def _find(agreement: Agreement) -> Iterator[Deadline]:
    """For what goes on under the successor there is none; the rest is due by its own periods (rule 8)."""
    if agreement.is_called_off or agreement.last_day is None:
        return
    receivers = receiving_parties(agreement.content)
    for party in receivers:
        if not goes_on_entirely(agreement, party):
            is_settled = has_confirmed(agreement, party) or agreement.closed_on is not None
            due_on = gone_by(data_left(agreement, party), agreement.last_day)
            yield Deadline(DeadlineKind.DESTRUCTION, due_on, party, is_settled)
    for former in agreement.former_receivers:
        if former.party not in receivers:
            is_settled = has_confirmed(agreement, former.party)
            yield Deadline(DeadlineKind.DESTRUCTION, former.destroy_by, former.party, is_settled)


def _can_be_answered(deadline: Deadline, agreement: Agreement, today: date) -> bool:
    return deadline.subject in who_can_confirm(agreement, today)


ROW = KindOfDeadline(
    kind=DeadlineKind.DESTRUCTION,
    place=4,
    word="vernietiging",
    name=N_("Destruction by %(party)s"),
    heading=N_("%(party)s destroys the data by %(day)s at the latest"),
    heading_late=N_("%(party)s had to destroy the data by %(day)s"),
    summary=N_("Data destroyed by %(party)s: %(title)s"),
    find=_find,
    is_per_party=True,
    ladder=Ladder(((30, WITH_OFFICER), (14, WITH_OFFICER), (0, WITH_OFFICER)), overdue=WITH_DPO),
    told_late=ToldLate(
        since=LateFrom.LAST_DAY,
        anchor="undestroyed",
        total=N_("ended, data not yet destroyed"),
        heading=N_("Ended, data not yet destroyed"),
        line=N_("ended on %(day)s. No confirmation yet from: %(subjects)s."),
        is_grave=True,
    ),
    settled_by=(Action.CONFIRM_DESTRUCTION, Action.CLOSE),
    ways=(
        Way(
            action=Action.CONFIRM_DESTRUCTION,
            button=N_("Confirm destruction"),
            meaning=N_("This party has confirmed that it no longer has the data."),
            fills=lambda deadline: {"party": deadline.subject},
        ),
    ),
    can_be_answered=_can_be_answered,
    soon_days=30,
    wording=Wording(
        subject_before=plural(
            "Destroy data within %(count)s day: %(party)s, %(title)s (by %(day)s)",
            "Destroy data within %(count)s days: %(party)s, %(title)s (by %(day)s)",
        ),
        subject_today=N_("Destroy data today: %(party)s, %(title)s (%(day)s)"),
        subject_late=plural(
            "Destruction %(count)s day too late: %(party)s, %(title)s (was due on %(day)s)",
            "Destruction %(count)s days too late: %(party)s, %(title)s (was due on %(day)s)",
        ),
        heading_before=N_("%(party)s must destroy the data of “%(title)s” by %(day)s"),
        heading_today=N_("%(party)s must destroy the data of “%(title)s” today, %(day)s"),
        heading_late=N_("%(party)s had to destroy the data of “%(title)s” by %(day)s"),
        lead_before=N_("The retention period is over then. The register has no confirmation yet."),
        lead_late=N_("The retention period is over. The register has no confirmation that the data are gone."),
        day_label=N_("Destroy by"),
        steps_before=_ADVICE,
        steps_late=_ADVICE,
    ),
)
