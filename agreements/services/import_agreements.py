"""Bring a list of agreements into the register as drafts: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from agreements.domain.content import Content
from agreements.domain.likeness import likeness
from agreements.domain.roles import Action, Actor, require
from agreements.importing import report
from agreements.importing.codes import Code
from agreements.importing.formats.source import OwnSource, read_source
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.interpret import interpret
from agreements.importing.messages import note
from agreements.services.departments import departments
from agreements.services.office import Office
from agreements.services.register import register_in_turn
from agreements.storage import agreements
from agreements.storage.agreements import Origin
from agreements.storage.database.transaction import append_lock, unit_of_work
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


class _Known:
    """What the register has already: found by the key of an earlier import, or by the reference itself."""

    def __init__(self, origins: Mapping[str, Origin | None], likenesses: Mapping[Hashable, str]) -> None:
        self.origins = origins
        self._likenesses = likenesses
        self._by_key = {origin.key: reference for reference, origin in origins.items() if origin}

    def looks_like(self, content: Content) -> str | None:
        """The reference of an agreement that looks the same and is not the one that it follows."""
        found = (self._likenesses.get(mark) for mark in likeness(content))
        return next((reference for reference in found if reference and reference != content.predecessor), None)

    def reference_of(self, row: ImportRow) -> str | None:
        """The reference under which the register has this row."""
        if row.source_reference in self.origins:
            return row.source_reference
        return self._by_key.get(row.source_key)


async def import_file(office: Office, actor: Actor, name: str, data: bytes, *, apply: bool) -> ImportOutcome:
    """Read a file and, with `apply`, make a draft of each row that gives one, in one transaction.

    An agreement that the register already has is left as it is: the register leads from then on. Rows of its own
    export keep their reference. Raises the refusal of a file that cannot be read; then nothing is stored.
    """
    require(actor, Action.IMPORT)
    source = read_source(name, data)
    heads = await departments()
    rows = [_placed(row, heads) for row in interpret(source, registered_on=office.today, policy=office.policy)]
    if apply:
        rows = await _store(office, actor, rows, keeps_references=isinstance(source, OwnSource))
    else:
        known = await _known()
        rows = [_recognised(row, known) for row in rows]
    return ImportOutcome(tuple(rows), apply)


async def _known() -> _Known:
    register = (record.agreement for record in await agreements.all_records())
    marks = {mark: one.reference for one in register if not one.withdrawal for mark in likeness(one.content)}
    return _Known(await agreements.origins(), marks)


def _placed(row: ImportRow, known: Sequence[str]) -> ImportRow:
    """With a warning when nobody heads the department that it names."""
    named = row.content.department if row.content else ""
    if not named or named in known:
        return row
    return replace(row, messages=(*row.messages, note(Code.DEPARTMENT_UNKNOWN, words=named)))


def _recognised(row: ImportRow, known: _Known) -> ImportRow:
    """The row as unchanged, when the register has it already."""
    reference = known.reference_of(row) if row.outcome is Outcome.DRAFT else None
    if reference is None:
        other = known.looks_like(row.content) if row.outcome is Outcome.DRAFT and row.content else None
        told = (note(Code.LOOKS_REGISTERED, reference=other),) if other else ()
        return replace(row, messages=(*row.messages, *told))
    origin = known.origins[reference]
    changed = origin is not None and origin.fingerprint != row.fingerprint
    messages = (*row.messages, note(Code.CHANGED_SINCE)) if changed else row.messages
    return replace(row, outcome=Outcome.UNCHANGED, reference=reference, messages=messages)


async def _store(office: Office, actor: Actor, rows: Sequence[ImportRow], *, keeps_references: bool) -> list[ImportRow]:
    async with unit_of_work():
        await append_lock("audit")
        known = await _known()
        recognised = [_recognised(row, known) for row in rows]
        return [await _store_row(office, actor, row, keeps_references) for row in recognised]


async def _store_row(office: Office, actor: Actor, row: ImportRow, keeps_reference: bool) -> ImportRow:
    if row.outcome is not Outcome.DRAFT or row.content is None:
        return row
    draft = await register_in_turn(
        office,
        actor,
        Action.IMPORT,
        row.content,
        row.source_reference if keeps_reference else None,
        origin=Origin(row.source_key, row.fingerprint),
        termination=row.termination,
    )
    return replace(row, reference=draft.reference)
