"""The figures of the yearly report, one row each: page, lists, spreadsheet and comparison follow from it.

A new figure is a row here and its Dutch words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from pyroaring import BitMap

from agreements.domain.happenings import Happened
from agreements.domain.projection import Late
from agreements.domain.wording import N_, Counted, plural
from agreements.web.council.year import Year


class Section(Enum):
    """Figures that stand in one table, by its heading."""

    CAME_AND_WENT = N_("What was added and what ended")
    REVIEWS = N_("Reviews")
    AFTER_THE_END = N_("After the end")
    PLANS = N_("Plans and reactions")


class Behind(Enum):
    """What stands behind a number."""

    AGREEMENTS = auto()
    """Agreements that are shown: they can be picked by department and theme."""
    LINES = auto()
    """What is not public any more: a reference, a day and a reason."""
    PLANS = auto()
    """Plans of agreements, in force or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row. `find` gives the entries that are counted, of a year and a selection."""

    slug: str
    """Its name in addresses and files. Never changes once published."""
    section: Section
    label: str
    said: Counted
    """What it says in a sentence; the first of a table stand above it."""
    find: Callable[[Year], BitMap]
    behind: Behind = Behind.AGREEMENTS
    is_in_conclusion: bool = False
    is_by_name: bool = False
    """Whether it is given for each department and theme."""

    def of(self, year: Year) -> BitMap:
        """What it counts."""
        found = self.find(year)
        if self.behind is Behind.AGREEMENTS:
            return year.shown(found)
        return found if year.is_whole else BitMap()


FIGURES: tuple[Figure, ...] = (
    Figure(
        slug="nieuw",
        section=Section.CAME_AND_WENT,
        label=N_("New in the register"),
        said=plural("%(count)s agreement was added.", "%(count)s agreements were added."),
        find=lambda year: year.told.new,
        is_in_conclusion=True,
        is_by_name=True,
    ),
    Figure(
        slug="opvolgers",
        section=Section.CAME_AND_WENT,
        label=N_("Of these: follow an earlier agreement"),
        said=plural("%(count)s of them follows an earlier one.", "%(count)s of them follow an earlier one."),
        find=lambda year: year.told.following,
    ),
    Figure(
        slug="gewijzigd",
        section=Section.CAME_AND_WENT,
        label=N_("Changed: a new version was approved"),
        said=plural("%(count)s agreement was changed.", "%(count)s agreements were changed."),
        find=lambda year: year.happened(Happened.VERSION) - year.told.new,
    ),
    Figure(
        slug="afgelopen",
        section=Section.CAME_AND_WENT,
        label=N_("Ended: the last day has passed"),
        said=plural("%(count)s agreement ended.", "%(count)s agreements ended."),
        find=lambda year: year.told.ended,
        is_in_conclusion=True,
        is_by_name=True,
    ),
    Figure(
        slug="opgezegd",
        section=Section.CAME_AND_WENT,
        label=N_("Terminated: it was decided to stop earlier"),
        said=plural("%(count)s agreement was terminated.", "%(count)s agreements were terminated."),
        find=lambda year: year.happened(Happened.TERMINATED),
    ),
    Figure(
        slug="niet-meer-openbaar",
        section=Section.CAME_AND_WENT,
        label=N_("No longer public"),
        said=plural("%(count)s agreement is no longer public.", "%(count)s agreements are no longer public."),
        find=lambda year: year.told.withdrawn,
        behind=Behind.LINES,
    ),
    Figure(
        slug="geldig",
        section=Section.CAME_AND_WENT,
        label=N_("Running at the end of the period"),
        said=plural("At the end %(count)s agreement is running.", "At the end %(count)s agreements are running."),
        find=lambda year: year.running(),
        is_in_conclusion=True,
        is_by_name=True,
    ),
    Figure(
        slug="overgang",
        section=Section.CAME_AND_WENT,
        label=N_("Of these: do not meet the rule yet"),
        said=plural("%(count)s of them does not meet the rule yet.", "%(count)s of them do not meet the rule yet."),
        find=lambda year: year.running() & year.old(),
    ),
    Figure(
        slug="geevalueerd",
        section=Section.REVIEWS,
        label=N_("Agreements with a review that was done"),
        said=plural("%(count)s agreement was reviewed.", "%(count)s agreements were reviewed."),
        find=lambda year: year.happened(Happened.REVIEWED),
        is_in_conclusion=True,
    ),
    Figure(
        slug="evaluatie-te-laat",
        section=Section.REVIEWS,
        label=N_("Review late at the end of the period"),
        said=plural("Of %(count)s agreement the review is late.", "Of %(count)s agreements the review is late."),
        find=lambda year: year.late(Late.REVIEW),
        is_in_conclusion=True,
        is_by_name=True,
    ),
    Figure(
        slug="afgesloten",
        section=Section.AFTER_THE_END,
        label=N_("Closed: nothing has to be destroyed any more"),
        said=plural("%(count)s agreement was closed.", "%(count)s agreements were closed."),
        find=lambda year: year.happened(Happened.CLOSED),
        is_in_conclusion=True,
    ),
    Figure(
        slug="met-bewijs",
        section=Section.AFTER_THE_END,
        label=N_("Of these: parties confirmed what they did with the data"),
        said=plural("For %(count)s of them there is proof.", "For %(count)s of them there is proof."),
        find=lambda year: year.happened(Happened.PROVEN),
    ),
    Figure(
        slug="niet-vernietigd",
        section=Section.AFTER_THE_END,
        label=N_("Ended without proof that the data are gone"),
        said=plural("Of %(count)s agreement that proof is missing.", "Of %(count)s agreements that proof is missing."),
        find=lambda year: year.late(Late.DESTRUCTION),
        is_in_conclusion=True,
        is_by_name=True,
    ),
    Figure(
        slug="voornemens",
        section=Section.PLANS,
        label=N_("Plans that everyone could react to"),
        said=plural("%(count)s plan was published.", "%(count)s plans were published."),
        find=lambda year: year.happened(Happened.PLANNED),
        behind=Behind.PLANS,
        is_in_conclusion=True,
    ),
    Figure(
        slug="reacties",
        section=Section.PLANS,
        label=N_("Plans with reactions that were answered"),
        said=plural("Reactions to %(count)s plan were answered.", "Reactions to %(count)s plans were answered."),
        find=lambda year: year.happened(Happened.REACTED),
        is_in_conclusion=True,
    ),
)
