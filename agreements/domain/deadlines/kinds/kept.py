"""The day by which a receiving party destroys what a law kept after the end; it stays when the agreement is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines.row import Deadline, DeadlineKind, KindOfDeadline, LateFrom, ToldLate, Way, Wording
from agreements.domain.ladder import WITH_DPO, WITH_OFFICER, Ladder
from agreements.domain.lifecycle import all_receivers, kept_by_law
from agreements.domain.roles import Action
from agreements.domain.transitions.destroying import who_can_confirm
from agreements.domain.wording import N_, plural

KEPT = DeadlineKind.named("kept")

_ADVICE = (
    (
        N_("Ask whether the data are gone"),
        N_("Ask %(party)s how and when the data were destroyed, and who confirms it in which function."),
    ),
    (
        N_("Record it"),
        N_("Write the confirmation in the register. Then these reminders stop."),
    ),
)


def _find(agreement: Agreement) -> Iterator[Deadline]:
    """None for what goes on under a successor: its law and its day are told there."""
    for party in all_receivers(agreement):
        kept = kept_by_law(agreement, party)
        if kept and kept.kept_until:
            yield Deadline(KEPT, kept.kept_until, party)


def _can_be_answered(deadline: Deadline, agreement: Agreement, today: date) -> bool:
    return deadline.subject in who_can_confirm(agreement, today)


ROW = KindOfDeadline(
    kind=KEPT,
    place=5,
    word="bewaring",
    name=N_("End of keeping by law at %(party)s"),
    heading=N_("%(party)s destroys by %(day)s what a law kept"),
    heading_late=N_("%(party)s had to destroy by %(day)s what a law kept"),
    summary=N_("Kept by law until now by %(party)s: %(title)s"),
    find=_find,
    is_per_party=True,
    ladder=Ladder(((30, WITH_OFFICER), (0, WITH_OFFICER)), overdue=WITH_DPO),
    told_late=ToldLate(
        since=LateFrom.ITS_DAY,
        anchor="kept-too-long",
        total=N_("no longer kept by law, data not yet destroyed"),
        heading=N_("No longer kept by law, data not yet destroyed"),
        line=N_("kept by law until %(day)s. No confirmation yet from: %(subjects)s."),
        is_grave=True,
        also_when_closed=True,
    ),
    settled_by=(Action.CONFIRM_DESTRUCTION,),
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
            "A law keeps data for %(count)s day more: %(title)s (until %(day)s)",
            "A law keeps data for %(count)s days more: %(title)s (until %(day)s)",
        ),
        subject_today=N_("From today no law keeps the data: %(title)s (%(day)s)"),
        subject_late=plural(
            "Data kept %(count)s day too long: %(title)s (kept by law until %(day)s)",
            "Data kept %(count)s days too long: %(title)s (kept by law until %(day)s)",
        ),
        heading_before=N_("A law keeps data of “%(title)s” with %(party)s until %(day)s"),
        heading_today=N_("From today, %(day)s, no law keeps the data of “%(title)s” with %(party)s"),
        heading_late=N_("Until %(day)s a law kept data of “%(title)s” with %(party)s"),
        lead_before=N_("Then these data have to go too."),
        lead_late=N_("These data have to go now. The register has no confirmation yet."),
        day_label=N_("Kept by law until"),
        steps_before=_ADVICE,
        steps_late=_ADVICE,
    ),
)
