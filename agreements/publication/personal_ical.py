"""Somebody's own deadlines as a calendar, and as the file with a mail: what must be decided or done.

Unlike the public calendar it holds open deadlines only: one that is settled leaves the calendar. An event that both
hold differs in its description and link alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import KINDS, DeadlineKind, open_deadlines
from agreements.domain.record import Visible
from agreements.domain.wording import N_
from agreements.publication.ical import KeyDate, Stamp, printable, stamp_of, vevent
from agreements.publication.uids import event_uid
from agreements.texts import Texts

Key = tuple[DeadlineKind, str]

_REMINDER = N_("Reminder comes today: %(title)s")
_WHERE = N_("Decide in the register: %(url)s")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar it is: the register's address, the office's zone, and the reader's language and since when."""

    base_url: str
    host: str
    zone: ZoneInfo
    texts: Texts
    language_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Postponed:
    """The day on which a postponed reminder comes, how often it was postponed, and when last."""

    until_on: date
    times: int
    at: datetime


def personal_events(
    agreement: Agreement, visible: Visible, postponed: Mapping[Key, Postponed], day: date, reader: Reader
) -> list[bytes]:
    """The open deadlines of one agreement on a day, and the days on which a postponed reminder comes."""
    return [vevent(one) for one in _key_dates(agreement, visible, postponed, day, reader)]


def own_key_date(
    agreement: Agreement, kind: DeadlineKind, subject: str, due_on: date, visible: Visible, reader: Reader
) -> KeyDate:
    """One deadline, as the feed and the mails both show it."""
    texts, url = reader.texts, f"{reader.base_url}/beheer/afspraken/{agreement.reference}"
    title = printable(agreement.content.title)
    return KeyDate(
        uid=event_uid(agreement.reference, kind, subject, reader.host),
        on=due_on,
        summary=texts(KINDS[kind].summary, title=title, party=printable(subject)),
        description=texts(_WHERE, url=url),
        url=url,
        stamp=_stamp(visible, reader),
    )


def _key_dates(
    agreement: Agreement, visible: Visible, postponed: Mapping[Key, Postponed], day: date, reader: Reader
) -> Iterator[KeyDate]:
    for deadline in open_deadlines(agreement, day):
        one = own_key_date(agreement, deadline.kind, deadline.subject, deadline.due_on, visible, reader)
        yield one
        later = postponed.get((deadline.kind, deadline.subject))
        if later:
            yield _reminder(one, later, agreement, reader)


def _stamp(visible: Visible, reader: Reader) -> Stamp:
    """A language that was chosen later changes the words, but no calendar of somebody else: the SEQUENCE stays."""
    stamp = stamp_of(visible, reader.zone)
    if reader.language_since is None:
        return stamp
    return replace(stamp, changed_at=max(stamp.changed_at, reader.language_since.replace(microsecond=0)))


def _reminder(deadline: KeyDate, later: Postponed, agreement: Agreement, reader: Reader) -> KeyDate:
    """An event of its own, beside that of the deadline; it moves on with each of both."""
    name = deadline.uid.removesuffix(f"@{reader.host}")
    changed_at = max(deadline.stamp.changed_at, later.at.replace(microsecond=0))
    return replace(
        deadline,
        uid=f"{name}-herinnering@{reader.host}",
        on=later.until_on,
        summary=reader.texts(_REMINDER, title=printable(agreement.content.title)),
        stamp=Stamp(deadline.stamp.sequence + later.times, changed_at),
    )
