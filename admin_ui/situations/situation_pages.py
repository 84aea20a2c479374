"""The pages of situations: all of them with what each finds, and the form to add or change one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from litestar import Response, post
from litestar.params import FromPath

from admin_ui.forms.content import Problem
from admin_ui.forms.kinds import Line, LongText
from admin_ui.forms.record import FormModel, shown
from admin_ui.forms.schema import fields_of
from admin_ui.forms.view import Drawing
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.errors import NotFound, RuleBroken
from agreements.domain.roles import Action
from agreements.domain.situations import Situation
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.situations import move_situation_up, offer_situation, write_situation
from agreements.storage.public_memory.situations import last_edition

ADDRESS: Final = "/beheer/situaties"
NEW: Final = "nieuw"
_UP, _STOP, _OFFER = "hoger", "stoppen", "aanbieden"


class SituationForm(FormModel):
    """A situation."""

    dutch: Line = shown(N_("The situation in Dutch"), N_("As a resident would say it, such as: I rent a home."))
    english: Line = shown(N_("The situation in English"), N_("For residents who read the page in English."))
    groups: LongText = shown(
        N_("Groups of people"),
        N_("One on each line. The begin of a word is enough: “huurder” finds “Huurders met schulden” too."),
    )
    themes: LongText = shown(N_("Themes"), N_("One on each line, as they are written in the agreements."))


@page_route("/situaties", opt={NEEDS: Action.KEEP_SITUATIONS, MENU: InMenu(N_("Situations"), 8, with_pages_below=True)})
async def situations_page(request: SiteRequest) -> Response[bytes]:
    """All situations in the order of residents, those that were stopped too."""
    edition = await last_edition()
    done = request.query_params.get("gelukt", "")
    return page(request, "beheer/situations.html", {"edition": edition, "done": done})


@post("/situaties", status_code=303)
async def arrange_situations(request: SiteRequest) -> Response[bytes]:
    """One stands higher, is stopped, or is offered again."""
    posted = await posted_by(request)
    key, seen, step = posted.get("situatie", ""), _edition_in(posted), posted.get("stap", "")
    office, actor = site_of(request).office(), visitor_of(request).actor
    if step == _UP:
        await move_situation_up(office, actor, seen, key)
    elif step in (_STOP, _OFFER):
        await offer_situation(office, actor, seen, key, is_offered=step == _OFFER)
    return go(ADDRESS, "bewaard")


@page_route("/situaties/{key:str}", opt={NEEDS: Action.KEEP_SITUATIONS})
async def situation_page(request: SiteRequest, key: FromPath[str]) -> Response[bytes]:
    """The form of one, or for a new one."""
    edition = await last_edition()
    found = next((one for one in edition.situations if one.key == key), None)
    if found is None and key != NEW:
        raise NotFound(reference=key)
    typed = _typed(found) if found else {}
    return _form(request, key, edition.number, typed)


@post("/situaties/{key:str}", status_code=303)
async def write_one_situation(request: SiteRequest, key: FromPath[str]) -> Response[bytes]:
    """Store it; what is not right comes back with all that was typed."""
    posted = await posted_by(request)
    typed = {spec.name: posted.get(spec.name, "") for spec in fields_of(SituationForm)}
    form = SituationForm.model_validate(typed)
    said = Situation(
        key="", dutch=form.dutch, english=form.english, groups=_lines(form.groups), themes=_lines(form.themes)
    )
    office, actor = site_of(request).office(), visitor_of(request).actor
    try:
        await write_situation(office, actor, _edition_in(posted), "" if key == NEW else key, said)
    except RuleBroken as error:
        return _form(request, key, _edition_in(posted), typed, [Problem(error.field or "dutch", error)])
    return go(ADDRESS, "bewaard")


def _form(
    request: SiteRequest, key: str, edition: int, typed: dict[str, str], problems: Sequence[Problem] = ()
) -> Response[bytes]:
    texts = texts_for(request)
    errors = [{"anchor": one.anchor, "sentence": texts.refusal(one.error)} for one in problems]
    drawing = Drawing(texts, {error["anchor"]: [error["sentence"]] for error in errors})
    context: dict[str, Any] = {
        "fields": [drawing.field(spec, spec.name, typed.get(spec.name, "")) for spec in fields_of(SituationForm)],
        "errors": errors,
        "key": key,
        "edition": edition,
        "is_new": key == NEW,
    }
    return page(request, "beheer/situation.html", context, status=400 if problems else 200)


def _typed(situation: Situation) -> dict[str, str]:
    lines = {"groups": "\n".join(situation.groups), "themes": "\n".join(situation.themes)}
    return {"dutch": situation.dutch, "english": situation.english, **lines}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _edition_in(posted: Posted) -> int:
    """The edition that was on the page; one that never was when it is no number, so that the list is shown anew."""
    number = posted.get("editie", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
