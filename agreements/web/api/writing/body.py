"""What a program sends: JSON in the register's own form, the one that exports hold as `inhoud` and imports read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic_core import from_json

from agreements.domain.content import Content
from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_
from agreements.http.address import SeveralWrong
from agreements.http.posted import cleaned
from agreements.http.site import SiteRequest
from agreements.importing.formats.own_export import CONTENT_KEY, Place, read_content

LARGEST_BODY: Final = 250_000
"""Bytes: some hundred pages."""
MOST_ROWS: Final = 100
"""As many as a form has of parties, data and the like."""
LONGEST_TEXT: Final = 10_000
_KEY: Final = re.compile(r"[\x21-\x7e]{8,200}")
JSON_TYPE: Final = "application/json"


class BadBody(AgreementError):
    """Not a JSON object."""

    sentence = N_("Send one JSON object, with the header Content-Type: application/json.")


class BadField(AgreementError):
    """Missing, of another kind, or not known."""

    sentence = N_("This is missing, has another form, or is not known here.")


class TooMuchInIt(AgreementError):
    """More than anybody would read."""

    sentence = N_("This is too long: %(most)s at most.")


class BadKey(AgreementError):
    """No key by which a second attempt is known again, or one that cannot be."""

    sentence = N_("Send a key of your own for this draft, of 8 to 200 letters, in the header Idempotency-Key.")


async def object_sent(request: SiteRequest, known: frozenset[str]) -> dict[str, Any]:
    """The JSON object that was sent, its texts cleaned as those of forms are. Raises `BadBody`, `SeveralWrong`."""
    body = await request.body()
    if request.content_type[0] != JSON_TYPE or len(body) > LARGEST_BODY:
        raise BadBody()
    try:
        sent = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise BadBody() from error
    if not isinstance(sent, dict):
        raise BadBody()
    wrong: list[tuple[str, AgreementError]] = [(pointer((name,)), BadField()) for name in sent if name not in known]
    wrong += [(pointer(place), TooMuchInIt(most=most)) for place, most in _too_much(sent, ())]
    if wrong:
        raise SeveralWrong(wrong)
    return {name: _cleaned(value) for name, value in sent.items()}


async def content_sent(request: SiteRequest) -> Content:
    """What the draft is to say. Raises `BadBody`, or `SeveralWrong` with all that is wrong at once."""
    sent = await object_sent(request, frozenset({CONTENT_KEY}))
    content, wrong = read_content(sent.get(CONTENT_KEY))
    if content is None:
        raise SeveralWrong([(pointer((CONTENT_KEY, *place)), BadField()) for place in wrong])
    return content


def idempotency_key(request: SiteRequest) -> str:
    """By which a second attempt at the same draft is known again. Raises `SeveralWrong`."""
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise SeveralWrong([("Idempotency-Key", BadKey())])
    return key


def pointer(place: Place) -> str:
    """Where in the body, as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1")[:100] for step in place)


def _too_much(value: Any, place: Place) -> Iterator[tuple[Place, int]]:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        yield place, LONGEST_TEXT
    if isinstance(value, list):
        if len(value) > MOST_ROWS:
            yield place, MOST_ROWS
        for number, one in enumerate(value[:MOST_ROWS]):
            yield from _too_much(one, (*place, number))
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _too_much(one, (*place, name))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return {name: _cleaned(one) for name, one in value.items()} if isinstance(value, dict) else value
