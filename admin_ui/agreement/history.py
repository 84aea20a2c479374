"""The history of an agreement in words, from its audit events."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agreements.domain.agreement import DecisionKind
from agreements.domain.audit import ChainedEvent
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.roles import Action
from agreements.domain.vocabulary import AskedBy, DestructionMethod
from agreements.domain.wording import N_
from agreements.texts import Texts

DID: dict[str, str] = {
    Action.REGISTER: N_("Registered"),
    Action.IMPORT: N_("Imported"),
    Action.AMEND: N_("Draft saved"),
    Action.SUBMIT: N_("Submitted for approval"),
    Action.RETURN: N_("Sent back"),
    Action.RECALL: N_("Submission taken back"),
    Action.PUBLISH_PLAN: N_("Published as a plan"),
    Action.WITHDRAW_PLAN: N_("Plan withdrawn"),
    Action.APPROVE: N_("Approved"),
    Action.WITHDRAW: N_("Draft thrown away"),
    Action.SUSPEND: N_("Suspended"),
    Action.RESUME: N_("Resumed"),
    Action.EXTEND_SUSPENSION: N_("End of the suspension changed"),
    Action.CANCEL_SUSPENSION: N_("Planned suspension cancelled"),
    Action.TERMINATE: N_("Terminated"),
    Action.WITHDRAW_TERMINATION: N_("Termination withdrawn"),
    Action.REVIEW: N_("Review recorded"),
    Action.ASK_REVIEW: N_("Early review asked for"),
    Action.DECIDE: N_("Decision recorded"),
    Action.RENEW: N_("Followed by a new agreement"),
    Action.SUCCEED: N_("A successor was approved"),
    Action.RELEASE: N_("No longer followed by another agreement"),
    Action.CONFIRM_DESTRUCTION: N_("Destruction confirmed"),
    Action.CLOSE: N_("Closed"),
    Action.ASSIGN: N_("Owner and deputy chosen"),
    Action.SNOOZE: N_("Reminder postponed"),
    Action.SEND_AGAIN: N_("Message tried again"),
    Action.MEND: N_("Brought in line with the rules of a new release"),
}
DETAILS: dict[str, str] = {
    "from_on": N_("from %(value)s"),
    "until_on": N_("until %(value)s"),
    "ends_on": N_("last day %(value)s"),
    "done_on": N_("done on %(value)s"),
    "planned_on": N_("planned on %(value)s"),
    "asked_by": N_("asked by %(value)s"),
    "asked_on": N_("asked on %(value)s"),
    "party": N_("party: %(value)s"),
    "method": N_("%(value)s"),
    "kept_by_law_until_on": N_("kept by law until %(value)s"),
    "is_correction": N_("a correction"),
    "decision": N_("%(value)s"),
    "deadline": N_("%(value)s"),
    "successor": N_("followed by %(value)s"),
    "succeeded_by": N_("followed by %(value)s"),
    "no_longer_followed_by": N_("no longer followed by %(value)s"),
    "decided_about": N_("because of a decision about %(value)s"),
    "predecessor": N_("follows %(value)s"),
    "owner": N_("owner: %(value)s"),
    "deputy": N_("deputy: %(value)s"),
    "unlike": N_("not the same as %(value)s"),
    "difference": N_("%(value)s"),
}
_WORDS: dict[str, Callable[[str], StrEnum | DeadlineKind]] = {
    "method": DestructionMethod,
    "decision": DecisionKind,
    "deadline": DeadlineKind,
    "asked_by": AskedBy,
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event: when, who, what."""

    seq: int
    at: datetime
    who: str
    what: str
    was_refused: bool


def people_in(events: Sequence[ChainedEvent]) -> set[str]:
    """Ids that need a name."""
    found = {event.actor for event in events}
    for event in events:
        changes = json.loads(event.changes)
        found |= {str(changes[key]) for key in ("owner", "deputy") if changes.get(key)}
    return found


def in_lines(events: Sequence[ChainedEvent], names: Mapping[str, str], texts: Texts) -> list[HistoryLine]:
    """The newest event first."""
    return [
        HistoryLine(
            event.seq, event.at, names.get(event.actor, event.actor), _what(event, names, texts), event.result != "ok"
        )
        for event in reversed(events)
    ]


def _what(event: ChainedEvent, names: Mapping[str, str], texts: Texts) -> str:
    did = texts(DID[event.action]) if event.action in DID else event.action
    details = [
        texts(DETAILS[key], value=_value(key, value, names))
        for key, value in json.loads(event.changes).items()
        if key in DETAILS and value not in {None, ""}
    ]
    return f"{did} ({', '.join(details)})" if details else did


def _value(key: str, value: object, names: Mapping[str, str]) -> object:
    text = str(value)
    if key in _WORDS:
        return _WORDS[key](text)
    return date.fromisoformat(text) if key.endswith("_on") else names.get(text, text)
