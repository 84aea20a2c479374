"""The rows of a list before and after they are stored; storing, undoing, and the report as a file."""

from __future__ import annotations

import asyncio

from litestar import Response, post
from litestar.params import FromPath

from admin_ui.imports.addresses import run_address
from admin_ui.imports.rows_shown import AFTER, address_of, choices_shown, chosen_in, row_shown
from admin_ui.imports.states import STATES
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.numbers import is_number, number_in
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.import_runs import WAITING, Run, RunState
from agreements.domain.roles import Action
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.importing.import_row import Outcome
from agreements.publication.spreadsheets.xlsx import MEDIA_TYPE as XLSX
from agreements.services.imports import runs
from agreements.services.imports.report_sheet import report_sheet
from agreements.services.imports.working import at_once


@page_route("/lijsten/{nummer:str}", opt={NEEDS: Action.IMPORT})
async def run_page(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """How far the list is, and its rows."""
    site, actor = site_of(request), visitor_of(request).actor
    run = await runs.run_of(site.office(), actor, number_in(nummer))
    if run.state in WAITING:
        return page(request, "beheer/list_waits.html", _head(request, run))
    return await _rows(request, run)


@post("/lijsten/{nummer:str}/opslaan", status_code=303)
async def store(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """Put the rows in the register as drafts."""
    site, actor, number = site_of(request), visitor_of(request).actor, number_in(nummer)
    await posted_by(request)
    await runs.store(site.office(), actor, number)
    await at_once(site.office, number)
    return go(run_address(number))


@page_route("/lijsten/{nummer:str}/terugdraaien", opt={NEEDS: Action.IMPORT})
async def undo_page(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """What undoing does and does not do, before it is done."""
    site, actor = site_of(request), visitor_of(request).actor
    run = await runs.run_of(site.office(), actor, number_in(nummer))
    made = (await runs.counts(actor, run.id)).by_outcome
    context = {"made": made.get(Outcome.DRAFT, 0), "changed": made.get(Outcome.CHANGED, 0)}
    return page(request, "beheer/list_undo.html", {**_head(request, run), **context})


@post("/lijsten/{nummer:str}/terugdraaien", status_code=303)
async def undo(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """Take back what this list made, where nobody changed it since."""
    actor, number = visitor_of(request).actor, number_in(nummer)
    await posted_by(request)
    await runs.undo(actor, number)
    await at_once(site_of(request).office, number)
    return go(run_address(number))


@page_route("/lijsten/{nummer:str}/verslag.csv", opt={NEEDS: Action.IMPORT})
async def report_as_csv(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """What became of each row, for a spreadsheet."""
    run = await _known(request, nummer)
    body = await runs.report_csv(visitor_of(request).actor, run.id, texts_for(request))
    return _file(body, f"verslag-{run.id}.csv", "text/csv; charset=utf-8")


@page_route("/lijsten/{nummer:str}/verslag.xlsx", opt={NEEDS: Action.IMPORT})
async def report_as_xlsx(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """The same as a spreadsheet, with dates that are dates."""
    run, texts = await _known(request, nummer), texts_for(request)
    rows = [row async for row in runs.all_rows(visitor_of(request).actor, run.id)]
    body = await asyncio.to_thread(report_sheet, run, rows, texts)
    return _file(body, f"verslag-{run.id}.xlsx", XLSX)


async def _known(request: SiteRequest, nummer: str) -> Run:
    """A list that there is. Raises `NoSuchRun`."""
    return await runs.run_of(site_of(request).office(), visitor_of(request).actor, number_in(nummer))


def _file(body: bytes, name: str, kind: str) -> Response[bytes]:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def _rows(request: SiteRequest, run: Run) -> Response[bytes]:
    actor, texts = visitor_of(request).actor, texts_for(request)
    chosen, after = chosen_in(request.query_params), request.query_params.get(AFTER, "")
    seen = await runs.seen(actor, run.id, chosen.rows, int(after) if is_number(after) else 0)
    counts, address = await runs.counts(actor, run.id), run_address(run.id)
    made = counts.by_outcome
    context = {
        "rows": [row_shown(row, texts) for row in seen.rows],
        "choices": choices_shown(address, counts, chosen, texts, is_undone=run.state is RunState.UNDONE),
        "next": address_of(address, chosen, seen.next_after) if seen.next_after else "",
        "to_store": made.get(Outcome.DRAFT, 0) + made.get(Outcome.CHANGED, 0),
        "unsure": counts.unsure,
        "has_columns": await runs.table_of(actor, run.id) is not None,
    }
    return page(request, "beheer/list_rows.html", {**_head(request, run), **context})


def _head(request: SiteRequest, run: Run) -> dict[str, object]:
    """What every page about a list shows above."""
    texts = texts_for(request)
    return {
        "run": run,
        "state": run.state.value,
        "says": texts(STATES[run.state].says),
        "refusal": texts(run.refusal.sentence, **run.refusal.values) if run.refusal.sentence else "",
        "address": run_address(run.id),
    }
