"""How the pages of the desk answer: for one visitor at one moment, kept by nobody, found by no search engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.domain.errors import AgreementError
from agreements.domain.guessing import Door
from agreements.http.kept_language import asked_language
from agreements.http.page import page
from agreements.http.site import SiteRequest, query_of, site_of, texts_of
from agreements.http.visitor import address_of
from agreements.services.throttle import THROTTLE, TooManyAttempts

PRIVATE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex"}
"""No address of these is told to the next page, also not to one of ours. With `no-referrer` a browser would not say
either where a form comes from (`Origin: null`)."""
BAD_REQUEST, TOO_MANY = 400, 429


def shown(
    request: SiteRequest, template: str, context: Mapping[str, Any], error: AgreementError | None = None
) -> Response[bytes]:
    """A page; with `error` the form again, which says what is wrong and in which field."""
    wait = {"Retry-After": str(int(error.wait.total_seconds()))} if isinstance(error, TooManyAttempts) else {}
    status = 200 if error is None else TOO_MANY if wait else BAD_REQUEST
    problem = {"sentence": texts_of(request).refusal(error), "field": error.field} if error else None
    return page(request, template, {**context, "problem": problem}, status=status, headers={**PRIVATE, **wait})


def onward(request: SiteRequest, path: str) -> Response[bytes]:
    """Send the browser on after a form (303), so that reloading does not send it again, in the language asked for."""
    language = asked_language(query_of(request))
    place = f"{path}?taal={language}" if language else path
    return Response(b"", status_code=303, media_type="text/html", headers={**PRIVATE, "Location": place})


async def wrong_link(request: SiteRequest) -> Response[bytes]:
    """404 for a secret address that opens nothing. Only wrong ones are counted: nobody keeps a right one waiting."""
    site = site_of(request)
    try:
        await THROTTLE.wrong_token(Door.DESK, site.secret, address_of(request), site.office())
    except TooManyAttempts as error:
        return shown(request, "desk_wait.html", {}, error)
    raise NotFoundException()
