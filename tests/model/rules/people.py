"""Who may do what: the people of the office by their names, as the contract tells what they come for."""

from __future__ import annotations

OFFICERS = frozenset({"petra", "sanne"})
HEADS = {"henk": "Wonen", "bram": "Zorg"}
ONLOOKERS = frozenset({"aad", "fatima"})

OF_OFFICERS = frozenset({"register", "amend", "submit", "recall", "withdraw", "close", "assign", "ask_review"})
"""What only a privacy officer does; the rest a department's head does too, for the own department."""


def may(who: str, step: str, department: str) -> bool:
    """Whether somebody may take a step on an agreement of a department."""
    if who in OFFICERS:
        return True
    return step not in OF_OFFICERS and HEADS.get(who, "") == department


def can_act(who: str | None, department: str) -> bool:
    """Whether somebody can be the owner of an agreement of a department: who may decide about it."""
    return who is not None and may(who, "decide", department)
