"""Puts everything together: database, site, beheer, scheduler. The only place, with `cli`, that knows them all."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from litestar import Litestar
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

import admin_ui
from admin_ui.routes import TAKES_FILES, admin_handlers
from agreements import web
from agreements.clock import Moment, read_clock
from agreements.http.access_log import AccessLog
from agreements.http.errors import EXCEPTION_HANDLERS
from agreements.http.hosts import KnownHosts
from agreements.http.of_this_register import OFFICE, PUBLIC, OfThisRegister
from agreements.http.quick_road import QuickRoad
from agreements.http.rendering import SHARED_TEMPLATES, Renderer, Shared
from agreements.http.security import SecurityHeaders
from agreements.http.site import Site
from agreements.http.static_files import logo_name
from agreements.http.visitor import Visitors
from agreements.http.whole_body import WholeBody
from agreements.opening import open_for_the_public, open_register, why_not_confined
from agreements.operations.routes import OF_THE_PUBLIC_ALONE, OPERATIONS_HANDLERS
from agreements.settings import Settings, load_settings, secret_key
from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.web.api.door import ApiDoor
from agreements.web.pages import footer, menu
from agreements.web.routes import OF_THE_OFFICE, public_handlers
from scheduler.ticker import ticking

logger = logging.getLogger(__name__)

_Life = Callable[[Litestar], AbstractAsyncContextManager[None]]
TEMPLATES = (SHARED_TEMPLATES, *(Path(room.__path__[0]) / "templates" for room in (web, admin_ui)))
MAX_BODY_BYTES = 2 * 1024 * 1024


def create_app(
    settings: Settings | None = None,
    read_moment: Callable[[], Moment] | None = None,
    engine: Engine | None = None,
) -> Litestar:
    """The whole site as one ASGI app. Without arguments: settings from the environment, the real clock, and the
    database of the settings.
    """
    settings = settings or load_settings()
    site = make_site(settings, read_moment or (lambda: read_clock(settings.zone)), secret_key(settings))
    engine = engine or engine_from_url(settings.database_url.get_secret_value())
    public = engine.public_reader()
    handlers = [*public_handlers(), *OF_THE_OFFICE, *OPERATIONS_HANDLERS, *admin_handlers()]
    return _served(site, handlers, State({OFFICE: engine, PUBLIC: public}), running(site, engine, public), public)


def create_public_app(settings: Settings | None = None, read_moment: Callable[[], Moment] | None = None) -> Litestar:
    """What anyone may see as one ASGI app, that changes nothing and can read nothing else."""
    settings = settings or load_settings()
    site = make_site(settings, read_moment or (lambda: read_clock(settings.zone)), secret=b"")  # nothing is signed
    public = engine_from_url(settings.database_url.get_secret_value()).public_reader()
    handlers = [*public_handlers(), *OF_THE_PUBLIC_ALONE]
    return _served(site, handlers, State(), running_for_the_public(site, public), public)


def _served(
    site: Site, handlers: list[ControllerRouterHandler], more: State, life: _Life, reads_with: Engine
) -> Litestar:
    """`reads_with` is what reads for whoever asks, but for what is marked `InTheOffice`."""
    settings, visitors = site.settings, Visitors(site.settings.proxies)
    app = Litestar(
        route_handlers=handlers,
        middleware=[SecurityHeaders(is_https=settings.is_https)],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"site": site, "visitors": visitors, **more}),
        lifespan=[life],
        openapi_config=None,
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        debug=False,
    )
    inside = OfThisRegister(KnownHosts(QuickRoad(app.asgi_handler, site), settings), reads_with)
    door = ApiDoor(inside, settings, visitors)
    app.asgi_handler = WholeBody(AccessLog(door, visitors), MAX_BODY_BYTES, streamed=TAKES_FILES)
    return app


def make_site(settings: Settings, read_moment: Callable[[], Moment], secret: bytes) -> Site:
    """Settings, clock and templates of both the public pages and beheer."""
    shared: dict[str, Shared] = {
        "organisation": settings.organisation_name,
        "theme_class": settings.theme_class,
        "has_theme": settings.theme_css is not None,
        "logo": logo_name(settings.organisation_logo) if settings.organisation_logo else "",
        "contacts": settings.contacts,
        "organisation_address": settings.organisation_address,
        "menu_links": menu(),
        "footer_links": footer(),
    }
    renderer = Renderer(TEMPLATES, shared)
    return Site(settings, read_moment, renderer, secret)


def running(site: Site, engine: Engine, public: Engine) -> _Life:
    """The life of the app: database open and up to date, the scheduler ticking."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with open_register(site.settings, engine=engine), opened(public):
            if doubt := await why_not_confined(public):
                logger.warning(doubt)
            if not site.settings.scheduler:
                yield
                return
            async with ticking(site.settings, site.read_moment):
                yield

    return lifespan


def running_for_the_public(site: Site, public: Engine) -> _Life:
    """The life of an app that reads: the database open as it is."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with open_for_the_public(site.settings, public):
            yield

    return lifespan
