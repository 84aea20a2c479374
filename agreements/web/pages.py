"""The pages that anyone can open from every other page, one row each.

Menu, footer, sitemap.xml and the tests that walk all public pages (browser, leaks, the same bytes for everyone) follow
from the rows. A new page is a row here, its handler in `routes`, and the Dutch words of its link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from agreements.domain.wording import N_


class Stands(Enum):
    """Where the link to a page stands."""

    IN_MENU = auto()
    """Above each page: for what most visitors come for. Six at most, or a telephone shows nothing else."""
    IN_FOOTER = auto()
    IN_BOTH = auto()
    BETWEEN_VIEWS = auto()
    """On the pages that show the register otherwise, which lead to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """A row. `link` is the message id of the words of its link, `in_full` those of the footer where there is place for
    more."""

    path: str
    link: str
    in_full: str = ""
    stands: Stands = Stands.IN_FOOTER
    is_view: bool = False
    """Whether it shows a selection of the register, so that the other views of the same selection lead to it."""


PAGES: tuple[PublicPage, ...] = (
    PublicPage(path="/", link=N_("Overview"), stands=Stands.IN_MENU, is_view=True),
    PublicPage(path="/gaat-dit-over-mij", link=N_("Is this about me?"), stands=Stands.IN_BOTH),
    PublicPage(path="/tijdlijn", link=N_("Timeline"), is_view=True),
    PublicPage(path="/stromen", link=N_("Who gives to whom"), is_view=True, stands=Stands.BETWEEN_VIEWS),
    PublicPage(path="/partners", link=N_("Partners"), is_view=True),
    PublicPage(path="/themas", link=N_("Themes"), is_view=True, stands=Stands.BETWEEN_VIEWS),
    PublicPage(path="/gegevens", link=N_("Kinds of data"), is_view=True, stands=Stands.BETWEEN_VIEWS),
    PublicPage(path="/betrokkenen", link=N_("Groups of people"), is_view=True, stands=Stands.BETWEEN_VIEWS),
    PublicPage(path="/wetten", link=N_("Laws"), is_view=True, stands=Stands.BETWEEN_VIEWS),
    PublicPage(
        path="/wijzigingen",
        link=N_("Changes"),
        in_full=N_("What changed?"),
        stands=Stands.IN_BOTH,
        is_view=True,
    ),
    PublicPage(path="/jaarverslag", link=N_("Yearly reports")),
    PublicPage(path="/bekendmaking", link=N_("Notice for the paper")),
    PublicPage(path="/besluit-voor", link=N_("Decide before"), in_full=N_("What can still be decided"), is_view=True),
    PublicPage(path="/over", link=N_("About"), in_full=N_("About this register"), stands=Stands.IN_BOTH),
    PublicPage(path="/uitleg", link=N_("Explanation"), in_full=N_("Explanation of words"), stands=Stands.IN_BOTH),
    PublicPage(path="/open-data", link=N_("Open data"), stands=Stands.IN_BOTH),
    PublicPage(path="/toegankelijkheid", link=N_("Accessibility")),
)

Links = tuple[tuple[str, str], ...]
"""Addresses with the message ids of their words, as templates want them."""


def menu() -> Links:
    """What stands above each page."""
    return tuple((page.path, page.link) for page in _at(Stands.IN_MENU))


def footer() -> Links:
    """What stands below each page."""
    return tuple((page.path, page.in_full or page.link) for page in _at(Stands.IN_FOOTER))


def seeing() -> Links:
    """The ways to see a selection of the register."""
    return tuple((page.path, page.link) for page in PAGES if page.is_view)


def _at(place: Stands) -> Iterable[PublicPage]:
    return (page for page in PAGES if page.stands in {place, Stands.IN_BOTH})
