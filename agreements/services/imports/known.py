"""Which agreement of the register each row of a list is, if any; and what it therefore becomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agreements.content_json import content_from_json
from agreements.domain.content import Content
from agreements.domain.errors import BadReference
from agreements.domain.likeness import likeness
from agreements.domain.reference import check_reference
from agreements.importing.codes import Code
from agreements.importing.identity import Earlier, Match, Matching, Shape, compared, number_key, title_key
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.messages import Message, note
from agreements.storage import agreements
from agreements.storage import likeness as likenesses
from agreements.storage.imports import origins
from agreements.storage.imports.origins import Known, Origin


@dataclass(frozen=True, slots=True)
class Recognised:
    """The rows with what they became, and the agreements that some of them are, by the numbers of these rows."""

    rows: list[ImportRow]
    matches: Mapping[int, Match]


async def recognised(rows: Sequence[ImportRow], shape: Shape) -> Recognised:
    """Rows that the register has are unchanged for now; what they change is looked at afterwards."""
    drafts = [row for row in rows if row.outcome is Outcome.DRAFT and row.content]
    known = await origins.all_known()
    if shape.is_own:
        told, matches = await _own(drafts, shape, known)
    else:
        told, matches = await _of_others(drafts, shape, known)
    new = [row for row in drafts if row.row not in matches and row.row not in told]
    for number, message in await _looking_alike(new):
        told[number] = [*told.get(number, []), message]
    return Recognised([_with(row, told.get(row.row, []), matches.get(row.row)) for row in rows], matches)


def _with(row: ImportRow, told: list[Message], match: Match | None) -> ImportRow:
    if match is None:
        if not told:
            return row
        is_refused = any(message.code in _REFUSING for message in told)
        outcome = Outcome.REFUSED if is_refused else row.outcome
        return replace(row, outcome=outcome, messages=(*told, *row.messages))
    reason = note(match.reason, number=row.source_reference) if match.reason else None
    messages = (*([reason] if reason else []), *(() if match.is_as_before else row.messages))
    return replace(row, outcome=Outcome.UNCHANGED, reference=match.reference, messages=messages)


_REFUSING = frozenset({Code.REFERENCE_CLASH, Code.FIELD_UNREADABLE})
Told = dict[int, list[Message]]


async def _of_others(
    drafts: Sequence[ImportRow], shape: Shape, known: Sequence[Known]
) -> tuple[Told, dict[int, Match]]:
    """Somebody else's list: its numbers are its own."""
    matching = Matching(shape, map(_earlier, known))
    matches = matching.unchanged(drafts)
    others = [row for row in drafts if row.row not in matches]
    wanted = sorted({reference for row in others for reference in matching.candidates(row)})
    contents = await contents_of(wanted)
    told: Told = defaultdict(list)
    for row in others:
        if match := matching.chosen(row, contents):
            matches[row.row] = match
        elif clash := matching.clash(row):
            told[row.row].append(clash)
    unknown = [row for row in others if row.row not in matches]
    for number, message in [*_twice(drafts), *await _like_a_reference(unknown)]:
        told[number].append(message)
    return told, matches


def _earlier(known: Known) -> Earlier:
    """Of an agreement whose list is not known any more, the title that it has now."""
    return Earlier(
        reference=known.reference,
        source=known.source,
        number=known.number,
        fingerprint=known.fingerprint,
        title_key=known.title_key or title_key(known.title),
        starts=known.starts,
        run=known.run_id,
    )


async def contents_of(references: Sequence[str]) -> dict[str, Content]:
    """What the row of each said when it was imported last; of those of which that is not known, what they say now."""
    came_from = await origins.of(references)
    found = {reference: content_from_json(origin.base) for reference, origin in came_from.items() if origin.base}
    for reference in references:
        if reference not in found:
            found[reference] = (await agreements.load(reference)).agreement.latest
    return found


def _twice(drafts: Sequence[ImportRow]) -> list[tuple[int, Message]]:
    """Rows of one list with the same number."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row in drafts:
        if row.source_reference:
            rows[number_key(row.source_reference)].append(row.row)
    shown = {key: ", ".join(map(str, some[:10])) for key, some in rows.items() if len(some) > 1}
    return [
        (row.row, note(Code.NUMBER_TWICE, number=row.source_reference, rows=shown[number_key(row.source_reference)]))
        for row in drafts
        if number_key(row.source_reference) in shown
    ]


async def _like_a_reference(rows: Sequence[ImportRow]) -> list[tuple[int, Message]]:
    """Rows whose number in the source looks like one of ours, which says nothing about being the same."""
    titles = await agreements.titles_of(sorted({row.source_reference for row in rows if row.source_reference}))
    return [
        (row.row, note(Code.NUMBER_IS_REFERENCE, number=row.source_reference, title=titles[row.source_reference]))
        for row in rows
        if row.source_reference in titles
    ]


async def _own(drafts: Sequence[ImportRow], shape: Shape, known: Sequence[Known]) -> tuple[Told, dict[int, Match]]:
    """An export of a register: its references are ours, unless what has one here is something else."""
    titles = await agreements.titles_of(sorted({row.source_reference for row in drafts if row.source_reference}))
    gone = await agreements.thrown_away_among(titles)
    before = {one.reference: one for one in known}
    times = Counter(row.source_reference for row in drafts)
    told: Told = {}
    matches = dict[int, Match]()
    for row in drafts:
        reference = row.source_reference
        if reference and (times[reference] > 1 or not _may_be_reference(reference)):
            told[row.row] = [note(Code.FIELD_UNREADABLE, field="kenmerk")]
        elif reference in titles:
            origin = before.get(reference)
            is_as_before = origin is None or origin.source != shape.name or origin.fingerprint == row.fingerprint
            if await _is_the_same(row, titles[reference]):
                matches[row.row] = Match(reference, Code.THROWN_AWAY if reference in gone else None, is_as_before)
            else:
                told[row.row] = [note(Code.REFERENCE_CLASH, reference=reference, title=titles[reference])]
    return told, matches


def _may_be_reference(text: str) -> bool:
    try:
        check_reference(text)
    except BadReference:
        return False
    return True


async def _is_the_same(row: ImportRow, title: str) -> bool:
    """By its title; or, where that changed, by its parties and first day."""
    if title_key(row.title) == title_key(title) or row.content is None:
        return True
    register = (await agreements.load(row.source_reference)).agreement.latest
    return {"parties", "starts_on"} <= compared(register, row.content).agreeing


async def _looking_alike(new: Sequence[ImportRow]) -> list[tuple[int, Message]]:
    """New rows that look like an agreement that is there, and is not the one that they follow."""
    marks = await likenesses.all_marks() if new else {}
    found = list[tuple[int, Message]]()
    for row in new:
        content = row.content
        others = [marks[mark] for mark in likeness(content) if mark in marks] if content else []
        other = next((one for one in sorted(others) if content and one != content.predecessor), None)
        if other:
            found.append((row.row, note(Code.LOOKS_REGISTERED, reference=other)))
    return found


def origin_of(row: ImportRow, shape: Shape, agreement_id: int, base: str, run: int | None) -> Origin:
    """What is kept of a row, to know it again. `base`: its content as JSON."""
    return Origin(
        agreement_id=agreement_id,
        source=shape.name,
        number=number_key(row.source_reference),
        fingerprint=row.fingerprint,
        title_key=title_key(row.title),
        starts=str(row.start or ""),
        base=base,
        run_id=run,
    )
