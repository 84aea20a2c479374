"""`/vraag/{token}`: how a question stands, for whoever asked it; and the confirmation that an address is theirs."""

from __future__ import annotations

from litestar import Response, post
from litestar.params import FromPath

from agreements.domain.desk.links import Purpose
from agreements.domain.guessing import Door
from agreements.http.human_form import sent_form, token_for
from agreements.http.of_this_register import InTheOffice
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.desk.ask import confirm
from agreements.services.desk.links import opened
from agreements.storage.desk import questions
from agreements.storage.desk.questions import NoSuchQuestion
from agreements.web.desk.answers import onward, shown, wrong_link


@page_route("/vraag/{token:str}", middleware=[InTheOffice()])
async def question_status(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """State, term and answer. The address is the secret."""
    office = site_of(request).office()
    number = await opened(token, Purpose.STATUS, office.now)
    if number is None:
        return await wrong_link(request)
    context = {"question": await questions.load(number), "today": office.today}
    return shown(request, "question.html", context)


@page_route("/vraag/{token:str}/bevestigen", middleware=[InTheOffice()])
async def confirm_page(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """The button to press. Opening the page confirms nothing: mail scanners open links too."""
    if await opened(token, Purpose.CONFIRM, site_of(request).office().now) is None:
        return await wrong_link(request)
    return shown(request, "question_confirm.html", {"token": token_for(request, _about(token))})


@post("/vraag/{token:str}/bevestigen", middleware=[InTheOffice()], status_code=303)
async def confirm_question(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """The question counts from now on."""
    site, sent = site_of(request), await sent_form(request, Door.DESK, _about(token), is_secret=True)
    if sent.refusal:
        return shown(request, "question_confirm.html", {"token": sent.token}, sent.refusal)
    try:
        return onward(request, f"/vraag/{await confirm(site.office(), site.secret, token)}")
    except NoSuchQuestion:
        return await wrong_link(request)


def _about(token: str) -> str:
    return f"vraag bevestigen:{token}"
