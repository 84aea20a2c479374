"""Every account, agreement and question is as its last event left it, and every one that the history knows is there."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.domain.errors import ChainBroken, RegisterChanged
from agreements.services.verifying.following import check_what_follows
from agreements.services.verifying.trail import Trail
from agreements.storage.trail import fingerprints, inspection

_WITHOUT_ROWS = ("register", "message:")


async def check_objects(trail: Trail) -> tuple[int, int]:
    """Compare all; returns how many approved versions there are, and how many objects nothing vouches for yet.

    Raises `RegisterChanged` with the first row that does not fit.
    """
    uncovered = versions = 0
    seen: set[str] = set()
    async for ids in inspection.pages_of_accounts():
        uncovered += _compare(trail, await fingerprints.of_accounts(ids), seen)
    async for numbers in inspection.pages_of_agreements():
        uncovered += _compare(trail, await fingerprints.of_agreements(numbers), seen)
        versions += await _check_agreements(trail, numbers)
    async for numbers in inspection.pages_of_questions():
        uncovered += _compare(trail, await fingerprints.of_questions(numbers), seen)
    _check_none_is_gone(trail, seen)
    if told := await inspection.told_otherwise():
        raise RegisterChanged(about=f"question:{told}", problem="what anyone is told of it is not as it is")
    if orphan := await inspection.orphan():
        raise RegisterChanged(about=orphan, problem="it belongs to no agreement")
    return versions, uncovered


def _compare(trail: Trail, states: dict[str, str], seen: set[str]) -> int:
    uncovered = 0
    for name, state in states.items():
        seen.add(name)
        if name not in trail.last:
            raise RegisterChanged(about=name, problem="no event made it")
        seq, vouched = trail.last[name]
        if vouched is None:
            uncovered += 1
        elif vouched != state:
            raise RegisterChanged(about=name, problem=f"it is not as event {seq} left it")
    return uncovered


def _check_none_is_gone(trail: Trail, seen: set[str]) -> None:
    for name, (seq, vouched) in trail.last.items():
        is_erased = name.startswith(fingerprints.QUESTION) and vouched is None
        if name not in seen and not name.startswith(_WITHOUT_ROWS) and not is_erased:
            raise RegisterChanged(about=name, problem=f"it was removed after event {seq}")


async def _check_agreements(trail: Trail, ids: Sequence[int]) -> int:
    """Counts of changes, approved texts and what follows from them."""
    approved = 0
    for row in await inspection.agreements(ids):
        if trail.changes[row["reference"]] != row["revision"]:
            changed = f"it changed {row['revision']} times, not {trail.changes[row['reference']]}"
            raise RegisterChanged(about=row["reference"], problem=changed)
        approved += _check_approved(trail, row["reference"], await inspection.approved_texts(row["id"]))
    await check_what_follows(ids)
    return approved


def _check_approved(trail: Trail, reference: str, texts: Sequence[tuple[int, str]]) -> int:
    approvals = trail.approvals.get(reference, [])
    if [number for number, _ in texts] != list(range(1, len(approvals) + 1)):
        raise RegisterChanged(about=reference, problem="its versions are not those that were approved")
    for (number, sha), (seq, approved_sha) in zip(texts, approvals, strict=True):
        if sha != approved_sha:
            raise ChainBroken(seq=seq, problem=f"{reference} version {number} was changed afterwards")
    return len(texts)
