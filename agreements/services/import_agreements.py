"""Bring a list of agreements into the register as drafts: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agreements.domain.roles import Action, Actor, require
from agreements.services.desk import Desk
from agreements.services.importing import report
from agreements.services.importing.import_row import ImportRow, Outcome
from agreements.services.importing.interpret import interpret
from agreements.services.importing.source import read_source
from agreements.services.register import register_in_turn
from agreements.storage import agreements
from agreements.storage.transaction import append_lock, unit_of_work
from agreements.texts import Texts

_SUMMARY = (
    (Outcome.DRAFT, "drafts"),
    (Outcome.UNCHANGED, "unchanged"),
    (Outcome.SKIPPED, "skipped"),
    (Outcome.REFUSED, "refused"),
)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of every row, as data, as lines for the console and as the CSV report."""

    rows: tuple[ImportRow, ...]
    is_applied: bool

    @property
    def lines(self) -> list[str]:
        """One line per row with its problems, in English."""
        return list(report.lines(self.rows, Texts("en")))

    @property
    def report(self) -> bytes:
        """The CSV report, in Dutch."""
        return report.report_csv(self.rows, Texts("nl"))

    @property
    def summary(self) -> str:
        """Counts that add up to the rows of the source."""
        counts = Counter(row.outcome for row in self.rows)
        parts = ", ".join(f"{counts[outcome]} {name}" for outcome, name in _SUMMARY)
        done = "Stored." if self.is_applied else "Dry run: nothing was stored; add --apply to make the drafts."
        return f"{len(self.rows)} rows: {parts}. {done}"


async def import_file(desk: Desk, actor: Actor, name: str, data: bytes, *, apply: bool) -> ImportOutcome:
    """Read a file and, with `apply`, make a draft of each row that gives one, in one transaction.

    A row that an earlier import brought in is left as it is: the register leads from then on. Raises the refusal
    of a file that cannot be read; then nothing is stored.
    """
    require(actor, Action.IMPORT)
    rows = interpret(read_source(name, data), registered_on=desk.today, policy=desk.policy)
    known = await agreements.references_by_source()
    rows = [_recognised(row, known) for row in rows]
    return ImportOutcome(tuple(await _store(desk, actor, rows) if apply else rows), apply)


def _recognised(row: ImportRow, known: dict[str, str]) -> ImportRow:
    if row.outcome is Outcome.DRAFT and row.source_key in known:
        return replace(row, outcome=Outcome.UNCHANGED, reference=known[row.source_key])
    return row


async def _store(desk: Desk, actor: Actor, rows: Sequence[ImportRow]) -> list[ImportRow]:
    async with unit_of_work():
        await append_lock("audit")
        known = await agreements.references_by_source()
        return [await _store_row(desk, actor, _recognised(row, known)) for row in rows]


async def _store_row(desk: Desk, actor: Actor, row: ImportRow) -> ImportRow:
    if row.outcome is not Outcome.DRAFT or row.content is None:
        return row
    draft = await register_in_turn(
        desk, actor, Action.IMPORT, row.content, row.reference or None, source_key=row.source_key
    )
    return replace(row, reference=draft.reference)
