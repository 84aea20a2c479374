"""Which agreements somebody may see whole, and of which departments somebody may do something: as values.

Pages, lists, counts and searches all ask here. `agreements.storage.viewing` says the same in SQL, so that nothing has
to be read to be left out; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.agreement import Agreement, is_submitted
from agreements.domain.roles import Action, Actor, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The departments of which somebody may do an action: all of them, one, or (with both fields empty) none."""

    everywhere: bool = False
    department: str = ""

    def covers(self, department: str) -> bool:
        """Whether it holds for an agreement of `department`; one of no department (empty) is nobody's own."""
        return self.everywhere or (bool(department) and department == self.department)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Whose agreements somebody may see whole, drafts and internal fields included. With all fields empty: nobody's."""

    reach: Reach = Reach()
    """By the department in force; and by the one that a submission gives the agreement to, as long as that waits."""
    maker: str = ""
    """What they registered themselves, as long as it is a draft of no department."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.reach.everywhere

    @property
    def is_nothing(self) -> bool:
        """Whether all is left out."""
        return self == Viewing()

    def sees(self, agreement: Agreement) -> bool:
        """Whether this agreement is among them."""
        department = agreement.content.department
        is_own = bool(self.maker) and not department and agreement.registered_by == self.maker
        is_offered = is_submitted(agreement) and self.reach.covers(agreement.latest.department)
        return is_own or is_offered or self.reach.covers(department)


EVERYTHING = Viewing(reach=Reach(everywhere=True))


def reach_of(actor: Actor, action: Action) -> Reach:
    """Of which departments `actor` may do `action`."""
    department = actor.department if may(actor, action, actor.department) else ""
    return Reach(everywhere=may(actor, action, ""), department=department)


def viewing_of(actor: Actor, action: Action = Action.READ_INTERNAL) -> Viewing:
    """What `actor` may see; with another `action`, what that may be about."""
    reach = reach_of(actor, action)
    return Viewing(reach=reach, maker=actor.id if may(actor, action) and not reach.everywhere else "")
