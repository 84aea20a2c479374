"""What a program is told that may not do something, or asks it in a way that does not work."""

from __future__ import annotations

from collections.abc import Mapping

from litestar import Response
from litestar.types import ExceptionHandlersMap

from agreements.domain.errors import AgreementError, Incomplete, RuleBroken
from agreements.http.errors import on_refusal
from agreements.http.problem import Wrong, problem
from agreements.http.site import SiteRequest
from agreements.services.throttle import TooManyAttempts
from agreements.texts import Texts
from agreements.web.api.writing.body import BadBody
from agreements.web.api.writing.drafts import KeyOfAnother, NothingSeen, SeenAnother
from agreements.web.api.writing.key import NoKey, TooFast, allowance_headers

_STATUSES: Mapping[type[AgreementError], int] = {
    NoKey: 401,
    KeyOfAnother: 409,
    SeenAnother: 412,
    NothingSeen: 428,
    TooFast: 429,
    TooManyAttempts: 429,
    BadBody: 400,
}


def on_writing_refused(request: SiteRequest, error: AgreementError) -> Response[bytes]:
    """A refusal with its own status; of the rules of the register each broken one at its field."""
    headers = allowance_headers(request)
    if isinstance(error, NoKey):
        headers["WWW-Authenticate"] = 'Bearer realm="afsprakenregister"'
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(int(error.wait.total_seconds()))
    status, texts = _STATUSES.get(type(error)), Texts()
    if status:
        return problem(request, status, texts.refusal(error), headers=headers)
    if isinstance(error, RuleBroken):
        return problem(request, 400, texts.refusal(error), headers=headers, errors=_wrong(error, texts))
    found = on_refusal(request, error)
    found.headers.update(headers)
    return found


def _wrong(error: RuleBroken, texts: Texts) -> list[Wrong]:
    if isinstance(error, Incomplete):
        lacks = error.lacks
        return [Wrong(f"/inhoud/{one.field}", _sentence(one.sentence, one.subject, one.error, texts)) for one in lacks]
    return [Wrong(f"/inhoud/{error.field}", texts.refusal(error))] if error.field else []


def _sentence(sentence: str, subject: str, broken: RuleBroken | None, texts: Texts) -> str:
    return texts.refusal(broken) if broken else texts(sentence, party=subject or "…")


WRITING_REFUSED: ExceptionHandlersMap = {AgreementError: on_writing_refused}
