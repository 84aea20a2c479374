"""What people read of how far a list is."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.import_runs import RunState
from agreements.domain.wording import N_


@dataclass(frozen=True, slots=True)
class StateWords:
    """What a list of runs calls a state, and what its own page says of it; both message ids."""

    name: str
    says: str = ""


STATES: dict[RunState, StateWords] = {
    RunState.TO_READ: StateWords(N_("is being read"), N_("The register reads the list. Nothing is stored yet.")),
    RunState.READ: StateWords(
        N_("to be looked at"), N_("Nothing is stored yet. Look at the rows first, and then put them in the register.")
    ),
    RunState.TO_STORE: StateWords(N_("is being stored"), N_("The register makes a draft of each row.")),
    RunState.STORED: StateWords(N_("in the register"), N_("The rows are in the register as drafts.")),
    RunState.TO_UNDO: StateWords(N_("is being undone"), N_("The register takes back the drafts of this list.")),
    RunState.UNDONE: StateWords(N_("undone"), N_("The drafts of this list were taken back.")),
    RunState.REFUSED: StateWords(N_("cannot be read"), N_("Nothing of this list was stored.")),
}
