"""From refusals to HTTP: the one place that knows both. Readers get a calm page, programs a problem that they can read
(`problem`), the log gets the details."""

from __future__ import annotations

import logging
from collections.abc import Container
from typing import Any

from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from agreements.domain.errors import AgreementError, Conflict, NotAllowed, NotFound, ReferenceTaken
from agreements.domain.wording import N_
from agreements.http.address import SeveralWrong
from agreements.http.page import page
from agreements.http.problem import PROBLEMS, RETRY_AFTER_SECONDS, Wrong, is_for_programs, problem
from agreements.http.security import security_headers
from agreements.http.site import site_of, texts_of
from agreements.storage.database.errors import (
    Busy,
    DiskFull,
    NewerSchema,
    NoRight,
    ReadOnly,
    StorageError,
    StorageUnavailable,
    UniqueViolation,
)
from agreements.storage.trouble import TROUBLE, report_trouble
from agreements.texts import Texts

logger = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, State]

STATUS_CODES: tuple[tuple[type[AgreementError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (ReferenceTaken, 409),
    (UniqueViolation, 409),
    (Busy, 503),
    (NoRight, 500),
    (StorageUnavailable, 503),
    (NewerSchema, 503),
    (StorageError, 500),
    (AgreementError, 400),
)
"""The first line that fits counts. Other refusals by the database are programming errors."""

TITLES: dict[int, str] = {
    400: N_("This link does not work properly"),
    403: N_("You may not do this"),
    404: N_("This page does not exist"),
    405: N_("This is not possible at this address"),
    409: N_("Somebody else was first"),
    413: N_("This is too large"),
    500: N_("Something went wrong"),
    503: N_("The register cannot be reached for a moment"),
}
SENTENCES: dict[int, str] = {
    400: N_("The address has something in it that the register does not understand. Go to the overview and try again."),
    403: N_("Your role does not allow this. Ask a colleague with the right role."),
    404: N_(
        "There is nothing at this address. Perhaps it was typed wrongly, or the agreement is not public. "
        "Search in the overview."
    ),
    405: N_("Go back to the page you came from and try again."),
    409: N_("Look at the new version and try again."),
    413: N_("What you sent is too large. Send less at a time."),
    500: N_("This is our mistake, not yours. Nothing of what you did was stored. Try again later."),
    503: N_("Try again in a few minutes. Nothing of what you did was stored."),
}
_SPEAKS_FOR_ITSELF = frozenset({400, 403, 409})
"""Statuses whose own sentence is for the reader. Those of 404 would tell drafts and unknown references apart,
those of 5xx come from the database."""


def status_of(error: AgreementError) -> int:
    """The HTTP status of a refusal (RFC 9110 section 15)."""
    return next(status for kind, status in STATUS_CODES if isinstance(error, kind))


def http_status(error: HTTPException, known: Container[int]) -> int:
    """The status for what Litestar refuses, among those that have a text."""
    return error.status_code if error.status_code in known else 400 if error.status_code < 500 else 500


def place_of(request: AnyRequest) -> str:
    """The address as the log may know it: its shape. The address itself may hold a secret token."""
    return str(request.scope.get("path_template", "-"))


def on_refusal(request: AnyRequest, error: AgreementError) -> Response[bytes]:
    """Say what the reader can do; storage trouble is logged as well."""
    status = status_of(error)
    if isinstance(error, TROUBLE) and status == 503:
        report_trouble(f"{request.method} {place_of(request)}", error)
    elif status >= 500:
        logger.error("%s %r: %s", request.method, place_of(request), error, exc_info=error)
    is_plain = status in _SPEAKS_FOR_ITSELF or isinstance(error, DiskFull | ReadOnly)
    if is_for_programs(request.scope):
        return problem(request, status, Texts().refusal(error) if is_plain else "", errors=_wrong(error))
    return error_page(request, status, texts_of(request).refusal(error) if is_plain else "")


def on_http_error(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """What Litestar itself refuses: unknown addresses, methods, bodies that are too large."""
    of_programs = is_for_programs(request.scope)
    status = http_status(error, PROBLEMS if of_programs else TITLES)
    if status >= 500:
        logger.error("%s %r", request.method, place_of(request), exc_info=error)
    allowed = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    if of_programs:
        return problem(request, status, headers=allowed)
    return error_page(request, status, headers=allowed)


def on_mistake(request: AnyRequest, error: Exception) -> Response[bytes]:
    """Anything unforeseen is our mistake: the trace goes to the log, never to the reader (ASVS 5.0 16.5.1)."""
    logger.error("%s %r", request.method, place_of(request), exc_info=error)
    return problem(request, 500) if is_for_programs(request.scope) else error_page(request, 500)


def _wrong(error: AgreementError) -> list[Wrong]:
    """What is wrong with a question, one by one."""
    found = error.wrong if isinstance(error, SeveralWrong) else ()
    return [Wrong(name, Texts().refusal(one)) for name, one in found]


def error_page(
    request: AnyRequest, status: int, sentence: str = "", headers: dict[str, str] | None = None
) -> Response[bytes]:
    """A page that says what happened and what to do."""
    texts = texts_of(request)
    context = {"heading": texts(TITLES[status]), "sentence": sentence or texts(SENTENCES[status]), "other_language": ""}
    always = security_headers(is_https=site_of(request).settings.is_https)
    retry = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {}
    return page(
        request,
        "error.html",
        context,
        status=status,
        headers={**always, "Cache-Control": "no-store", **retry, **(headers or {})},
    )


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    AgreementError: on_refusal,
    HTTPException: on_http_error,
    Exception: on_mistake,
}
