"""Answers that need not be made again: an ETag that follows from what the answer is made of, and 304 for who has it.

The tag is known before anything is rendered: it comes from the state of the public register, the day, the
language and what was asked, never from the answer itself (RFC 9110 section 13.1.2).
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from litestar import Response

import agreements
from agreements.http.asked_at import AskedAt, asked_at, mark_kept, now
from agreements.http.page import HTML_HEADERS
from agreements.http.site import Site, SiteRequest, site_of, texts_of
from agreements.storage.database.errors import StorageError

CACHE_CONTROL = "public, max-age=0, must-revalidate"
ANY = "*"
STAND = "X-Register-Stand"
"""The number of the last entry of the public memory that an answer knows of: where a replica lags it is lower."""
_PROGRAM = Path(agreements.__file__).parent
_PARTS = ("*.py", "*.html", "*.po", "*.css", "*.svg", "*.typ")
_OPAQUE = re.compile(r'"([^"]*)"')
_COMPRESSED = re.compile(r"(?:(?:--?|;)(?:gzip|br|zstd|deflate))*")
"""What a proxy that compresses adds to the tag of its own form (Apache, Caddy, Jetty); nginx makes it weak instead."""


@functools.cache
def program_fingerprint() -> str:
    """Changes with every change of the program, so that nobody keeps a page of an older one."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _PARTS for path in _PROGRAM.rglob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


async def public_tag(request: SiteRequest, *parts: object) -> str:
    """The ETag of a public answer. Work that is not public changes no tag (non-interference)."""
    site = site_of(request)
    at = await asked_at(request.scope, site)
    settings = site.settings
    sources = (
        program_fingerprint(),
        settings.base_url,
        settings.of_the_organisation,
        settings.security_contact,
        at.state.told,
        at.today,
        *parts,
    )
    return f'"{hashlib.sha256(repr(sources).encode()).hexdigest()[:32]}"'


async def conditional(
    request: SiteRequest,
    tag: str,
    media_type: str,
    make: Callable[[], Awaitable[bytes]],
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """304 for who has this tag already; else the body, kept for the next one who asks.

    A tag holds what was asked and is given with 200 only, so whoever has it knows that there is something here. Of `*`
    that is seen first: there may be nothing (RFC 9110 section 13.2.1).
    """
    site, given = site_of(request), request.headers.get("if-none-match", "").strip()
    at = await asked_at(request.scope, site)
    always = {"ETag": tag, "Cache-Control": CACHE_CONTROL, STAND: str(at.state.seq), **(headers or {})}
    not_modified = Response(b"", status_code=304, headers=always, media_type=media_type)
    if given != ANY and is_known(given, tag):
        mark_kept(request.scope, at, tag)
        return not_modified
    body = await site.recent.made(tag, make, lambda: is_still(at, site))
    mark_kept(request.scope, at, tag)
    return not_modified if given == ANY else Response(body, headers=always, media_type=media_type)


async def is_still(at: AskedAt, site: Site) -> bool:
    """Whether what was read meanwhile is all of that moment."""
    try:
        return await now(site) == at
    except StorageError:
        return False


async def kept_part(request: SiteRequest, make: Callable[[], Awaitable[bytes]], *parts: object) -> bytes:
    """A part that many public pages share, kept as long as these do."""
    site = site_of(request)
    at = await asked_at(request.scope, site)
    tag = await public_tag(request, "part", *parts)
    return await site.recent.made(tag, make, lambda: is_still(at, site))


async def public_page(
    request: SiteRequest, address: str, make: Callable[[], Awaitable[bytes]], *parts: object
) -> Response[bytes]:
    """A public page: its tag also depends on the language and on what is asked. Of all addresses that ask the same,
    `address` is the one under which it is kept.
    """
    language = texts_of(request).language
    tag = await public_tag(request, "page", address, language, *parts)
    return await conditional(request, tag, "text/html", make, {**HTML_HEADERS, "Content-Language": language})


def is_known(if_none_match: str, tag: str) -> bool:
    """Whether the visitor has this version: weak comparison (RFC 9110 section 13.1.2).

    A proxy may have given its compressed form a name of its own; it is the same version, made of the same bytes.
    """
    if if_none_match in (tag, ANY) or if_none_match.strip() == ANY:
        return True
    bare = tag.strip('"')
    return any(
        opaque.startswith(bare) and _COMPRESSED.fullmatch(opaque, len(bare))
        for opaque in _OPAQUE.findall(if_none_match)
    )
