"""What people see when beheer refuses: a calm page that says what to do, with their input kept."""

from __future__ import annotations

import logging
from urllib.parse import quote, urlencode

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from admin_ui.shell import csrf
from admin_ui.shell.guards import FormNotOurs, SignInNeeded
from admin_ui.shell.pages import go, page, texts_for
from admin_ui.sign_in.passwords import HasherBusy
from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_
from agreements.http.errors import SENTENCES, http_status, place_of, status_of
from agreements.http.kept_language import asked_language
from agreements.http.problem import RETRY_AFTER_SECONDS
from agreements.http.site import SiteRequest, path_of, query_of
from agreements.services.throttle import TooManyAttempts
from agreements.storage.trouble import TROUBLE, report_trouble

logger = logging.getLogger(__name__)

SIGN_IN = "/beheer/inloggen"
_OWN_STATUSES: dict[type[AgreementError], int] = {TooManyAttempts: 429, HasherBusy: 503}
_TITLES = {
    400: N_("This is not possible"),
    403: N_("You may not do this"),
    404: N_("This page does not exist"),
    405: N_("This is not possible at this address"),
    409: N_("Somebody else was first"),
    413: N_("This is too large"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong"),
    503: N_("The register is busy"),
}
_NOT_TYPED = frozenset({"revision", "form", "seen", "actie", "next", "password", "repeated"})
_SHORTEST_TYPED = 3
"""What a form carries along, and numbers of choices, mean nothing to whoever looks for their words."""
_SENTENCES = SENTENCES | {
    404: N_("There is nothing at this address, or it is not for you to see. Look for the agreement in the list."),
}
"""For a refusal that has no sentence of its own."""


def status_for(error: AgreementError) -> int:
    """The HTTP status of a refusal."""
    return _OWN_STATUSES.get(type(error)) or status_of(error)


def waiting_time(error: AgreementError | None) -> dict[str, str]:
    """The header that says how many seconds to wait (RFC 9110 10.2.3)."""
    if isinstance(error, TooManyAttempts):
        return {"Retry-After": str(int(error.wait.total_seconds()))}
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if error and status_for(error) == 503 else {}


def on_sign_in_needed(request: SiteRequest, _: SignInNeeded) -> Response[bytes]:
    """To the sign-in page in the language asked for, and back here afterwards."""
    asked = path_of(request) + (f"?{query}" if (query := query_of(request)) else "")
    language = asked_language(query)
    pairs = {**({"next": asked} if asked != "/beheer" else {}), **({"taal": language} if language else {})}
    return go(f"{SIGN_IN}?{urlencode(pairs, quote_via=quote)}" if pairs else SIGN_IN)


def on_form_not_ours(request: SiteRequest, error: FormNotOurs) -> Response[bytes]:
    """The form is offered again with a fresh token, but only when it came from our own page."""
    fields = [pair for pair in error.kept.pairs if pair[0] != csrf.FIELD]
    typed = [value for name, value in fields if name not in _NOT_TYPED and len(value) >= _SHORTEST_TYPED]
    context = {"fields": fields, "typed": typed, "action": path_of(request)}
    return page(request, "beheer/expired.html", context, status=403)


def on_refusal(request: SiteRequest, error: AgreementError) -> Response[bytes]:
    """The sentence of the refusal."""
    status = status_for(error)
    if isinstance(error, TROUBLE):
        report_trouble(f"{request.method} {place_of(request)}", error)
    elif status >= 500:
        logger.error("%s %s: %s", request.method, place_of(request), error, exc_info=error)
    return refusal_page(request, status, texts_for(request).refusal(error), waiting_time(error))


def on_http_error(request: SiteRequest, error: HTTPException) -> Response[bytes]:
    """What the framework refuses; mistakes of ours are logged with their trace."""
    status = http_status(error, _SENTENCES)
    if status >= 500:
        logger.error("%s %s", request.method, place_of(request), exc_info=error)
    return refusal_page(request, status, "", error.headers or {})


def refusal_page(
    request: SiteRequest, status: int, sentence: str, headers: dict[str, str] | None = None
) -> Response[bytes]:
    """A page with what is wrong, what to do, and the way back."""
    texts = texts_for(request)
    context = {"heading": texts(_TITLES[status]), "sentence": sentence or texts(_SENTENCES[status])}
    return page(request, "beheer/refusal.html", context, status=status, headers=headers)


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    SignInNeeded: on_sign_in_needed,
    FormNotOurs: on_form_not_ours,
    AgreementError: on_refusal,
    HTTPException: on_http_error,
}
