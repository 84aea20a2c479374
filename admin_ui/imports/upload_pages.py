"""Where bringing in a list begins: choosing the file, and the lists that were brought in before."""

from __future__ import annotations

from pathlib import PurePath

from litestar import Response, post

from admin_ui.imports.addresses import LISTS, run_address
from admin_ui.imports.states import STATES
from admin_ui.shell.display_names import names_of
from admin_ui.shell.guards import NEEDS, TAKES_A_FILE, file_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.errors import AgreementError
from agreements.domain.import_runs import RunState
from agreements.domain.roles import Action
from agreements.domain.wording import N_
from agreements.http.posted import cleaned
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.importing.errors import FileTooLarge, NothingToRead
from agreements.importing.formats.limits import MAX_MEGABYTES, MAX_ROWS
from agreements.services.imports import runs
from agreements.services.imports.working import at_once

MOST_BYTES = MAX_MEGABYTES * 1_000_000
BESIDE_THE_FILE = 10_000
"""Bytes of the form that are not the file: the token, and the names of the fields."""
LONGEST_NAME = 120


class NoFileChosen(AgreementError):
    """The form was sent without a file."""

    sentence = N_("Choose the file with your list first.")


@page_route("/lijsten", opt={NEEDS: Action.IMPORT, MENU: InMenu(N_("Bring in a list"), 3, with_pages_below=True)})
async def lists_page(request: SiteRequest) -> Response[bytes]:
    """The form to choose a file, and what was brought in before."""
    return await _page(request)


@post(
    "/lijsten",
    status_code=303,
    opt={TAKES_A_FILE: True},
    request_max_body_size=MOST_BYTES + BESIDE_THE_FILE,
)
async def upload(request: SiteRequest) -> Response[bytes]:
    """Keep the file; a small one is read at once."""
    site, actor = site_of(request), visitor_of(request).actor
    try:
        name, data = await _sent(request)
    except (NoFileChosen, NothingToRead, FileTooLarge) as error:
        return await _page(request, texts_for(request).refusal(error))
    number = await runs.begin(site.office(), actor, name, data)
    await at_once(site.office, number)
    run = await runs.run_of(site.office(), actor, number)
    is_table = run.state is RunState.READ and await runs.table_of(actor, number) is not None
    return go(run_address(number, "kolommen" if is_table else ""))


async def _sent(request: SiteRequest) -> tuple[str, bytes]:
    """The name of the file and its bytes. Raises `NoFileChosen`, `NothingToRead` or `FileTooLarge`."""
    file = await file_by(request)
    if file is None:
        raise NoFileChosen()
    if not file.data:
        raise NothingToRead()
    if len(file.data) > MOST_BYTES:
        raise FileTooLarge(limit=MAX_MEGABYTES)
    return PurePath(cleaned(file.name).replace("\\", "/")).name.strip()[:LONGEST_NAME] or "lijst", file.data


async def _page(request: SiteRequest, sentence: str = "") -> Response[bytes]:
    office, actor, texts = site_of(request).office(), visitor_of(request).actor, texts_for(request)
    found = await runs.runs(office, actor)
    context = {
        "sentence": sentence,
        "action": LISTS,
        "runs": [(run, run_address(run.id), texts(STATES[run.state].name)) for run in found],
        "names": await names_of({run.begun_by for run in found}, texts),
        "most_megabytes": MAX_MEGABYTES,
        "most_rows": texts.number(MAX_ROWS),
    }
    return page(request, "beheer/lists.html", context, status=400 if sentence else 200)
