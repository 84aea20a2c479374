"""The same site with FastAPI and SQLAlchemy, as their documents teach it: a session for each request, Jinja, uvicorn
with uvloop.

    python -m benchmarks.peers.fastapi_site PORT NEUTRAL
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from fastapi.templating import Jinja2Templates

from benchmarks.pages import FOLDER, LATE, LATE_SHOWN, PER_PAGE, context

_TEXTS = ("reference", "title", "partners", "department", "theme", "kind", "status", "starts_on", "last_day")
metadata = sa.MetaData()
agreement = sa.Table(
    "agreement",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    *(sa.Column(name, sa.Text) for name in _TEXTS),
    sa.Column("has_ended", sa.Integer),
)
party = sa.Table("party", metadata, sa.Column("agreement_id", sa.Integer), sa.Column("kind", sa.Text))
document = sa.Table("document", metadata, sa.Column("id", sa.Integer), sa.Column("record", sa.Text))
_WORDS = sa.text("id IN (SELECT rowid FROM words WHERE words MATCH :words)")
_LATE = sa.select(agreement).where(agreement.c.status.in_(LATE)).order_by(agreement.c.last_day).limit(LATE_SHOWN)
templates = Jinja2Templates(FOLDER)
engine: sa.Engine = sa.create_engine("sqlite://")


def chosen(words: str, departments: list[str]) -> Any:
    """What was picked, as a condition."""
    conditions = [sa.true()]
    if departments:
        conditions.append(agreement.c.department.in_(departments))
    if words:
        conditions.append(_WORDS.bindparams(words=words))
    return sa.and_(*conditions)


def shown(request: Request, words: str, departments: list[str], page: int) -> Any:
    """The page, with its facets counted."""
    picked = chosen(words, departments)
    with engine.connect() as connection:
        count = connection.scalar(sa.select(sa.func.count()).select_from(agreement).where(picked))
        facets = {}
        for name in ("status", "department", "partner", "theme", "kind"):
            column = party.c.kind if name == "partner" else agreement.c[name]
            table = agreement.join(party, party.c.agreement_id == agreement.c.id) if name == "partner" else agreement
            counted = sa.select(column, sa.func.count()).select_from(table).where(picked).group_by(column)
            facets[name] = [(row[0], row[1]) for row in connection.execute(counted)]
        order = (agreement.c.has_ended, agreement.c.last_day, agreement.c.reference)
        rows = sa.select(agreement).where(picked).order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
        found = [dict(row) for row in connection.execute(rows).mappings()]
        late = [] if words else [dict(row) for row in connection.execute(_LATE).mappings()]
    return templates.TemplateResponse(request, "overview.html", context(found, count or 0, facets, page, words, late))


def overview(request: Request, pagina: int = 1) -> Any:
    """All of them."""
    return shown(request, "", [], pagina)


def search(request: Request, q: str, afdeling: Annotated[list[str], Query()]) -> Any:
    """What is found by words in some departments."""
    return shown(request, q, afdeling, 1)


def json_page(first: Annotated[str, Query(alias="eindigtVan")], last: Annotated[str, Query(alias="eindigtTot")]) -> Any:
    """Whole records of those that end between two days."""
    found = sa.select(document.c.record).join(agreement, agreement.c.id == document.c.id)
    with engine.connect() as connection:
        rows = connection.scalars(found.where(agreement.c.last_day.between(first, last)))
        return {"afspraken": [json.loads(row) for row in rows]}


def detail(reference: str) -> Any:
    """One record."""
    found = sa.select(document.c.record).join(agreement, agreement.c.id == document.c.id)
    with engine.connect() as connection:
        return json.loads(connection.scalar(found.where(agreement.c.reference == reference)) or "null")


def all_rows() -> Any:
    """Every row as CSV, streamed."""

    def lines() -> Iterator[str]:
        with engine.connect() as connection:
            for row in connection.execution_options(yield_per=1000).execute(sa.text("SELECT * FROM csv_row")):
                line = io.StringIO()
                csv.writer(line).writerow(row)
                yield line.getvalue()

    return StreamingResponse(lines(), media_type="text/csv")


def app(data: str) -> FastAPI:
    """The app on a file."""
    global engine
    engine = sa.create_engine(f"sqlite:///{data}")
    made = FastAPI()
    made.add_api_route("/", overview, response_class=HTMLResponse)
    made.add_api_route("/zoek", search, response_class=HTMLResponse)
    made.add_api_route("/json", json_page)
    made.add_api_route("/afspraken.csv", all_rows)
    made.add_api_route("/afspraken/{reference}", detail)
    return made


if __name__ == "__main__":
    uvicorn.run(app(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning")
