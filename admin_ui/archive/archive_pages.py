"""The page on which auditors take everything with them, and the folder itself."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from typing import BinaryIO, Final

from litestar import Response, post
from litestar.response import Stream

from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import page, texts_for
from agreements.domain.roles import Action
from agreements.domain.wording import N_
from agreements.http.address import BadValue
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.take_archive import ArchiveForm, take_archive
from agreements.storage.archive import FILES
from agreements.storage.database.errors import Busy

ADDRESS: Final = "/archief"
_PIECE: Final = 256 * 1024
_turn: Final = asyncio.Lock()
"""One at a time: each reads the whole register and takes as much disk as it has data."""


@page_route(ADDRESS, opt={NEEDS: Action.TAKE_ARCHIVE, MENU: InMenu(N_("Archive"), 8)})
async def archive_page(request: SiteRequest) -> Response[bytes]:
    """What there is in it, and the two buttons."""
    return page(request, "beheer/archive.html", {"files": FILES, "forms": list(ArchiveForm)})


@post(ADDRESS, status_code=200, opt={NEEDS: Action.TAKE_ARCHIVE})
async def archive_taken(request: SiteRequest) -> Stream:
    """The folder. It is written to a file without a name first, in one moment of the register, so that a slow reader
    holds up nobody; the file is gone when it was sent, whatever happens. Raises `Busy`.
    """
    site, form = site_of(request), (await posted_by(request)).get("form", "")
    if form not in list(ArchiveForm):
        raise BadValue(value=form, name="form", known=", ".join(ArchiveForm))
    if _turn.locked():
        raise Busy()
    folder = site.settings.state_directory
    async with _turn:
        file: BinaryIO = tempfile.TemporaryFile(dir=folder if folder.is_dir() else None)  # noqa: SIM115
        try:
            actor = visitor_of(request).actor
            await take_archive(site.office(), actor, file, ArchiveForm(form), texts_for(request))
        except BaseException:
            file.close()
            raise
    name = f"afsprakenregister-{site.read_moment().today}-{form}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Stream(_sent(file), media_type="application/zip", headers=headers)


async def _sent(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        file.seek(0)
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
