"""The pages of keys: which there are, making one and seeing it once, ending one."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Response, post

from admin_ui.connections.forms import Errors, KeyForm, boxes, drawing_of, in_words, read
from admin_ui.forms.content import Problem
from admin_ui.forms.schema import fields_of
from admin_ui.forms.view import FieldView, Option
from admin_ui.shell.display_names import names_of
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.errors import RuleBroken
from agreements.domain.roles import Action, may
from agreements.domain.scopes import SCOPES, Scope
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.api_keys import NoSuchKey, Wanted, end_key, is_answered_for, make_key
from agreements.services.departments import departments
from agreements.storage.programs import api_keys

ADDRESS = "/beheer/koppelingen"
PAST_SHOWN = 25
EMPTY = Posted([])


@page_route(
    "/koppelingen", opt={NEEDS: Action.READ_CONNECTIONS, MENU: InMenu(N_("Connections"), 7, with_pages_below=True)}
)
async def keys_page(request: SiteRequest) -> Response[bytes]:
    """The keys that are in use, the last ones that are not any more, and the form for a new one."""
    return await _page(request, EMPTY)


@post("/koppelingen", status_code=200)
async def make_new_key(request: SiteRequest) -> Response[bytes]:
    """Show the new key, this once: it stands in this answer only."""
    site, posted = site_of(request), await posted_by(request)
    form, problems = read(KeyForm, posted)
    if form is None:
        return await _page(request, posted, problems)
    scopes = [scope for scope in Scope if scope.value in posted.all_of("scopes")]
    wanted = Wanted(name=form.name, scopes=scopes, department=form.department or "", last_day=form.last_day)
    try:
        token = await make_key(site.office(), visitor_of(request).actor, wanted, site.settings.zone)
    except RuleBroken as error:
        return await _page(request, posted, [Problem(error.field or "name", error)])
    return await _page(request, EMPTY, token=token)


@post("/koppelingen/beeindigen", status_code=303)
async def end_one_key(request: SiteRequest) -> Response[bytes]:
    """The key opens nothing any more."""
    key_id = (await posted_by(request)).get("sleutel", "")
    try:
        await end_key(site_of(request).office(), visitor_of(request).actor, key_id)
    except NoSuchKey:
        return go(ADDRESS, "was-beeindigd")
    return go(ADDRESS, "beeindigd")


async def _page(
    request: SiteRequest, posted: Posted, problems: Sequence[Problem] = (), token: str = ""
) -> Response[bytes]:
    texts, now, actor = texts_for(request), site_of(request).read_moment().now, visitor_of(request).actor
    used, past = await api_keys.in_use(now), await api_keys.past(now, PAST_SHOWN)
    errors = in_words(problems, texts)
    context = {
        "errors": errors,
        "fields": await _fields(request, posted, errors) if may(actor, Action.MAKE_CONNECTION) else [],
        "token": token,
        "keys": [(key, await is_answered_for(key)) for key in used],
        "past": past,
        "labels": {row.scope: texts(row.label) for row in SCOPES},
        "names": await names_of({key.account_id for key in (*used, *past)}, texts),
        "done": request.query_params.get("gelukt", ""),
    }
    return page(request, "beheer/keys.html", context, status=400 if problems else 200)


async def _fields(request: SiteRequest, posted: Posted, errors: Errors) -> list[FieldView]:
    texts = texts_for(request)
    drawing = drawing_of(errors, texts)
    chosen = posted.get("department", "")
    known = [Option("", texts(N_("all departments")), not chosen)]
    known += [Option(name, name, name == chosen) for name in await departments()]
    fields = [
        drawing.field(spec, spec.name, posted.get(spec.name, ""), known if spec.name == "department" else ())
        for spec in fields_of(KeyForm)
    ]
    scopes = {row.scope.value: row.label for row in SCOPES}
    return [*fields, boxes("scopes", N_("What may the program do?"), scopes, posted.all_of("scopes"), drawing)]
