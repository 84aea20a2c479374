"""`/afspraken/{kenmerk}/vraag`: ask a question or report an error about an agreement, with or without a name."""

from __future__ import annotations

from typing import Any

from litestar import Response, post
from litestar.params import FromPath

from agreements.domain import dutch
from agreements.domain.desk.question import MOST_TEXT, OWN_DAYS, QuestionKind
from agreements.domain.errors import AgreementError, NotFound
from agreements.domain.guessing import Door
from agreements.domain.selection import Selection
from agreements.http.asked_at import today_of
from agreements.http.human_form import sent_form, token_for
from agreements.http.of_this_register import InTheOffice
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.services.desk.ask import Wish, ask
from agreements.web.desk.answers import onward, shown
from agreements.web.public_records import Told, told_of

LONGEST_ADDRESS = 254
"""Signs of a mail address (RFC 5321 section 4.5.3.1.3); longer ones are not looked at."""


@page_route("/afspraken/{reference:str}/vraag")
async def question_page(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """The form. A site that only reads has none: there the page says whom to ask."""
    token = token_for(request, _about(reference)) if site_of(request).secret else ""
    return await _form(request, reference, Posted([]), token)


@post("/afspraken/{reference:str}/vraag", middleware=[InTheOffice()], status_code=303)
async def send_question(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """Keep the question and go to its own page; or the form again, with what was typed and what is wrong."""
    sent = await sent_form(request, Door.QUESTION, _about(reference))
    if sent.refusal:
        return await _form(request, reference, sent.fields, sent.token, sent.refusal)
    site = site_of(request)
    try:
        token = await ask(site.office(), site.secret, reference, sent.once, _wish(request, sent.fields))
    except NotFound:
        raise
    except AgreementError as error:
        return await _form(request, reference, sent.fields, sent.token, error)
    return onward(request, f"/vraag/{token}")


def _about(reference: str) -> str:
    return f"vraag:{reference}"


def _wish(request: SiteRequest, fields: Posted) -> Wish:
    return Wish(
        kind=_kind(fields.get("kind", "")),
        text=fields.get("text", ""),
        email=fields.get("email", "")[: LONGEST_ADDRESS + 1],
        language=texts_of(request).language,
    )


def _kind(slug: str) -> QuestionKind | None:
    try:
        return dutch.code(QuestionKind, slug)
    except dutch.UnknownWord:
        return None


async def _form(
    request: SiteRequest, reference: str, typed: Posted, token: str, error: AgreementError | None = None
) -> Response[bytes]:
    told = await told_of(reference, Selection(on_day=today_of(request)))
    context = {
        **_agreement(told),
        "reference": told.reference,
        "token": token,
        "kinds": [(dutch.slug(kind), kind) for kind in QuestionKind],
        "typed": {name: typed.get(name, "") for name in ("kind", "text", "email")},
        "most": MOST_TEXT,
        "days": OWN_DAYS,
    }
    return shown(request, "ask.html", context, error)


def _agreement(told: Told) -> dict[str, Any]:
    """What it is called and whom else one can ask; of what is not public any more not even the title."""
    if published := told.document.published:
        return {"title": published.content.title, "contact": published.content.contact_point}
    planned = told.document.plans[-1].content if told.document.plans and not told.document.withheld else None
    return {"title": planned.title if planned else "", "contact": planned.contact_point if planned else ""}
