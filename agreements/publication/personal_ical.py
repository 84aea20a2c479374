"""Somebody's own deadlines as a calendar: what must be decided or done, and when a postponed reminder comes.

Unlike the public calendar it holds open deadlines only: one that is settled leaves the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import Deadline, DeadlineKind, deadlines
from agreements.domain.wording import N_
from agreements.publication.ical import KeyDate, printable, vevent
from agreements.publication.uids import event_uid
from agreements.storage.agreements import Record
from agreements.texts import Texts

Key = tuple[DeadlineKind, str]

_SUMMARIES = {
    DeadlineKind.EXPIRY: N_("Ends: %(title)s"),
    DeadlineKind.DECISION: N_("Decide about the end: %(title)s"),
    DeadlineKind.REVIEW: N_("Review: %(title)s"),
    DeadlineKind.DESTRUCTION: N_("Data destroyed by %(party)s: %(title)s"),
}
_REMINDER = N_("Reminder comes today: %(title)s")
_WHERE = N_("Decide in the register: %(url)s")


def personal_events(
    record: Record, snoozes: Mapping[Key, date], armed: Mapping[Key, int], base_url: str, host: str, texts: Texts
) -> list[bytes]:
    """The open deadlines of one agreement, and the days on which a postponed reminder comes.

    `armed` counts how often a date moved: the SEQUENCE of the event (RFC 5545 section 3.8.7.4).
    """
    return [vevent(one) for one in _key_dates(record, snoozes, armed, base_url, host, texts)]


def _key_dates(
    record: Record, snoozes: Mapping[Key, date], armed: Mapping[Key, int], base_url: str, host: str, texts: Texts
) -> Iterator[KeyDate]:
    for deadline in open_deadlines(record.agreement):
        key = (deadline.kind, deadline.subject)
        uid = event_uid(record.agreement.reference, *key, host)
        one = _key_date(record, deadline, uid, armed.get(key, 1), base_url, texts)
        yield one
        if key in snoozes:
            yield _reminder(one, snoozes[key], record, host, texts)


def open_deadlines(agreement: Agreement) -> Sequence[Deadline]:
    """What is not settled, the nearest first."""
    return sorted((d for d in deadlines(agreement) if not d.is_settled), key=lambda d: (d.due_on, d.kind, d.subject))


def _key_date(record: Record, deadline: Deadline, uid: str, sequence: int, base_url: str, texts: Texts) -> KeyDate:
    title, url = printable(record.agreement.content.title), f"{base_url}/beheer/afspraken/{record.agreement.reference}"
    return KeyDate(
        uid=uid,
        on=deadline.due_on,
        summary=texts(_SUMMARIES[deadline.kind], title=title, party=printable(deadline.subject)),
        description=texts(_WHERE, url=url),
        url=url,
        sequence=sequence,
        changed_at=record.updated_at.replace(microsecond=0),
        is_cancelled=False,
    )


def _reminder(deadline: KeyDate, on: date, record: Record, host: str, texts: Texts) -> KeyDate:
    """An event of its own, beside that of the deadline."""
    name = deadline.uid.removesuffix(f"@{host}")
    return KeyDate(
        uid=f"{name}-herinnering@{host}",
        on=on,
        summary=texts(_REMINDER, title=printable(record.agreement.content.title)),
        description=deadline.description,
        url=deadline.url,
        sequence=on.toordinal(),
        changed_at=deadline.changed_at,
        is_cancelled=False,
    )
