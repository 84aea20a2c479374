"""Which program asks: by the key in the header Authorization, and by nothing else (RFC 6750)."""

from __future__ import annotations

from typing import Final

from agreements.domain.errors import AgreementError
from agreements.domain.guessing import Door
from agreements.domain.roles import Actor
from agreements.domain.wording import N_
from agreements.http.allowance import Allowance, Left
from agreements.http.site import SiteRequest, site_of
from agreements.http.visitor import address_of
from agreements.services.api_keys import holder_of
from agreements.services.throttle import THROTTLE

PER_MINUTE: Final = 120
"""What one key may do in a minute, in each process: each of it is a transaction of its own."""
_ALLOWANCE: Final = Allowance(PER_MINUTE)
_LEFT: Final = "what is left of the key's allowance"
_SCHEME: Final = "bearer "


class NoKey(AgreementError):
    """No key, or one that opens nothing (any more): nothing tells these apart."""

    sentence = N_("Send a key that works, in the header Authorization: Bearer …")


class TooFast(AgreementError):
    """The key did as much as it may in a minute."""

    sentence = N_("Wait as many seconds as the header Retry-After says.")


async def program_of(request: SiteRequest) -> Actor:
    """The program that asks. Raises `NoKey`, `TooManyAttempts` for who guesses, `TooFast`.

    Only wrong keys are counted as guesses, so a guesser never keeps a right one waiting.
    """
    site, given = site_of(request), request.headers.get("authorization", "")
    token = given[len(_SCHEME) :].strip() if given.lower().startswith(_SCHEME) else ""
    program = await holder_of(token, site.office()) if token else None
    if program is None:
        if token:
            await THROTTLE.wrong_token(Door.API, site.secret, address_of(request), site.office())
        raise NoKey()
    left = _ALLOWANCE.ask(program.id)
    request.scope["state"][_LEFT] = left
    if left.wait:
        raise TooFast()
    return program


def allowance_headers(request: SiteRequest) -> dict[str, str]:
    """What the key has left, once that is known."""
    left: Left | None = request.scope["state"].get(_LEFT)
    return left.headers("schrijven") if left else {}
