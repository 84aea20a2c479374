"""By what the register can be seen, one row each: a page that counts all values, and a page for each of these.

Addresses, pages, the links between them and the tests that walk them follow from the rows. A new one is a row here,
with a filter that picks by it, its row in `pages`, and its Dutch words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from agreements.domain.filters import FILTERS, Filter
from agreements.domain.wording import N_, Counted, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A row. Texts are message ids."""

    filter_name: str
    """The filter that picks by it."""
    path: str
    """That of its row in `pages`, and before `/{value}` that of each value."""
    heading: str
    lead: str
    column: str
    """What a value is."""
    conclusion: Counted
    """Above the table, %(count)s of them."""
    of_one: Counted
    """Above the agreements of a value, %(count)s that run and have it."""
    nothing: str
    """When no agreement names one."""
    beside: tuple[str, ...] = ()
    """Which others stand on the page of a value, by the names of their filters."""
    is_partner: bool = False
    """Whether a value is a party: then its page says who gives what to whom."""

    @property
    def filter(self) -> Filter:
        """The row of its filter."""
        return FILTERS[self.filter_name]

    def title(self, value: str) -> str:
        """A value as it stands alone."""
        return value[:1].upper() + value[1:] if self.filter.has_capital else value

    def address(self, value: str) -> str:
        """The page of a value. What cannot be part of a path is read as a list that is filtered by it."""
        if "/" in value or not value.strip("."):
            return f"/?{self.filter.parameter}={quote(value, safe='')}"
        return f"{self.path}/{quote(value, safe='')}"


DIMENSIONS: Final = (
    Dimension(
        filter_name="partners",
        path="/partners",
        heading=N_("With whom does the municipality share data?"),
        lead=N_("Choose a partner. Then you see what it gives and what it gets."),
        column=N_("Partner"),
        conclusion=plural(
            "The municipality shares data with %(count)s partner.",
            "The municipality shares data with %(count)s partners.",
        ),
        of_one=plural(
            "%(count)s agreement with this partner is running now.",
            "%(count)s agreements with this partner are running now.",
        ),
        nothing=N_("No agreement names a partner here."),
        beside=("data", "themes", "laws"),
        is_partner=True,
    ),
    Dimension(
        filter_name="themes",
        path="/themas",
        heading=N_("About which themes are data shared?"),
        lead=N_("Choose a theme. Then you see all agreements about it."),
        column=N_("Theme"),
        conclusion=plural(
            "The running agreements have %(count)s theme.", "The running agreements have %(count)s themes."
        ),
        of_one=plural(
            "%(count)s agreement about this theme is running now.",
            "%(count)s agreements about this theme are running now.",
        ),
        nothing=N_("No agreement names a theme here."),
        beside=("partners", "data", "data_subjects"),
    ),
    Dimension(
        filter_name="data",
        path="/gegevens",
        heading=N_("Which data are shared?"),
        lead=N_("Choose a kind of data. Then you see who shares it, and why."),
        column=N_("Kind of data"),
        conclusion=plural(
            "The running agreements name %(count)s kind of data.",
            "The running agreements name %(count)s kinds of data.",
        ),
        of_one=plural(
            "%(count)s agreement about these data is running now.",
            "%(count)s agreements about these data are running now.",
        ),
        nothing=N_("No agreement names a kind of data here."),
        beside=("partners", "themes", "data_subjects"),
    ),
    Dimension(
        filter_name="data_subjects",
        path="/betrokkenen",
        heading=N_("About whom are data shared?"),
        lead=N_("Choose a group of people. Then you see which agreements are about them."),
        column=N_("Group of people"),
        conclusion=plural(
            "The running agreements are about %(count)s group of people.",
            "The running agreements are about %(count)s groups of people.",
        ),
        of_one=plural(
            "%(count)s agreement about this group is running now.",
            "%(count)s agreements about this group are running now.",
        ),
        nothing=N_("No agreement names a group of people here."),
        beside=("partners", "data", "themes"),
    ),
    Dimension(
        filter_name="laws",
        path="/wetten",
        heading=N_("On which laws do the agreements rest?"),
        lead=N_("Choose a law. Then you see which agreements name it as their ground."),
        column=N_("Law"),
        conclusion=plural("The running agreements name %(count)s law.", "The running agreements name %(count)s laws."),
        of_one=plural(
            "%(count)s agreement that names this law is running now.",
            "%(count)s agreements that name this law are running now.",
        ),
        nothing=N_("No agreement names a law here."),
        beside=("partners", "themes", "data"),
    ),
)

BY_FILTER: Final = {one.filter_name: one for one in DIMENSIONS}
