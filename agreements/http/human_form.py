"""Forms that anyone may send, kept from robots without script, cookie, tracking or puzzle.

A form carries a token: for what it is, when the page was made, and a signature. Whoever sends it within some seconds,
or after a day, did not type it. Beside it stands a field that people do not see and programs fill in. What is sent too
often is refused (`agreements.domain.guessing`). Whatever is refused is said in a sentence, and what was typed is kept.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from agreements.domain.errors import AgreementError, NotAllowed
from agreements.domain.guessing import Door, keyed_hash
from agreements.domain.wording import N_
from agreements.http.origin import is_same_origin
from agreements.http.posted import BadForm, Posted, parse_posted
from agreements.http.site import SiteRequest, site_of
from agreements.http.visitor import address_of
from agreements.services.throttle import THROTTLE, TooManySent

TOKEN: Final = "_csrf"  # noqa: S105 - the name of a field
"""Name of the field with the token, as in every form."""
TRAP: Final = "website"
"""Name of the field that stays empty (`_trap.html`)."""
QUICKEST, LONGEST = timedelta(seconds=3), timedelta(days=1)
"""Nobody reads and fills in a form more quickly; whoever left it open longer gets a new token."""
MOST_BYTES: Final = 64_000
"""Five thousand signs of any writing, each as a browser sends it, with some short fields."""
FORM_TYPE: Final = "application/x-www-form-urlencoded"


class NotOurForm(NotAllowed):
    """It bears no token of this page. Answered with 403; nothing of it is read."""

    sentence = N_("This form does not come from this page. Open the page again, and send it from there.")


class FormRefused(AgreementError):
    """A form of ours that was not sent as people send it."""


class TooQuick(FormRefused):
    """Sent as soon as it was there."""

    sentence = N_("The form was sent within %(seconds)s seconds. Wait a moment, and send it again.")


class TooOld(FormRefused):
    """Open for more than a day."""

    sentence = N_("This form was open for more than a day. Check what you wrote, and send it again.")


class TrapFilled(FormRefused):
    """Something stood in the field that stays empty."""

    sentence = N_("A field was filled in that has to stay empty. It is empty now. Send the form again.")


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form of ours as it came in."""

    fields: Posted
    """What was typed, cleaned."""
    token: str
    """For the form when it is shown again: the same one, or a new one when it was too old."""
    once: str
    """Tells this form from every other: whoever sends it twice sends the same."""
    refusal: AgreementError | None = None
    """Why nothing is done with it: a `FormRefused`, or `TooManySent`."""


def new_token(secret: bytes, now: datetime, about: str) -> str:
    """A token for a form: instant (seconds), a random name, and the signature over both and `about`."""
    made = f"{int(now.timestamp())}.{secrets.token_urlsafe(12)}"
    return f"{made}.{_signature(secret, about, made)}"


def token_for(request: SiteRequest, about: str) -> str:
    """The same for a page that is made now. `about` says for which form, and about what."""
    site = site_of(request)
    return new_token(site.secret, site.read_moment().now, about)


def made_at(secret: bytes, token: str, about: str) -> int | None:
    """When we made this token for this form, in seconds (Unix time); None when we did not."""
    made, _, signature = token.rpartition(".")
    expected = _signature(secret, about, made)
    if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
        return None
    return int(made.partition(".")[0])


def refusal_of(made: int, now: datetime, trap: str, quickest: timedelta = QUICKEST) -> FormRefused | None:
    """What is not as people do it. A clock of another node that is ahead makes a form too quick, never too old."""
    age = now.timestamp() - made
    if age < quickest.total_seconds():
        return TooQuick(seconds=int(quickest.total_seconds()))
    if age > LONGEST.total_seconds():
        return TooOld()
    return TrapFilled() if trap.strip() else None


async def sent_form(request: SiteRequest, door: Door, about: str, *, is_secret: bool = False) -> SentForm:
    """Judge a form in this order: its size, its token, how it was sent, how often; only then its texts are cleaned.

    Raises `BadForm` for what no browser sends from our page, `NotOurForm` for what has no token of it. The address that
    takes the form works `InTheOffice`. `is_secret`: only whoever has the address of the page gets there, so it may be
    sent at once.
    """
    site, now = site_of(request), site_of(request).read_moment().now
    body = await request.body()
    if len(body) > MOST_BYTES or request.content_type[0] != FORM_TYPE:
        raise BadForm()
    posted = parse_posted(body)
    token = posted.get(TOKEN, "")
    made = made_at(site.secret, token, about)
    if made is None or not is_same_origin(request.headers, site.settings.base_url):
        raise NotOurForm()
    quickest = timedelta(0) if is_secret else QUICKEST
    refusal: AgreementError | None = refusal_of(made, now, posted.get(TRAP, ""), quickest)
    if refusal is None:
        try:
            await THROTTLE.form(door, site.secret, address_of(request), site.office())
        except TooManySent as error:
            refusal = error
    again = new_token(site.secret, now, about) if isinstance(refusal, TooOld) else token
    return SentForm(await asyncio.to_thread(posted.cleaned), again, keyed_hash(site.secret, "form", token), refusal)


def _signature(secret: bytes, about: str, made: str) -> str:
    return keyed_hash(secret, "human form", about, made)
