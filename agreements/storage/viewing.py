"""`agreements.domain.viewing` in SQL: conditions that leave out what somebody may not see, before anything is read."""

from __future__ import annotations

from agreements.domain.viewing import Reach, Viewing
from agreements.storage.conditions import Conditions

_SHOWN = "(w.number = b.version OR b.version = 0)"
"""The version in force; while there is none, the one proposed."""
_SEEN = f"""
a.id IN (SELECT w.agreement_id FROM agreement_version w JOIN agreement b ON b.id = w.agreement_id
         WHERE w.department = :viewers_department AND w.department <> '' AND (w.status = 'under_review' OR {_SHOWN})
         UNION ALL
         SELECT w.agreement_id FROM agreement_version w JOIN agreement b ON b.id = w.agreement_id
         WHERE w.department = '' AND b.registered_by = :viewer AND b.registered_by <> '' AND {_SHOWN})
"""  # noqa: S608 - constants only


def seen_by(viewing: Viewing) -> Conditions:
    """About agreement `a`. Goes by the index on departments, however many agreements there are."""
    if viewing.is_everything:
        return Conditions()
    if viewing.is_nothing:
        return Conditions(("1 = 0",))
    return Conditions((_SEEN,), {"viewers_department": viewing.reach.department, "viewer": viewing.maker})


def within(reach: Reach, column: str) -> Conditions:
    """That a column with a department lies within somebody's reach."""
    if reach.everywhere:
        return Conditions()
    return Conditions((f"{column} = :own_department AND {column} <> ''",), {"own_department": reach.department})
