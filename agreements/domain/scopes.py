"""What a program with a key may do, in the words that its key, the pages and the documents share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from agreements.domain.wording import N_

LONGEST_LIFE = timedelta(days=365)
"""A key lasts so long at most: rights are looked at again each year (BIO2 5.18.02)."""


class Scope(StrEnum):
    """Which doors a key opens. `agreements.domain.roles.GIVES` says which actions each allows."""

    READ = "afspraken:lezen"
    DRAFT = "concept:schrijven"
    SUBMIT = "concept:indienen"
    HISTORY = "geschiedenis:lezen"


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A scope and what it is called (a message id)."""

    scope: Scope
    label: str


SCOPES: tuple[ScopeRow, ...] = (
    ScopeRow(Scope.READ, N_("Read agreements with their drafts and internal fields")),
    ScopeRow(Scope.DRAFT, N_("Register and change drafts")),
    ScopeRow(Scope.SUBMIT, N_("Submit drafts for approval")),
    ScopeRow(Scope.HISTORY, N_("Read the history of an agreement")),
)
"""In the order in which somebody chooses among them."""
