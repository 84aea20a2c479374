"""What rows of a corrected list change of the agreements that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agreements.content_json import content_from_json
from agreements.domain import transitions
from agreements.domain.agreement import Agreement, is_submitted
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError
from agreements.importing.changes import FOLLOWING, Changes, changes
from agreements.importing.codes import Code
from agreements.importing.identity import Match, Shape
from agreements.importing.import_row import Difference, ImportRow, Outcome
from agreements.importing.messages import note
from agreements.publication.cells import cell
from agreements.services.office import Office
from agreements.storage import agreements
from agreements.storage.imports import origins

SHOWN = 300
"""Letters at most of a field that differs."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a row does to an agreement that is there. `content`: what it becomes; None: it stays as it is, and only
    what the list says now is kept, so that it is told once."""

    revision: int
    content: Content | None


async def corrected(
    office: Office, rows: Sequence[ImportRow], matches: Mapping[int, Match], shape: Shape
) -> tuple[list[ImportRow], dict[int, Correction]]:
    """The rows, those that change an agreement as changed; and what they do, by their numbers."""
    found = dict[int, Correction]()
    told = list[ImportRow]()
    wanted = [row.reference for row in rows if row.row in matches and not matches[row.row].is_as_before]
    came_from = await origins.of(wanted)
    for row in rows:
        origin = came_from.get(row.reference) if row.row in matches else None
        if origin is None or matches[row.row].is_as_before or row.content is None:
            told.append(row)
        elif not origin.base:
            told.append(replace(row, messages=(note(Code.CHANGED_SINCE), *row.messages)))
        else:
            now = (await agreements.load(row.reference)).agreement
            before = content_from_json(origin.base)
            besides = FOLLOWING if shape.is_own else frozenset[str]()
            is_same_list = origin.source == shape.name
            said = changes(before, row.content, now.latest, may_empty=is_same_list, besides=besides)
            row, correction = _judged(office, row, now, said)
            told.append(row)
            found |= {row.row: correction} if correction else {}
    return told, found


def _judged(office: Office, row: ImportRow, now: Agreement, said: Changes) -> tuple[ImportRow, Correction | None]:
    """What becomes of the row, and of the agreement. Without a correction the next run tells the same again."""
    shown = _differences(row, now, said)
    row = replace(row, differences=shown)
    if now.withdrawal:
        return _told(row, Code.THROWN_AWAY, ()), None
    if said.taken and is_submitted(now):
        return _left(_told(row, Code.CHANGE_WAITS, said.taken)), None
    if said.left:
        row = _told(row, Code.CHANGED_HERE_TOO, said.left)
    if not said.taken:
        return row, Correction(now.revision, None)
    try:
        transitions.amend(now, said.content, office.today, office.policy)
    except AgreementError:
        return _left(_told(row, Code.CHANGE_REFUSED, said.taken)), None
    if now.in_force:
        row = _told(row, Code.AMENDMENT_PROPOSED, ())
    return replace(row, outcome=Outcome.CHANGED), Correction(now.revision, said.content)


def _told(row: ImportRow, code: Code, names: tuple[str, ...]) -> ImportRow:
    message = note(code, fields=names) if names else note(code)
    return replace(row, messages=(message, *row.messages))


def _left(row: ImportRow) -> ImportRow:
    return replace(row, differences=tuple(replace(one, is_taken=False) for one in row.differences))


def _differences(row: ImportRow, now: Agreement, said: Changes) -> tuple[Difference, ...]:
    """Each field that the list says otherwise than the register, with both."""
    content = row.content
    return tuple(
        Difference(name, _shown(now.latest, name), _shown(content, name), is_taken=name in said.taken)
        for name in (*said.taken, *said.left)
    )


def _shown(content: Content | None, name: str) -> str:
    text = _words(getattr(content, name))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _words(value: object) -> str:
    """A field as it stands in files; of the source's own words each of them."""
    if hasattr(value, "__dataclass_fields__"):
        return "; ".join(filter(None, (cell(getattr(value, name)) for name in value.__dataclass_fields__)))
    return cell(value)
