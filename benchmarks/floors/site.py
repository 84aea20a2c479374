"""The least site: Litestar, sqlite3 and Jinja. Counters are kept, nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
from jinja2 import Environment, FileSystemLoader
from litestar import Litestar, Request, Response, get
from litestar.params import Parameter

from benchmarks.floors.data import Data
from benchmarks.pages import FOLDER, context

_FirstDay = Annotated[str, Parameter(query="eindigtVan")]
_LastDay = Annotated[str, Parameter(query="eindigtTot")]
_BEGIN = (b"BEGIN:VCALENDAR\r\n", b"VERSION:2.0\r\n", b"PRODID:-//bench//NL\r\n")
_PLAIN_TAG = '"the-same"'


def site(path: Path, prebuilt: bytes = b"") -> Litestar:
    """The app. `prebuilt`: a page that was made before, of the size that ours has."""
    data = Data(path)
    template = Environment(loader=FileSystemLoader(FOLDER), autoescape=True).get_template("overview.html")

    @get("/", sync_to_thread=False)
    def overview(pagina: int = 1, sorteer: str = "") -> Response[bytes]:
        rows = data.page(pagina, sorteer)
        return _html(template.render(context(rows, data.count, data.facets, pagina, late=data.late)))

    @get("/zoek", sync_to_thread=False)
    def search(q: str, afdeling: list[str]) -> Response[bytes]:
        rows, count, facets = data.found(q, afdeling)
        return _html(template.render(context(rows, count, facets, words=q)))

    @get("/json", sync_to_thread=False)
    def json_page(first: _FirstDay, last: _LastDay) -> Response[bytes]:
        found = [msgspec.Raw(record.encode()) for record in data.records(first, last)]
        return Response(msgspec.json.encode({"afspraken": found}), media_type="application/json")

    @get("/agenda.ics", sync_to_thread=False)
    def calendar() -> Response[bytes]:
        return Response(b"".join((*_BEGIN, *data.events(), b"END:VCALENDAR\r\n")), media_type="text/calendar")

    @get("/prebuilt", sync_to_thread=False)
    def made_before() -> Response[bytes]:
        return Response(prebuilt, media_type="text/html", headers={"ETag": _PLAIN_TAG})

    @get("/bare", sync_to_thread=False)
    def not_changed(request: Request[Any, Any, Any]) -> Response[bytes]:
        status = 304 if request.headers.get("if-none-match") == _PLAIN_TAG else 200
        return Response(b"", status_code=status, headers={"ETag": _PLAIN_TAG})

    return Litestar([overview, search, json_page, calendar, made_before, not_changed], openapi_config=None)


def _html(text: str) -> Response[bytes]:
    return Response(text.encode(), media_type="text/html; charset=utf-8")


def hello() -> Litestar:
    """The least app that answers."""

    @get("/", sync_to_thread=False)
    def answer() -> str:
        return "hello"

    return Litestar([answer], openapi_config=None)
