"""The style sheet of beheer."""

from __future__ import annotations

import hashlib
from pathlib import Path

from litestar import Response

from agreements.http.conditional import is_known
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest

_SHEET = (Path(__file__).parent / "static" / "beheer.css").read_bytes()
_ETAG = f'"{hashlib.sha256(_SHEET).hexdigest()[:20]}"'


@page_route("/beheer/static/beheer.css")
async def style_sheet(request: SiteRequest) -> Response[bytes]:
    """The same for everyone, so it may be kept; asked for again every hour (RFC 9110 13.1.2)."""
    headers = {"ETag": _ETAG, "Cache-Control": "public, max-age=3600"}
    if is_known(request.headers.get("if-none-match", ""), _ETAG):
        return Response(b"", status_code=304, headers=headers)
    return Response(_SHEET, media_type="text/css", headers=headers)
