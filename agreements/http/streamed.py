"""Answers that go out while they are made, with the tags of those that are made as a whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from litestar import HttpMethod, Response
from litestar.response import Stream

from agreements.http.asked_at import asked_at, mark_kept
from agreements.http.conditional import CACHE_CONTROL, STAND, is_known, is_still
from agreements.http.recent_answers import LARGEST_KEPT, RecentAnswers
from agreements.http.site import SiteRequest, site_of


async def streamed(
    request: SiteRequest,
    tag: str,
    media_type: str,
    open_file: Callable[[], Awaitable[AsyncIterator[bytes]]],
    headers: Mapping[str, str],
) -> Response[Any]:
    """304 for who has this tag already; else the body as it comes, kept for the next one who asks unless it is large.

    Whatever refuses the request must do so in `open_file`, which also fixes of which moment the body is: once the first
    byte has gone there is no other answer.
    Nothing more is made for who hangs up, and nothing for who wants the headers alone.
    """
    site = site_of(request)
    at = await asked_at(request.scope, site)
    always = {"ETag": tag, "Cache-Control": CACHE_CONTROL, STAND: str(at.state.seq), **headers}
    mark_kept(request.scope, at, tag)
    if is_known(request.headers.get("if-none-match", ""), tag):
        return Response(b"", status_code=304, headers=always, media_type=media_type)
    body = site.recent.get(tag)
    if body is not None:
        return Response(body, headers=always, media_type=media_type)
    if request.method == HttpMethod.HEAD:
        return Stream((), headers=always, media_type=media_type)
    pieces = await open_file()
    if await is_still(at, site):
        pieces = _kept(pieces, tag, site.recent)
    return Stream(pieces, headers=always, media_type=media_type)


async def _kept(pieces: AsyncIterator[bytes], tag: str, recent: RecentAnswers) -> AsyncIterator[bytes]:
    parts, size = list[bytes](), 0
    async for piece in pieces:
        yield piece
        size += len(piece)
        if size > LARGEST_KEPT:
            parts.clear()
        else:
            parts.append(piece)
    if size <= LARGEST_KEPT:
        recent.put(tag, b"".join(parts))
