"""The form of an agreement: a new one, or the draft of the next version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from litestar import Response, post
from litestar.params import FromPath

from admin_ui.agreement import merge_edits
from admin_ui.agreement.edit_form import (
    Problems,
    key_in,
    lacks_of,
    new_key,
    read,
    refused,
    rows_changed,
    with_first_rows,
)
from admin_ui.agreement.lacking import by_anchor
from admin_ui.agreement.similar import similar
from admin_ui.agreement.steps import can_edit
from admin_ui.forms.content import typed_from_content
from admin_ui.forms.labels import labels_in
from admin_ui.forms.typed import Typed, typed_from_posted
from admin_ui.forms.view import Drawing, GroupView, SectionView
from admin_ui.shell import words
from admin_ui.shell.access import allowed_to_send, revision_in
from admin_ui.shell.aside import aside
from admin_ui.shell.display_names import names_of
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.errors import Conflict, RuleBroken, WrongStatus
from agreements.domain.possible_steps import hindrance
from agreements.domain.roles import Action, require
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.amend import amend
from agreements.services.departments import departments
from agreements.services.reading import readable
from agreements.services.refusals import noted_refusals
from agreements.services.register import AlreadyRegistered, register
from agreements.storage.trail import audit

LIST = "/beheer/afspraken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form on its way to the page. `revision` and `seen` say what was stored when it was opened."""

    typed: Typed
    form: str = ""
    """The key of the form of a new agreement: sent twice it makes one draft."""
    agreement: Agreement | None = None
    revision: int = 0
    seen: str = ""
    problems: Problems = ()
    focus: str = ""
    removed: int | None = None
    status: int = 200


@page_route("/afspraken/nieuw", opt={NEEDS: Action.REGISTER, MENU: InMenu(N_("New agreement"), 7)})
async def new_page(request: SiteRequest) -> Response[bytes]:
    """An empty form."""
    return await _form(request, Sheet(typed=with_first_rows(typed_from_content(Content(title=""))), form=new_key()))


@post("/afspraken/nieuw", status_code=303)
async def register_new(request: SiteRequest) -> Response[bytes]:
    """Store the draft, incomplete or not; or the same form with a row more or less, or with what is wrong."""
    posted, actor = await posted_by(request), visitor_of(request).actor
    async with noted_refusals(site_of(request).office(), actor, Action.REGISTER, "register"):
        require(actor, Action.REGISTER)
    sheet = Sheet(typed=typed_from_posted(posted), form=key_in(posted))
    if changed := rows_changed(posted, sheet.typed):
        return await _form(request, replace(sheet, typed=changed.typed, focus=changed.focus, removed=changed.removed))
    content, problems = await read(sheet.typed)
    if content is not None and not problems:
        try:
            agreement = await register(site_of(request).office(), actor, content, form=sheet.form)
        except AlreadyRegistered as error:
            return await _sent_again(request, posted, str(error.values["reference"]), sheet, content)
        except RuleBroken as error:
            problems = refused(error)
        else:
            return _go_on(posted, agreement.reference)
    return await _form(request, replace(sheet, problems=problems, status=400))


@page_route("/afspraken/{kenmerk:str}/bewerken", opt={NEEDS: Action.AMEND})
async def edit_page(request: SiteRequest, kenmerk: FromPath[str]) -> Response[bytes]:
    """The draft of the next version; what is in force when there is none yet."""
    actor = visitor_of(request).actor
    agreement = (await readable(actor, kenmerk)).agreement
    office = site_of(request).office()
    if stands := hindrance(actor, Action.AMEND, agreement, office.today, office.policy):
        raise stands
    return await _form(request, _opened(agreement))


@post("/afspraken/{kenmerk:str}/bewerken", status_code=303)
async def save(request: SiteRequest, kenmerk: FromPath[str]) -> Response[bytes]:
    """Store the draft, or show the form again with everything that was typed."""
    posted, actor, office = await posted_by(request), visitor_of(request).actor, site_of(request).office()
    agreement = (await allowed_to_send(office, actor, Action.AMEND, kenmerk)).agreement
    sheet = _carried(posted, agreement)
    if not can_edit(agreement, actor, office):
        return await _conflict(request, agreement.reference, sheet)
    if changed := rows_changed(posted, sheet.typed):
        return await _form(request, replace(sheet, typed=changed.typed, focus=changed.focus, removed=changed.removed))
    content, problems = await read(sheet.typed)
    if content is not None and not problems:
        try:
            await amend(office, actor, kenmerk, sheet.revision, content)
        except (Conflict, WrongStatus):
            return await _conflict(request, agreement.reference, sheet)
        except RuleBroken as error:
            problems = refused(error)
        else:
            return _go_on(posted, kenmerk)
    return await _form(request, replace(sheet, problems=problems, status=400))


async def _sent_again(
    request: SiteRequest, posted: Posted, reference: str, sheet: Sheet, content: Content
) -> Response[bytes]:
    """On as the first time; what was typed since then is shown beside what is stored, and not lost."""
    stored = (await readable(visitor_of(request).actor, reference)).agreement.latest
    if stored == content:
        return _go_on(posted, reference)
    return await _conflict(request, reference, replace(sheet, typed=typed_from_content(content)))


async def _conflict(request: SiteRequest, reference: str, sheet: Sheet) -> Response[bytes]:
    """Somebody else was first: what they changed, and everything that was typed here, ready to save once more.

    Or the same person was, with the form of a new agreement.
    """
    actor, office, texts = visitor_of(request).actor, site_of(request).office(), texts_for(request)
    now = (await readable(actor, reference)).agreement
    stored = now.latest
    merged = merge_edits.merged(sheet.typed, stored, sheet.seen)
    context = {
        "differences": words.differences_typed(typed_from_content(stored), merged.typed, texts),
        "taken_over": [words.field_label(name, texts) for name in sorted(merged.theirs)],
        "others": [] if sheet.form else await _others(now, sheet.revision, request),
        "can_save": can_edit(now, actor, office),
        "is_own": bool(sheet.form),
    }
    again = replace(_opened(now), typed=with_first_rows(merged.typed), status=409)
    return await _form(request, again, context)


async def _others(now: Agreement, since: int, request: SiteRequest) -> list[str]:
    """Who changed the agreement after the revision that was seen: events and revisions count alike."""
    done = [event for event in await audit.events_about(now.reference) if event.result == "ok"]
    names = await names_of((event.actor for event in done[since:]), texts_for(request))
    return sorted(set(names.values()))


async def _form(request: SiteRequest, sheet: Sheet, conflict: dict[str, object] | None = None) -> Response[bytes]:
    texts, agreement = texts_for(request), sheet.agreement
    lacks = await lacks_of(agreement, site_of(request).office(), texts) if agreement else []
    errors = [{"anchor": problem.anchor, "sentence": texts.refusal(problem.error)} for problem in sheet.problems]
    drawing = Drawing(
        texts,
        {error["anchor"]: [error["sentence"]] for error in errors},
        by_anchor(lacks),
        "" if errors else sheet.focus,
        {"department": await departments()},
    )
    sections = await aside(drawing.record, sheet.typed)
    labels = labels_in(sections)
    context = {
        "sections": sections,
        "agreement": agreement,
        "action": f"{LIST}/{agreement.reference}/bewerken" if agreement else f"{LIST}/nieuw",
        "revision": sheet.revision,
        "form": sheet.form,
        "seen": sheet.seen,
        "errors": [{**error, "label": labels.get(error["anchor"], "")} for error in errors],
        "removed": _removed(sheet, sections),
        "lacks": lacks,
        "similar": await similar(agreement, visitor_of(request).actor),
        "conflict": conflict,
        "is_saved": request.query_params.get("gelukt") == "opgeslagen",
    }
    return await aside(page, request, "beheer/edit.html", context, status=sheet.status)


def _removed(sheet: Sheet, sections: Sequence[SectionView]) -> dict[str, str] | None:
    """Of which group a row went, and which one it was, such as `Party 3`."""
    if sheet.removed is None:
        return None
    groups = [item for part in sections for item in part.items if isinstance(item, GroupView)]
    group = next(item for item in groups if item.id == sheet.focus)
    return {"group": group.id, "what": f"{group.one} {sheet.removed + 1}"}


def _opened(agreement: Agreement) -> Sheet:
    content = agreement.latest
    return Sheet(
        typed=with_first_rows(typed_from_content(content)),
        agreement=agreement,
        revision=agreement.revision,
        seen=merge_edits.fingerprint(content),
    )


def _carried(posted: Posted, agreement: Agreement) -> Sheet:
    """The form as it came back: what was typed, and what had been seen."""
    return Sheet(
        typed=typed_from_posted(posted),
        agreement=agreement,
        revision=revision_in(posted),
        seen=posted.get("seen", ""),
    )


def _go_on(posted: Posted, reference: str) -> Response[bytes]:
    """Back to the form, or to the agreement when the work is done."""
    address = f"{LIST}/{reference}"
    return go(address if posted.get("actie") == "klaar" else f"{address}/bewerken", "opgeslagen")
