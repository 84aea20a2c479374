"""Refusals for programs: problem details (RFC 9457), in Dutch, as the NL API Design Rules ask.

What people get as a page, whoever asks below `/api` gets in this form. Every `type` is `about:blank` (RFC 9457 section
4.2.1): it is what its status says, no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.types import HTTPScope, Scope, Send
from pydantic_core import to_json

from agreements.domain.wording import N_
from agreements.http.security import security_headers
from agreements.http.site import SiteRequest, path_in, path_of, site_of
from agreements.texts import DEFAULT_LANGUAGE, Texts

PROBLEM = "application/problem+json"
FOR_PROGRAMS = "/api"
"""Below this address programs ask."""
RETRY_AFTER_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """What is said of a status. Message ids."""

    title: str
    detail: str
    """What to do, where nothing more precise is known."""


PROBLEMS: Mapping[int, Problem] = {
    400: Problem(N_("The question is not right"), N_("Mend what “errors” names, and ask again.")),
    401: Problem(N_("Not with this key"), N_("Send a key that works, in the header Authorization: Bearer …")),
    403: Problem(N_("You may not do this"), N_("Your role does not allow this. Ask a colleague with the right role.")),
    404: Problem(N_("Nothing at this address"), N_("There is nothing at this address, or it is not public.")),
    405: Problem(N_("Not possible at this address"), N_("Use one of the methods that the header Allow names.")),
    409: Problem(N_("Somebody else was first"), N_("Look at the new version and try again.")),
    410: Problem(N_("No longer public"), N_("This agreement is no longer public.")),
    412: Problem(N_("Somebody else was first"), N_("Read the draft again, and send its new ETag in If-Match.")),
    413: Problem(N_("This is too large"), N_("What you sent is too large. Send less at a time.")),
    421: Problem(N_("Not the name of this register"), N_("Use the address that stands in the documentation.")),
    428: Problem(N_("Say what you saw"), N_("Read the draft, and send its ETag in the header If-Match.")),
    429: Problem(N_("Too many questions"), N_("Wait as many seconds as the header Retry-After says.")),
    500: Problem(N_("Something went wrong"), N_("This is our mistake, not yours. Try again later.")),
    503: Problem(N_("The register cannot be reached for a moment"), N_("Try again in a few minutes.")),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong about a question, and where: the name of a parameter, or a pointer into what was sent."""

    name: str
    reason: str
    """A sentence for people."""


def is_for_programs(scope: Scope) -> bool:
    """Whether refusals at this address are for programs."""
    return scope["path"] == FOR_PROGRAMS or scope["path"].startswith(f"{FOR_PROGRAMS}/")


def problem(
    request: SiteRequest,
    status: int,
    sentence: str = "",
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Wrong] = (),
    more: Mapping[str, Any] | None = None,
) -> Response[bytes]:
    """The answer to a program whose question is refused. `more` are members beside those of the RFC."""
    body = _told(status, path_of(request), sentence, errors, more)
    always = _headers(status, is_https=site_of(request).settings.is_https)
    return Response(body, status_code=status, media_type=PROBLEM, headers={**always, **(headers or {})})


async def send_problem(
    scope: HTTPScope, send: Send, status: int, *, is_https: bool, headers: Mapping[str, str] | None = None
) -> None:
    """The same answer, where there is no request yet."""
    body = _told(status, path_in(scope))
    said = {"Content-Type": PROBLEM, "Content-Length": str(len(body)), **_headers(status, is_https=is_https)}
    encoded = [(name.lower().encode(), value.encode()) for name, value in {**said, **(headers or {})}.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    sent = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": sent, "more_body": False})


def _told(
    status: int,
    instance: str,
    sentence: str = "",
    errors: Sequence[Wrong] = (),
    more: Mapping[str, Any] | None = None,
) -> bytes:
    """The body. `errors` names everything that is wrong at once; a refusal without any has none."""
    texts, said = Texts(), PROBLEMS[status]
    listed = {"errors": [{"name": one.name, "reason": one.reason} for one in errors]} if errors else {}
    return to_json(
        {
            "type": "about:blank",
            "title": texts(said.title),
            "status": status,
            "detail": sentence or texts(said.detail),
            "instance": instance,
            **listed,
            **(more or {}),
        }
    )


def _headers(status: int, *, is_https: bool) -> dict[str, str]:
    """Those of every refusal. Nobody keeps one: it may be over a moment later."""
    retry = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {}
    own = {"Content-Language": DEFAULT_LANGUAGE, "Cache-Control": "no-store"}
    return {**security_headers(is_https=is_https), **own, **retry}
