"""The page where somebody chooses how they are told: each alert at once, or far ones once a week, and the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from litestar import Response, post
from pydantic import ValidationError

from admin_ui.forms.content import Problem, problems_of
from admin_ui.forms.preferences import PreferencesForm
from admin_ui.forms.schema import fields_of
from admin_ui.forms.view import Drawing
from admin_ui.shell.guards import posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.choose_mail import choose_mail

ADDRESS = "/beheer/voorkeuren"


@page_route("/voorkeuren", opt={MENU: InMenu(N_("Preferences"), 5)})
async def preferences_page(request: SiteRequest) -> Response[bytes]:
    """What is chosen now."""
    account = visitor_of(request).account
    return _page(request, {"rhythm": account.rhythm.value, "language": account.language})


@post("/voorkeuren", status_code=303)
async def choose_preferences(request: SiteRequest) -> Response[bytes]:
    """Keep the choice, or show the page again with what is wrong."""
    posted = await posted_by(request)
    values = {spec.name: posted.get(spec.name, "") for spec in fields_of(PreferencesForm)}
    try:
        form = PreferencesForm.model_validate(values)
    except ValidationError as error:
        return _page(request, values, problems_of(error))
    await choose_mail(site_of(request).office(), visitor_of(request).actor, form.rhythm, form.language.value)
    return go(ADDRESS, "opgeslagen")


def _page(request: SiteRequest, values: Mapping[str, str], problems: Sequence[Problem] = ()) -> Response[bytes]:
    texts = texts_for(request)
    errors = [{"anchor": problem.anchor, "sentence": texts.refusal(problem.error)} for problem in problems]
    drawing = Drawing(texts, {error["anchor"]: [error["sentence"]] for error in errors})
    context = {
        "fields": [drawing.field(spec, spec.name, values[spec.name]) for spec in fields_of(PreferencesForm)],
        "errors": errors,
        "is_saved": request.query_params.get("gelukt") == "opgeslagen",
    }
    return page(request, "beheer/preferences.html", context, status=400 if problems else 200)
