"""Stylesheets and pictures: read at the start, looked up by name, so that no path comes from a visitor."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.http.conditional import CACHE_CONTROL, is_known
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of

DIRECTORY = Path(__file__).parent / "static"
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
THEME = "thema.css"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is served."""

    body: bytes
    media_type: str
    tag: str


@functools.cache
def read_file(path: Path) -> StaticFile:
    """Read a file once; a new one needs a restart, as new templates do."""
    body = path.read_bytes()
    return StaticFile(body, MEDIA_TYPES[path.suffix], f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def logo_name(path: Path) -> str:
    """The name under which a logo is served, whatever it is called on the disk."""
    return f"logo{path.suffix}"


@page_route("/static/{name:str}")
async def static_file(request: SiteRequest, name: FromPath[str]) -> Response[bytes]:
    """A file of the register itself, or the municipality's own theme or logo."""
    files = {path.name: path for path in DIRECTORY.iterdir() if path.suffix in MEDIA_TYPES}
    settings = site_of(request).settings
    if theme := settings.theme_css:
        files[THEME] = theme
    if logo := settings.organisation_logo:
        files[logo_name(logo)] = logo
    if name not in files:
        raise NotFoundException()
    file = read_file(files[name])
    headers = {"ETag": file.tag, "Cache-Control": CACHE_CONTROL}
    if is_known(request.headers.get("if-none-match", ""), file.tag):
        return Response(b"", status_code=304, media_type=file.media_type, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)
