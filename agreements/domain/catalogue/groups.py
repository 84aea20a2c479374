"""The groups in which people meet the fields: the parts of the form, and those of the page for residents."""

from __future__ import annotations

from enum import StrEnum

from agreements.domain.wording import N_


class Section(StrEnum):
    """A part of the form, in its order; the value is its anchor."""

    SHORT = "short"
    WHO = "who"
    WHAT = "what"
    WHY = "why"
    HOW_LONG = "how_long"
    ANSWERS = "answers"


SECTIONS: dict[Section, tuple[str, str]] = {
    Section.SHORT: (N_("In short"), N_("What people see first.")),
    Section.WHO: (N_("Who"), N_("The parties. Each answers for its own side. Name functions, never persons.")),
    Section.WHAT: (N_("What"), N_("Which data about whom go from whom to whom.")),
    Section.WHY: (N_("Why"), N_("The purpose, and why it cannot be done with less.")),
    Section.HOW_LONG: (
        N_("How long"),
        N_("At least one year, at most three. An agreement is never renewed automatically."),
    ),
    Section.ANSWERS: (N_("Who answers"), N_("Who owns the agreement, and where people can turn to.")),
}
"""Title of each part of the form, and one line about it."""


class Fold(StrEnum):
    """Fields that stay folded until there is something in them; the value is the anchor."""

    MORE = "more"
    SOURCE = "source"
    REGISTERS = "registers"
    ADVICE = "advice"
    PERMIT = "permit"
    JOINT = "joint"
    PROCESSOR = "processor"
    STEERING = "steering"
    ORIGIN = "origin"
    SIGNING = "signing"
    OWN_SIDE = "own_side"


FOLDS: dict[Fold, str] = {
    Fold.MORE: N_("More about weighing interests"),
    Fold.SOURCE: N_("Words from an older list or the document itself"),
    Fold.REGISTERS: N_("Links to other registers"),
    Fold.ADVICE: N_("When the DPIA was made, and when it is looked at again"),
    Fold.PERMIT: N_("Permit of the data protection authority"),
    Fold.JOINT: N_("Only for joint controllers: who does what"),
    Fold.PROCESSOR: N_("Only for a processing agreement: what the processor promises"),
    Fold.STEERING: N_("Working together: steering, changes, disputes"),
    Fold.ORIGIN: N_("Where it comes from: adoption, publication, earlier agreement"),
    Fold.SIGNING: N_("Signing, mandate, joining and leaving"),
    Fold.OWN_SIDE: N_("How this party does its own side"),
}
"""Title of each fold."""


class Page(StrEnum):
    """A part of the page for residents."""

    OWN = "drawn in a way of its own"
    FLOWS = "who gives which data to whom"
    DATA = "which data, and how long they are kept"
    WHY = "why this is needed"
    SAFE = "how the data are protected"
    LINKS = "documents and other registers"


PAGE_OF: dict[Section, Page] = {
    Section.SHORT: Page.WHY,
    Section.WHO: Page.FLOWS,
    Section.WHAT: Page.FLOWS,
    Section.WHY: Page.WHY,
    Section.HOW_LONG: Page.DATA,
    Section.ANSWERS: Page.SAFE,
}
"""Where residents read the fields of a group that names no other place."""
