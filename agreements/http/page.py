"""One way to answer with a page: the template in the reader's language, with what every page needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from litestar import MediaType, Response

from agreements.http.site import SiteRequest, path_of, query_of, site_of, texts_of
from agreements.texts import LANGUAGES

HTML_HEADERS = {"Vary": "Accept-Language"}


def rendered(request: SiteRequest, template: str, context: Mapping[str, Any], address: str | None = None) -> bytes:
    """The page, encoded. Every public page can be read in the other language at the same address: `address`, which is
    the same for all ways in which it can be asked for, or else as it was sent.
    """
    texts = texts_of(request)
    query = query_of(request) if address is None else address.partition("?")[2]
    page = site_of(request).renderer.render(
        template,
        texts,
        {"current": path_of(request), "other_language": _in_other_language(query, texts.language), **context},
    )
    return page.encode()


def page(
    request: SiteRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """The page as an answer."""
    return Response(
        rendered(request, template, context),
        status_code=status,
        media_type=MediaType.HTML,
        headers={**HTML_HEADERS, "Content-Language": texts_of(request).language, **(headers or {})},
    )


def _in_other_language(sent: str, language: str) -> str:
    """Query of the same page in the other language."""
    other = next(code for code in LANGUAGES if code != language)
    query = parse_qsl(sent, keep_blank_values=True)
    asked = [(name, value) for name, value in query if name != "taal"]  # in the order of the address, on every node
    return "?" + urlencode([*asked, ("taal", other)])
