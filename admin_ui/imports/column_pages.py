"""What each column of a list becomes, with examples; and from which sheet it comes. Both can be changed."""

from __future__ import annotations

from litestar import Response, post
from litestar.params import FromPath

from admin_ui.imports.addresses import run_address
from admin_ui.imports.columns_form import columns_shown, fields_offered, wishes_in
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.numbers import number_in
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.import_runs import Run, RunState
from agreements.domain.roles import Action
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.importing.errors import ImportRefused
from agreements.importing.mapping.wishes import ORDERS
from agreements.importing.mapping.wishes_file import document_of
from agreements.services.imports import runs
from agreements.services.imports.working import at_once

CAN_CHANGE = frozenset({RunState.READ, RunState.REFUSED})


@page_route("/lijsten/{nummer:str}/kolommen", opt={NEEDS: Action.IMPORT})
async def columns_page(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """The columns as they are understood now."""
    run = await runs.run_of(site_of(request).office(), visitor_of(request).actor, number_in(nummer))
    return await _page(request, run)


@post("/lijsten/{nummer:str}/kolommen", status_code=303)
async def choose_columns(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """Read the list again if somebody said something else of its columns, and go on to its rows."""
    number, actor, site = number_in(nummer), visitor_of(request).actor, site_of(request)
    posted, table = await posted_by(request), await runs.table_of(actor, number)
    run = await runs.run_of(site.office(), actor, number)
    if table is None:
        return go(run_address(number))
    said = wishes_in(posted, table.header)
    try:
        said.check(table.header.names)
    except ImportRefused as error:
        return await _page(request, run, texts_for(request).refusal(error))
    if run.state is not RunState.READ or document_of(said) != run.mapping:
        await runs.choose(site.office(), actor, number, mapping=document_of(said))
        await at_once(site.office, number)
    return go(run_address(number))


@post("/lijsten/{nummer:str}/blad", status_code=303)
async def choose_sheet(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """Read another sheet, of which nothing was said yet."""
    number, actor, site = number_in(nummer), visitor_of(request).actor, site_of(request)
    posted = await posted_by(request)
    await runs.choose(site.office(), actor, number, sheet=posted.get("blad", "")[:200], mapping={})
    await at_once(site.office, number)
    return go(run_address(number, "kolommen"))


async def _page(request: SiteRequest, run: Run, sentence: str = "") -> Response[bytes]:
    texts = texts_for(request)
    table = await runs.table_of(visitor_of(request).actor, run.id)
    context = {
        "run": run,
        "sentence": sentence or (texts(run.refusal.sentence, **run.refusal.values) if run.refusal.sentence else ""),
        "address": run_address(run.id),
        "columns": columns_shown(table.header, texts) if table else [],
        "sheets": [(sheet, texts(sheet.why.value)) for sheet in table.sheets] if table else [],
        "fields": fields_offered(texts),
        "orders": list(ORDERS),
        "can_change": run.state in CAN_CHANGE and run.has_body,
    }
    return page(request, "beheer/list_columns.html", context, status=400 if sentence else 200)
