"""The departments there are: those with a head, for somebody has to approve what they submit."""

from __future__ import annotations

from agreements.domain.errors import RuleBroken
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.storage.people import accounts


class NoHead(RuleBroken):
    """Rule 9: what nobody can approve is not submitted."""

    sentence = N_(
        "“%(department)s” has no head in the register who can approve this. "
        "Choose one of these departments: %(departments)s."
    )
    field = "department"


class NoHeadsAtAll(NoHead):
    """The same while no department has a head."""

    sentence = N_(
        "No department has a head in the register who can approve this. "
        "Ask the administrator for an account for the head of “%(department)s”."
    )


async def departments(besides: str = "") -> tuple[str, ...]:
    """The departments of active heads, in alphabetical order; `besides`: heads other than this account."""
    people = await accounts.active()
    heads = [a for a in people if a.role is Role.DEPARTMENT_HEAD and a.id != besides]
    return tuple(sorted({head.department for head in heads if head.department}))


def no_head(department: str, known: tuple[str, ...]) -> NoHead | None:
    """What is wrong with a department that is not among the known ones; None for one that is."""
    if department in known:
        return None
    return (NoHead if known else NoHeadsAtAll)(department=department, departments=", ".join(known))


async def require_head(department: str, submitter: str) -> None:
    """Raises `NoHead` when nobody but the submitter heads the department, with the departments that can be chosen."""
    error = no_head(department, await departments(besides=submitter))
    if error:
        raise error
