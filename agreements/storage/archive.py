"""What auditors take of the register: the tables, in the order in which they are read, without secrets.

Every table either has a file or a reason why not; a test looks after that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from piccolo.columns import Column
from piccolo.table import Table

from agreements.domain.wording import N_
from agreements.storage.copies.moving import READERS
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import fetch
from agreements.storage.desk.tables import CorrectionTable, QuestionTable
from agreements.storage.programs.tables import ApiKeyRow
from agreements.storage.public_memory.tables import PublicEntry
from agreements.storage.tables import (
    Account,
    AgreementRow,
    AuditBaseline,
    AuditEvent,
    AuditHead,
    DeadlineRow,
    OutboxRow,
    SnoozeRow,
    SuspensionRow,
    VersionRow,
)

PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """A row: what is called what. `about` is a message id."""

    name: str
    table: type[Table]
    key: tuple[str, ...]
    """Columns that are another in each row, in the order of the file."""
    about: str
    without: frozenset[str] = frozenset()
    """Columns that are secret, or that only the program needs."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that it has, in their order."""
        return tuple(column._meta.name for column in self.table._meta.columns if column._meta.name not in self.without)


FILES: Final = (
    ArchiveFile(
        name="afspraken",
        table=AgreementRow,
        key=("id",),
        about=N_("Each agreement as it stands, with what happened to it (facts)."),
        without=frozenset({"fingerprint_salt", "source_key", "source_fingerprint"}),
    ),
    ArchiveFile(
        name="versies",
        table=VersionRow,
        key=("agreement_id", "number"),
        about=N_("Every version, proposals too, with all fields (content), internal ones as well."),
        without=frozenset({"search_text"}),
    ),
    ArchiveFile(
        name="tijdelijke-stops",
        table=SuspensionRow,
        key=("agreement_id", "from_on"),
        about=N_("On which days the sharing is suspended."),
    ),
    ArchiveFile(
        name="termijnen",
        table=DeadlineRow,
        key=("agreement_id", "kind", "subject"),
        about=N_("What has to be decided or done, and by which day."),
    ),
    ArchiveFile(
        name="uitgesteld",
        table=SnoozeRow,
        key=("id",),
        about=N_("Reminders that somebody put off, with the reason."),
    ),
    ArchiveFile(
        name="berichten",
        table=OutboxRow,
        key=("id",),
        about=N_("The ledger of mails: to whom, about what, and what became of each."),
        without=frozenset({"lease_until", "leased_by", "next_attempt_at"}),
    ),
    ArchiveFile(
        name="logboek",
        table=AuditEvent,
        key=("seq",),
        about=N_("Every change, each with the hash of the one before it."),
    ),
    ArchiveFile(
        name="logboek-begin",
        table=AuditBaseline,
        key=("seq", "object"),
        about=N_("What was there already when the fingerprints in the history began."),
    ),
    ArchiveFile(
        name="gepubliceerde-koppen",
        table=AuditHead,
        key=("day",),
        about=N_("The head of the history that was published on each day."),
    ),
    ArchiveFile(
        name="openbaar",
        table=PublicEntry,
        key=("seq",),
        about=N_("Every change that everyone could see, with the public record."),
    ),
    ArchiveFile(
        name="vragen",
        table=QuestionTable,
        key=("id",),
        about=N_("Questions and reports with their terms, without what people wrote and who they are."),
        without=frozenset({"once", "text", "email", "answer", "closing", "fingerprint_salt"}),
    ),
    ArchiveFile(
        name="verbeteringen",
        table=CorrectionTable,
        key=("id",),
        about=N_("Corrections that parties were asked to make, with terms and proof, without whom they are about."),
        without=frozenset({"email", "request", "remark"}),
    ),
    ArchiveFile(
        name="mensen",
        table=Account,
        key=("id",),
        about=N_("Who the ids stand for."),
        without=frozenset({"password_hash", "fingerprint_salt", "rhythm"}),
    ),
    ArchiveFile(
        name="sleutels",
        table=ApiKeyRow,
        key=("id",),
        about=N_("Keys of programs: what each may do, and who answers for it."),
        without=frozenset({"secret_hash"}),
    ),
)

LEFT_OUT: Final[Mapping[str, str]] = {
    "agreement_party": "stands in the content of each version",
    "subscription": "of people who follow what is public, and not of agreements",
    "public_situations": "everyone can read it at its own address",
    "public_question": "follows from the questions",
    "outside_link": "secrets",
    "sign_in_token": "secrets",
    "session": "secrets",
    "calendar_feed": "secrets",
    "webhook": "its address may be a secret; that it was made or ended is in the history",
    "last_sign_in": "of people, and not of agreements",
    "sign_in_failure": "slows down guessing, and is forgotten within the day",
    "refusal_count": "keeps refused attempts from flooding the history",
    "heartbeat": "when a job last ran",
    "mended": "that a release looked at all agreements once",
    "outbox_hold": "whether mails are held; that is in the history",
    "announcement": "follows from the public memory",
    "announced_day": "follows from the public memory",
    "import_run": "lists that come in; what came of them is in the history",
    "import_row": "lists that come in; what came of them is in the history",
    "import_mapping": "what columns of lists mean",
    "import_origin": "by what a row of a list is known again",
    "public_row": "follows from the public memory",
    "public_mark": "follows from the public memory",
    "public_span": "follows from the public memory",
    "public_awaited": "follows from the public memory",
    "public_words": "follows from the public memory",
    "public_spelling": "follows from the public memory",
    "public_piece": "follows from the public memory",
    "public_shape": "follows from the public memory",
}
"""Tables without a file, and why."""


async def rows_of(file: ArchiveFile) -> AsyncIterator[list[dict[str, Any]]]:
    """Its rows, some at a time, read as what they are. Inside a snapshot they are all of one moment."""
    readers = _readers(file)
    columns, order = ", ".join(file.columns), ", ".join(file.key)
    table, condition, params = file.table._meta.tablename, "", dict[str, object]()
    while found := await fetch(
        f"SELECT {columns} FROM {table} {condition} ORDER BY {order} LIMIT {PAGE}",  # noqa: S608
        params,
    ):
        yield [{name: read(row[name]) for name, read in readers.items()} for row in found]
        marks, params = listed("key", [readers[name](found[-1][name]) for name in file.key])
        condition = f"WHERE ({order}) > ({marks})"


def _readers(file: ArchiveFile) -> Mapping[str, Callable[[Any], object]]:
    columns: Sequence[Column] = file.table._meta.columns
    by_name = {column._meta.name: READERS[type(column)] for column in columns}
    return {name: by_name[name] for name in file.columns}
