"""What of the register's history is public: only changes that residents can see count.

A draft, an amendment in the making or an agreement that is not public changes nothing here. So feeds and pages keep
their tags while people work inside, and "last changed" says nothing about that work (rule 11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from agreements.domain.record import PublishedHead, Visible
from agreements.domain.roles import Action
from agreements.domain.step_rules import CONSEQUENCES, STEP_RULES
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_instant, fetch
from agreements.storage.public_memory import entries
from agreements.storage.public_memory import state as memory_state

VISIBLE = tuple(action for action, rule in (STEP_RULES | CONSEQUENCES).items() if rule.is_public)
"""Acts whose result residents see. A renewal shows once the successor is approved."""
_OF_ANOTHER = ", ".join(f"'{action.value}'" for action in CONSEQUENCES)
_OWN = ", ".join(f"'{action.value}'" for action in VISIBLE if action not in CONSEQUENCES)
ENDS_PLAN = "ends_plan"
"""In what an event says of a step that ended a plan: how."""
_SEEN = f"""(action IN ({_OWN}) OR (action IN ({_OF_ANOTHER}) AND changes LIKE '%"is_public": true%')
             OR changes LIKE '%"{ENDS_PLAN}": "%')"""
"""What another agreement caused shows when residents can see that one: else it would give a confidential one away.
That a plan ended shows, whatever the step; a quote in a text is written with a backslash, so none looks like it."""


async def visible_changes(references: Sequence[str]) -> dict[str, Visible]:
    """For each approved or planned agreement how often and when it changed for residents, or would have when it is not
    public; the first of them counts. Of what was told to residents never less than they were told.
    """
    if not references:
        return {}
    told = {name: Visible(one.change, one.known_at) for name, one in (await entries.last_of(references)).items()}
    of_steps = await _by_steps(references)
    return {name: _later(of_steps.get(name), told.get(name)) for name in {**of_steps, **told}}


def _later(*both: Visible | None) -> Visible:
    known = [one for one in both if one]
    return Visible(max(one.changes for one in known), max(one.changed_at for one in known))


async def _by_steps(references: Sequence[str]) -> dict[str, Visible]:
    """One that was approved before the trail told so has as many changes as versions."""
    marks, names = listed("reference", references)
    rows = await fetch(
        f"SELECT object, count(*) AS changes, max(at) AS changed_at FROM audit_event WHERE result = 'ok'"  # noqa: S608
        f" AND {_SEEN} AND object IN ({marks}) GROUP BY object",
        names,
    )
    found = {row["object"]: Visible(int(row["changes"]), _instant(row["changed_at"])) for row in rows}
    if len(found) == len(names):
        return found
    older = await fetch(
        f"SELECT reference, version, updated_at FROM agreement WHERE version > 0 AND reference IN ({marks})",  # noqa: S608
        names,
    )
    return {row["reference"]: Visible(int(row["version"]), _instant(row["updated_at"])) for row in older} | found


async def times_changed(reference: str) -> int:
    """How often an agreement changed by steps whose result residents would see, whether it was public or not."""
    rows = await fetch(
        f"SELECT count(*) AS n FROM audit_event WHERE result = 'ok' AND {_SEEN} AND object = :reference",  # noqa: S608
        {"reference": reference},
    )
    return int(rows[0]["n"])


async def visible_events(after: int, count: int) -> list[tuple[int, str, datetime, bool]]:
    """Every such step, in order: its event, the reference, when, and whether it approved a version."""
    rows = await fetch(
        f"SELECT seq, object, at, action FROM audit_event WHERE result = 'ok' AND {_SEEN} AND seq > :after"  # noqa: S608
        " ORDER BY seq LIMIT :count",
        {"after": after, "count": count},
    )
    return [(row["seq"], row["object"], _instant(row["at"]), row["action"] == Action.APPROVE.value) for row in rows]


async def visible_of(reference: str) -> Visible:
    """How often and when an agreement changed for residents. Raises KeyError for one that never was approved
    or planned."""
    return (await visible_changes([reference]))[reference]


async def public_references(references: Iterable[str | None]) -> frozenset[str]:
    """Which of these agreements residents can open: links to the others would give drafts away."""
    marks, wanted = listed("reference", sorted(filter(None, references)))
    if not wanted:
        return frozenset()
    rows = await fetch(
        "SELECT a.reference FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id"  # noqa: S608
        " AND v.number = a.version WHERE v.status = 'approved' AND v.is_public = :yes"
        f" AND a.reference IN ({marks})",
        {**wanted, "yes": True},
    )
    return frozenset(row["reference"] for row in rows)


async def published_head() -> PublishedHead | None:
    """The head that was published last; None while none was."""
    return (await memory_state.state()).published


def _instant(value: object) -> datetime:
    instant = as_instant(value)
    if instant is None:
        raise ValueError("an event has no time")
    return instant
