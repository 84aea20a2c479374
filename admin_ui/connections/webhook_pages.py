"""The pages of webhooks: which there are and how each goes, making one, ending one, telling it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Response, post

from admin_ui.connections.forms import AgainForm, Errors, WebhookForm, boxes, drawing_of, in_words, read
from admin_ui.forms.content import Problem
from admin_ui.forms.view import FieldView
from admin_ui.shell.display_names import names_of
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.announcements import KINDS
from agreements.domain.errors import RuleBroken
from agreements.domain.roles import Action, may
from agreements.domain.standard_webhooks import as_shown, secret_of
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.webhooks import NoSuchWebhook, end_webhook, make_webhook, tell_again
from agreements.storage.programs import announcements, webhooks
from agreements.storage.programs.webhooks import StopReason, Webhook
from agreements.texts import Texts

ADDRESS = "/beheer/koppelingen/webhooks"
EMPTY = Posted([])
_DONE = {
    "beeindigd": N_("Done. This address is told nothing any more."),
    "was-beeindigd": N_("This address was told nothing any more already."),
    "opnieuw": N_("Done. It is told again within a minute."),
}
_STOPPED = {
    StopReason.GAVE_UP: N_("Switched off: nothing arrived for a week."),
    StopReason.GONE: N_("Switched off: the program said that it is no longer there."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What one webhook has made of in words."""

    webhook: Webhook
    waiting: int
    """How much happened that it has not behind it yet."""
    stopped: str
    kinds: str


@page_route("/koppelingen/webhooks", opt={NEEDS: Action.READ_CONNECTIONS})
async def webhooks_page(request: SiteRequest) -> Response[bytes]:
    """The webhooks that nobody ended, and the form for a new one."""
    return await _page(request, EMPTY)


@post("/koppelingen/webhooks", status_code=200)
async def make_new_webhook(request: SiteRequest) -> Response[bytes]:
    """Show its secret, this once."""
    site, posted = site_of(request), await posted_by(request)
    form, problems = read(WebhookForm, posted)
    if form is None:
        return await _page(request, posted, problems)
    kinds = [row.kind for row in KINDS if row.dutch in posted.all_of("kinds")]
    actor, inside = visitor_of(request).actor, site.settings.webhooks_inside
    try:
        webhook_id = await make_webhook(site.office(), actor, form.address, kinds, inside)
    except RuleBroken as error:
        return await _page(request, posted, [Problem(error.field or "address", error)])
    return await _page(request, EMPTY, secret=as_shown(secret_of(site.secret, webhook_id)))


@post("/koppelingen/webhooks/beeindigen", status_code=303)
async def end_one_webhook(request: SiteRequest) -> Response[bytes]:
    """It is told nothing any more."""
    webhook_id = (await posted_by(request)).get("webhook", "")
    try:
        await end_webhook(site_of(request).office(), visitor_of(request).actor, webhook_id)
    except NoSuchWebhook:
        return go(ADDRESS, "was-beeindigd")
    return go(ADDRESS, "beeindigd")


@post("/koppelingen/webhooks/opnieuw", status_code=303)
async def tell_one_again(request: SiteRequest) -> Response[bytes]:
    """It is told again from a day on, or goes on where it stopped."""
    posted = await posted_by(request)
    form, problems = read(AgainForm, posted)
    if form is None:
        return await _page(request, EMPTY, problems)
    actor, webhook_id = visitor_of(request).actor, posted.get("webhook", "")
    try:
        await tell_again(site_of(request).office(), actor, webhook_id, form.since)
    except NoSuchWebhook:
        return go(ADDRESS, "was-beeindigd")
    return go(ADDRESS, "opnieuw")


async def _page(
    request: SiteRequest, posted: Posted, problems: Sequence[Problem] = (), secret: str = ""
) -> Response[bytes]:
    texts, actor = texts_for(request), visitor_of(request).actor
    found, last = await webhooks.not_ended(), await announcements.last_number()
    errors, code = in_words(problems, texts), request.query_params.get("gelukt", "")
    context = {
        "errors": errors,
        "fields": _fields(posted, errors, texts) if may(actor, Action.MAKE_CONNECTION) else [],
        "secret": secret,
        "hooks": [_shown(one, last, texts) for one in found],
        "names": await names_of({one.account_id for one in found}, texts),
        "done": texts(_DONE[code]) if code in _DONE and not errors else "",
    }
    return page(request, "beheer/webhooks.html", context, status=400 if problems else 200)


def _shown(webhook: Webhook, last: int, texts: Texts) -> Shown:
    return Shown(
        webhook=webhook,
        waiting=last - webhook.told_upto,
        stopped=texts(_STOPPED[webhook.stopped_why]) if webhook.stopped_why in _STOPPED else "",
        kinds="; ".join(texts(row.label) for row in KINDS if row.kind in webhook.kinds),
    )


def _fields(posted: Posted, errors: Errors, texts: Texts) -> list[FieldView]:
    drawing = drawing_of(errors, texts)
    kinds = {row.dutch: row.label for row in KINDS}
    chosen = posted.all_of("kinds")
    return [*drawing.fields(WebhookForm, posted), boxes("kinds", N_("What is it told?"), kinds, chosen, drawing)]
