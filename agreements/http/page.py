"""One way to answer with a page: the template in the reader's language, with what every page needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from litestar import MediaType, Response

from agreements.domain.dutch import PARAMETERS
from agreements.http.kept_language import asked_language, keep_language
from agreements.http.site import SiteRequest, path_of, query_of, site_of, texts_of
from agreements.texts import LANGUAGES

_LANGUAGE = PARAMETERS["language"]
HTML_HEADERS = {"Vary": "Accept-Language"}


def rendered(request: SiteRequest, template: str, context: Mapping[str, Any], address: str | None = None) -> bytes:
    """The page, encoded. Every public page can be read in the other language at the same address: `address`, which is
    the same for all ways in which it can be asked for, or else as it was sent. Its links keep the language asked for.
    """
    site, texts = site_of(request), texts_of(request)
    query = query_of(request) if address is None else address.partition("?")[2]
    frame = {
        "current": path_of(request),
        "other_language": _in_language(query, next(code for code in LANGUAGES if code != texts.language)),
        "in_languages": _in_languages(site.settings.base_url + address.partition("?")[0], query) if address else (),
    }
    page = site.renderer.render(template, texts, {**frame, **context})
    return keep_language(page, asked_language(query)).encode()


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


def _in_languages(place: str, query: str) -> tuple[tuple[str, str], ...]:
    """The page in each language, and the one that follows the browser, as search engines want to be told of them."""
    alike = [(code, place + _in_language(query, code)) for code in LANGUAGES]
    return (*alike, ("x-default", place + _in_language(query, "")))


def _in_language(sent: str, language: str) -> str:
    """Query of the same page in a language; without one, in whatever the browser wishes."""
    asked = [(name, value) for name, value in parse_qsl(sent, keep_blank_values=True) if name != _LANGUAGE]
    pairs = [*asked, *([(_LANGUAGE, language)] if language else [])]  # in the order of the address, on every node
    return f"?{urlencode(pairs)}" if pairs else ""
