"""What somebody can know of the site by looking around: addresses that exist, names of parameters, forms.

Nothing is listed here by hand. Routes come from the application, the rest from its own pages, so that whatever is
added is asked too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import parse_qsl

from litestar import Litestar
from litestar.routes import HTTPRoute

from tests.colleague import Form, read_forms
from tests.hostile.asgi import Answer

Look = Callable[[str], Awaitable[Answer]]
ENOUGH_OF_ONE_ROUTE = 3
"""Addresses of the same shape that are looked at: a page of an agreement is like that of the next."""
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
_PLACE = re.compile(r"\{(\w+):(\w+)\}")


@dataclass(frozen=True)
class Route:
    """An address by its shape, and what may be done there."""

    path: str
    method: str

    @property
    def places(self) -> list[str]:
        """The names of what varies in the address."""
        return [name for name, _ in _PLACE.findall(self.path)]

    def values(self, address: str) -> dict[str, str] | None:
        """What stands at those places in an address of this shape; None for another one."""
        found = re.fullmatch(self._shape, address)
        return found.groupdict() if found else None

    def filled(self, values: dict[str, str]) -> str:
        """The address with these values."""
        return _PLACE.sub(lambda found: values[found[1]], self.path)

    @cached_property
    def _shape(self) -> str:
        literal, *rest = _PLACE.split(self.path)
        places = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
        return re.escape(literal) + "".join(
            f"(?P<{name}>{'.+' if kind == 'path' else '[^/]+'}){re.escape(after)}" for name, kind, after in places
        )


def routes_of(app: Litestar) -> list[Route]:
    """Everything that the application answers; the plainest shapes first, as a router would choose."""
    found = [
        Route(route.path, str(method))
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.route_handler_map
        if method not in {"HEAD", "OPTIONS"}
    ]
    return sorted(found, key=lambda route: (":path}" in route.path, len(route.places), route.path, route.method))


@dataclass
class Known:
    """What one person saw."""

    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parameters: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Names in queries, by the shape of the address."""
    forms: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))

    def form_for(self, address: str) -> Form | None:
        """A form that is sent to this address."""
        return next(iter(self.forms.get(address, ())), None)


async def look_around(routes: list[Route], look: Look, *doors: str) -> Known:
    """Follow every link from these doors, to a few addresses of each shape."""
    known, seen, waiting, looked = Known(), set(doors), list(doors), dict[str, int]()
    while waiting:
        link = waiting.pop(0)
        address, _, query = link.partition("?")
        route = _route(routes, address)
        if route is None:
            continue
        known.parameters[route.path] |= {name for name, _ in parse_qsl(query, keep_blank_values=True)}
        for name, value in (route.values(address) or {}).items():
            known.values[name].add(value)
        looked[route.path] = looked.get(route.path, 0) + 1
        if looked[route.path] > ENOUGH_OF_ONE_ROUTE:
            continue
        page = await look(link)
        if page.is_page:
            text = page.body.decode()
            found = {unescape(one) for one in _LINK.findall(text)} - seen
            seen |= found
            waiting += sorted(found)
            for form in read_forms(text):
                place = form.action.partition("?")[0] or address
                known.forms[place].append(form)
                if form.is_asked:
                    known.parameters[_shape(routes, place)] |= {name for name, _ in form.pairs}
    return known


def _route(routes: list[Route], address: str) -> Route | None:
    return next((one for one in routes if one.method == "GET" and one.values(address) is not None), None)


def _shape(routes: list[Route], address: str) -> str:
    route = _route(routes, address)
    return route.path if route else ""
