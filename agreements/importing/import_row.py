"""What becomes of one row of a source: a draft, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agreements.dates import PartialDate
from agreements.domain.content import Content
from agreements.domain.termination import Termination
from agreements.importing.messages import Message


class Outcome(StrEnum):
    """Where a row ends; the values stand in the report and are Dutch by contract."""

    DRAFT = "concept"
    CHANGED = "gewijzigd"
    UNCHANGED = "ongewijzigd"
    SKIPPED = "overgeslagen"
    REFUSED = "geweigerd"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the list says otherwise than before."""

    field: str
    """Its name in the catalogue."""
    was: str
    """What the register says, in words for people."""
    becomes: str
    """What the list says."""
    is_taken: bool = True
    """Whether the register takes it over; it does not where somebody changed the field in the register too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One row of the source, read. Dates are as precise as the source; only whole days are in `content`."""

    row: int
    outcome: Outcome
    title: str = ""
    content: Content | None = None
    reference: str = ""
    """Reference in the register; filled in by whoever stores the draft."""
    source_reference: str = ""
    """Number that the source itself gives, as it stands there; in an export of a register its reference."""
    fingerprint: str = ""
    """Changes with every change of the row: tells whether the source was corrected since the last import."""
    start: PartialDate | None = None
    end: PartialDate | None = None
    signed_on: PartialDate | None = None
    duration_iso: str | None = None
    notice_iso: str | None = None
    tacit_renewal: bool | None = None
    """True: goes on by itself; False: the source says that it does not; None: the source does not tell."""
    termination: Termination | None = None
    """How it was ended where it comes from; the draft keeps it, so that approval does not make it valid again."""
    duplicate_of_row: int | None = None
    messages: tuple[Message, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether somebody must look at the row before it is relied on."""
        return any(message.code.value.is_doubt for message in self.messages)
