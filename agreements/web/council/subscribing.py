"""`/abonneren`: ask for mails about changes, confirm, choose otherwise, and stop with one click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.domain.errors import AgreementError
from agreements.domain.filters import FILTERS
from agreements.domain.guessing import Door
from agreements.domain.subscriptions import Choice, HowOften, Subscription, checked_choice
from agreements.http.asked_at import today_of
from agreements.http.human_form import sent_form, token_for
from agreements.http.of_this_register import InTheOffice
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.services.subscriptions import subscribing
from agreements.services.subscriptions.links import id_in
from agreements.storage.public_memory import lists
from agreements.storage.subscriptions import subscriptions
from agreements.web.desk.answers import onward, shown

PATH: Final = "/abonneren"
_FORM: Final = "abonneren"
_EVERYTHING: Final = "alles"
_RHYTHMS: Final = {"direct": HowOften.AT_ONCE, "wekelijks": HowOften.WEEKLY, "maandelijks": HowOften.MONTHLY}


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the form."""

    address: str = ""
    themes: tuple[str, ...] = ()
    is_everything: bool = False
    rhythm: str = "wekelijks"


@page_route(PATH)
async def subscribe_page(request: SiteRequest) -> Response[bytes]:
    """The form. A site that only reads has none, and says so."""
    token = token_for(request, _FORM) if site_of(request).secret else ""
    return await _form(request, _Typed(is_everything=True), token)


@post(PATH, middleware=[InTheOffice()], status_code=303)
async def send_subscription(request: SiteRequest) -> Response[bytes]:
    """Keep what was asked, and say that a mail comes; the same for an address that is known, so that nobody learns of
    another. Or the form again, with what was typed and what is wrong."""
    sent = await sent_form(request, Door.SUBSCRIBE, _FORM)
    typed = _typed(sent.fields)
    if sent.refusal:
        return await _form(request, typed, sent.token, sent.refusal)
    try:
        await subscribing.ask(site_of(request).office(), typed.address, _choice(request, typed))
    except AgreementError as error:
        return await _form(request, typed, sent.token, error)
    return onward(request, f"{PATH}/bijna-klaar")


@page_route(f"{PATH}/bijna-klaar")
async def almost_done(request: SiteRequest) -> Response[bytes]:
    """That a mail comes with a link."""
    return shown(request, "subscribe_sent.html", {})


@page_route(f"{PATH}/{{token:str}}", middleware=[InTheOffice()])
async def own_subscription(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """The page of a subscription: to confirm, to choose otherwise, to stop. Looking at it changes nothing."""
    return await _own(request, await _known(request, token), token)


@post(f"{PATH}/{{token:str}}", middleware=[InTheOffice()], status_code=303)
async def choose_subscription(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """Confirm with what is chosen in the form, or choose otherwise."""
    sent = await sent_form(request, Door.SUBSCRIBE, _about(token), is_secret=True)
    known = await _known(request, token)
    try:
        if sent.refusal:
            raise sent.refusal
        await subscribing.choose(site_of(request).office(), known.id, _choice(request, _typed(sent.fields)))
    except AgreementError as error:
        return await _own(request, known, token, error)
    return onward(request, f"{PATH}/{token}")


@page_route(f"{PATH}/{{token:str}}/stop")
async def stop_page(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """Asks whether to stop: a link that is only opened stops nothing."""
    _id_in(request, token)
    return _stopping(request, token, is_stopped=False)


@post(f"{PATH}/{{token:str}}/stop", middleware=[InTheOffice()], status_code=200)
async def stop_subscription(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """Stop, with one click on the page or in a mail program, however often. A mail program has no token of a form: the
    secret of the address is enough (RFC 8058 section 3.1)."""
    await subscribing.stop(_id_in(request, token))
    return _stopping(request, token, is_stopped=True)


def _stopping(request: SiteRequest, token: str, *, is_stopped: bool) -> Response[bytes]:
    context = {"token": token, "form_token": token_for(request, _about(token)), "is_stopped": is_stopped}
    return shown(request, "subscribe_stop.html", context)


def _about(token: str) -> str:
    return f"{_FORM}:{token}"


def _id_in(request: SiteRequest, token: str) -> str:
    found = id_in(site_of(request).secret, token)
    if found is None:
        raise NotFoundException()
    return found


async def _known(request: SiteRequest, token: str) -> Subscription:
    known = await subscriptions.by_id(_id_in(request, token))
    if known is None:
        raise NotFoundException()
    return known


def _typed(fields: Posted) -> _Typed:
    themes = tuple(fields.all_of("theme"))
    return _Typed(
        address=fields.get("email", ""),
        themes=tuple(one for one in themes if one != _EVERYTHING),
        is_everything=_EVERYTHING in themes,
        rhythm=fields.get("rhythm", ""),
    )


def _choice(request: SiteRequest, typed: _Typed) -> Choice:
    language = texts_of(request).language
    return checked_choice(typed.themes, _RHYTHMS.get(typed.rhythm), language, everything=typed.is_everything)


async def _form(
    request: SiteRequest, typed: _Typed, token: str, error: AgreementError | None = None
) -> Response[bytes]:
    return shown(request, "subscribe.html", {"token": token, **await _offered(request, typed)}, error)


async def _own(
    request: SiteRequest, known: Subscription, token: str, error: AgreementError | None = None
) -> Response[bytes]:
    slug = next(slug for slug, rhythm in _RHYTHMS.items() if rhythm is known.choice.rhythm)
    typed = _Typed("", known.choice.themes, not known.choice.themes, slug)
    context = {
        "token": token,
        "form_token": token_for(request, _about(token)),
        "is_confirmed": known.confirmed_at is not None,
        **await _offered(request, typed),
    }
    return shown(request, "subscription.html", context, error)


async def _offered(request: SiteRequest, typed: _Typed) -> dict[str, Any]:
    """The themes of what is public now, with those that were chosen."""
    view = await lists.view_on(today_of(request), is_past=False)
    held = {name for name, those in view.holding(FILTERS["themes"]).items() if name and those & view.shown}
    return {
        "typed": typed,
        "themes": sorted({*held, *typed.themes}, key=str.casefold),
        "everything": _EVERYTHING,
        "rhythms": list(_RHYTHMS.items()),
    }
