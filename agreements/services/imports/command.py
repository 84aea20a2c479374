"""Bring a list of agreements into the register as drafts in one go: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from agreements.domain.import_runs import RunState
from agreements.domain.roles import Action, Actor, require
from agreements.importing import report
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.mapping.wishes import Wishes
from agreements.services.imports.kept_table import Table, table_of
from agreements.services.imports.mappings import remember
from agreements.services.imports.reading import Listed, Tell, nobody, read_list, source_of
from agreements.services.imports.runs import fresh
from agreements.services.imports.storing import planned, planned_again, store_rows
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.imports import rows as kept_rows
from agreements.storage.imports import runs
from agreements.texts import Texts

_SUMMARY = (
    (Outcome.DRAFT, "drafts"),
    (Outcome.UNCHANGED, "unchanged"),
    (Outcome.CHANGED, "changed"),
    (Outcome.SKIPPED, "skipped"),
    (Outcome.REFUSED, "refused"),
)
_ALWAYS = frozenset(Outcome) - {Outcome.CHANGED}
"""Said also of none; that an import changes what is there already is the exception."""


@dataclass(frozen=True, slots=True, repr=False)
class ImportOutcome:
    """What became of every row, as data, as lines for the console and as the CSV report."""

    rows: tuple[ImportRow, ...]
    is_applied: bool
    table: Table | None = None
    """What the sheets are and what the columns of a list became; other files say that themselves."""

    @property
    def columns(self) -> list[str]:
        """One line per sheet and per column with what became of it, in English."""
        if self.table is None:
            return []
        speak = Texts("en")
        return [*report.sheet_lines(self.table.sheets, speak), *report.column_lines(self.table.header, speak)]

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
        parts = ", ".join(
            f"{counts[outcome]} {name}" for outcome, name in _SUMMARY if counts[outcome] or outcome in _ALWAYS
        )
        done = "Stored." if self.is_applied else "Dry run: nothing was stored; add --apply to make the drafts."
        return f"{len(self.rows)} rows: {parts}. {done}"


async def import_file(
    office: Office,
    actor: Actor,
    name: str,
    data: bytes,
    *,
    apply: bool,
    tell: Tell = nobody,
    sheet: str = "",
    said: Wishes | None = None,
) -> ImportOutcome:
    """Read a file and, with `apply`, make a draft of each row that gives one, in one transaction.

    An agreement that the register already has gets what the list changed since, unless the register changed it too.
    Rows of its own export keep their reference. What is `said` of the columns of a list is remembered when it is
    stored. What is stored can be found and undone as a run. Raises the refusal of a file that cannot be read; then
    nothing is stored.
    """
    require(actor, Action.IMPORT)
    source = await source_of(office, Listed(name, data, sheet, said))
    table = table_of(source)
    read = await read_list(office, source, tell)
    plan = await planned(office, read)
    if not apply:
        return ImportOutcome(plan.rows, is_applied=False, table=table)
    run = fresh(office, actor, name, data, RunState.STORED, rows=len(plan.rows))
    async with unit_of_work():
        await append_lock("audit")
        number = await runs.insert(run, None)
        stored, kept = await store_rows(office, actor, await planned_again(office, read, plan), number)
        await kept_rows.replace_all(number, kept)
        await remember(office, actor, source)
    return ImportOutcome(tuple(stored), is_applied=True, table=table)
