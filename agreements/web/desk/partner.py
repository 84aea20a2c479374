"""`/bevestigen/{token}`: a party confirms its side without an account. It says what it corrected (GDPR art. 19)."""

from __future__ import annotations

from litestar import Response, post
from litestar.params import FromPath

from agreements.domain import dutch
from agreements.domain.desk.correction import Correction, Outcome, Said
from agreements.domain.errors import AgreementError
from agreements.domain.guessing import Door
from agreements.http.address import read_day
from agreements.http.human_form import sent_form, token_for
from agreements.http.of_this_register import InTheOffice
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.desk.correct import confirm, opened_by
from agreements.storage.desk.corrections import NoSuchCorrection
from agreements.web.desk.answers import onward, shown, wrong_link


@page_route("/bevestigen/{token:str}", middleware=[InTheOffice()])
async def partner_page(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """What is asked, or what was said. It names nobody: only the number by which the party finds the file."""
    try:
        task = await opened_by(site_of(request).office(), token)
    except NoSuchCorrection:
        return await wrong_link(request)
    return _page(request, task, Posted([]), token_for(request, _about(token)))


@post("/bevestigen/{token:str}", middleware=[InTheOffice()], status_code=303)
async def partner_confirms(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """Keep what the party says; or the form again."""
    office, sent = site_of(request).office(), await sent_form(request, Door.DESK, _about(token), is_secret=True)
    try:
        task = await opened_by(office, token)
        if sent.refusal:
            return _page(request, task, sent.fields, sent.token, sent.refusal)
        await confirm(office, token, _said(sent.fields))
    except NoSuchCorrection:
        return await wrong_link(request)
    except AgreementError as error:
        return _page(request, task, sent.fields, sent.token, error)
    return onward(request, f"/bevestigen/{token}")


def _page(
    request: SiteRequest, task: Correction, typed: Posted, token: str, error: AgreementError | None = None
) -> Response[bytes]:
    context = {
        "task": task,
        "token": token,
        "outcomes": [(dutch.slug(one), one) for one in Outcome],
        "typed": {name: typed.get(name, "") for name in ("outcome", "done_on", "function", "remark")},
    }
    return shown(request, "partner.html", context, error)


def _said(fields: Posted) -> Said:
    try:
        outcome = dutch.code(Outcome, fields.get("outcome", ""))
    except dutch.UnknownWord:
        outcome = None
    return Said(
        outcome=outcome,
        done_on=read_day(fields.get("done_on", "")[:100]),
        function=fields.get("function", ""),
        remark=fields.get("remark", ""),
    )


def _about(token: str) -> str:
    return f"bevestigen:{token}"
