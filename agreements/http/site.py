"""What every handler needs: settings, the clock, templates. Made once in `agreements.app`, kept in the app's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote

from litestar import Request
from litestar.datastructures import State
from litestar.types import Scope

from agreements.clock import Moment
from agreements.domain.projection import Place
from agreements.http.recent_answers import RecentAnswers
from agreements.http.rendering import Renderer
from agreements.publication.shape import host_of
from agreements.services.office import Office, office_at
from agreements.settings import Settings
from agreements.texts import LANGUAGES, Texts, choose_language

SiteRequest = Request[Any, Any, State]
_TEXTS = "agreements.texts"


@dataclass(frozen=True, slots=True)
class Site:
    """One running site. `read_moment` gives the time; tests give a clock of their own."""

    settings: Settings
    read_moment: Callable[[], Moment]
    renderer: Renderer
    secret: bytes
    recent: RecentAnswers = field(default_factory=RecentAnswers)
    """Of this site alone: of another one in the same process the same tag may stand for other words."""

    def office(self) -> Office:
        """The office now."""
        return office_at(self.read_moment(), self.settings.policy)

    @property
    def host(self) -> str:
        """Host name of the site: part of calendar and mail ids, so it comes from the settings, never from a request."""
        return host_of(self.settings.base_url)

    @property
    def place(self) -> Place:
        """Where the register is."""
        return self.settings.place


def site_of(request: SiteRequest) -> Site:
    """The site a request is for."""
    site: Site = request.app.state["site"]
    return site


def path_of(request: SiteRequest) -> str:
    """The path that was asked, as a link writes it.

    Taken from what was sent, for `request.url` reads the `Host` header too, and fails on one that is no host.
    """
    return path_in(request.scope)


def path_in(scope: Scope) -> str:
    """The same, for what knows no more than the scope."""
    return quote(scope["root_path"] + scope["path"], safe="/:@!$&'()*+,;=-._~", errors="replace")


def query_of(request: SiteRequest) -> str:
    """What stands behind the `?` of the address, as it was sent."""
    return request.scope["query_string"].decode("latin-1")


def address_in_language(request: SiteRequest, path: str) -> str:
    """The address of a page of which nothing can be asked but the language, whatever else stood behind its `?`."""
    asked = request.query_params.get("taal")
    return f"{path}?taal={asked}" if asked in LANGUAGES else path


def texts_of(request: SiteRequest) -> Texts:
    """The language of a page: `?taal=`, then the browser's preference, else Dutch. Read once for each request."""
    kept = cast(dict[str, Any], request.scope)
    if _TEXTS not in kept:
        asked = request.query_params.get("taal")
        kept[_TEXTS] = Texts(choose_language(asked, request.headers.get("accept-language", "")))
    texts: Texts = kept[_TEXTS]
    return texts
