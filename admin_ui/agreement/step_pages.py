"""One page for each step: what it means, what it asks, and the button that takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from pydantic import ValidationError

from admin_ui.agreement.edit_form import lacks_of
from admin_ui.agreement.offered_step import OfferedStep
from admin_ui.agreement.plan_steps import ENDS_A_PLAN
from admin_ui.agreement.similar import similar
from admin_ui.agreement.step_options import picks
from admin_ui.agreement.steps import BY_SLUG, PREFILLED
from admin_ui.forms.content import Problem, problems_of
from admin_ui.forms.kinds import Control, UnknownChoice
from admin_ui.forms.labels import labels_of
from admin_ui.forms.schema import fields_of
from admin_ui.forms.view import Drawing, FieldView
from admin_ui.shell import words
from admin_ui.shell.access import allowed, allowed_to_send, revision_in
from admin_ui.shell.guards import posted_by, visitor_of
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain.agreement import Agreement
from agreements.domain.errors import AgreementError, Conflict, RuleBroken
from agreements.domain.lifecycle import over_before_approval
from agreements.domain.plan import USUAL
from agreements.domain.possible_steps import hindrance
from agreements.domain.roles import Action
from agreements.domain.transitions.beforehand import asks_for_answer
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services import submit
from agreements.texts import Texts

LIST = "/beheer/afspraken"
ASKED_OF_LOOKALIKES, ASKED_OF_ENDED = "difference", "already_ended"
ASKED_AFTER_PLAN = ("reactions_count", "reactions_answer")


@page_route("/afspraken/{kenmerk:str}/{stap:str}")
async def step_page(request: SiteRequest, kenmerk: FromPath[str], stap: FromPath[str]) -> Response[bytes]:
    """The step, ready to take; or why it cannot be taken now."""
    step, actor, office = _step(stap), visitor_of(request).actor, site_of(request).office()
    agreement = (await allowed(actor, step.action, kenmerk)).agreement
    blocked = hindrance(actor, step.action, agreement, office.today, office.policy)
    if blocked is None and step.action is Action.SUBMIT:
        blocked = await submit.hindrance(actor, agreement)
    values = {field: request.query_params.get(name, "") for field, name in PREFILLED.items()}
    return await _page(request, step, agreement, values, blocked=blocked)


@post("/afspraken/{kenmerk:str}/{stap:str}", status_code=303)
async def take_step(request: SiteRequest, kenmerk: FromPath[str], stap: FromPath[str]) -> Response[bytes]:
    """Take the step, or show the page again with what was typed and why it was refused."""
    step, posted = _step(stap), await posted_by(request)
    actor, office = visitor_of(request).actor, site_of(request).office()
    agreement = (await allowed_to_send(office, actor, step.action, kenmerk)).agreement
    if strangers := await _strangers(step, agreement, posted, office.today, texts_for(request)):
        return await _page(request, step, agreement, posted, strangers)
    try:
        form = step.form.model_validate({spec.name: posted.get(spec.name, "") for spec in fields_of(step.form)})
        after = await step.perform(office, actor, kenmerk, revision_in(posted), form)
    except ValidationError as error:
        return await _page(request, step, agreement, posted, problems_of(error))
    except Conflict as error:
        return await _page(request, step, agreement, posted, [Problem("", error)], status=409)
    except RuleBroken as error:
        return await _page(request, step, agreement, posted, [_at_field(step, error)])
    return go(f"{LIST}/{after.reference}", step.slug)


async def _page(
    request: SiteRequest,
    step: OfferedStep,
    agreement: Agreement,
    values: Mapping[str, str],
    problems: Sequence[Problem] = (),
    *,
    blocked: AgreementError | None = None,
    status: int = 400,
) -> Response[bytes]:
    texts, office = texts_for(request), site_of(request).office()
    errors = [{"anchor": problem.anchor, "sentence": texts.refusal(problem.error)} for problem in problems]
    drawing = Drawing(texts, {error["anchor"]: [error["sentence"]] for error in errors if error["anchor"]})
    fields = await _fields(drawing, step, agreement, values, office.today)
    labels = labels_of(fields)
    likely = await similar(agreement, visitor_of(request).actor) if step.looks_at_proposal else []
    asked = _asked(agreement, office.today, has_lookalikes=bool(likely))
    context: dict[str, Any] = {
        "step": step,
        "agreement": agreement,
        "content": agreement.latest if step.looks_at_proposal else agreement.content,
        "fields": [view for view in fields if asked.get(view.id, True)],
        "similar": likely,
        "revision": agreement.revision,
        "errors": [{**error, "label": labels.get(error["anchor"], "")} for error in errors],
        "blocked": texts.refusal(blocked) if blocked else "",
        "lacks": await lacks_of(agreement, office, texts) if blocked and step.looks_at_proposal else [],
        "differences": _differences(step, agreement, texts),
        "ends_plan": agreement.open_plan is not None and step.action in ENDS_A_PLAN,
    }
    return page(request, "beheer/step.html", context, status=status if problems else 200)


def _asked(agreement: Agreement, today: date, *, has_lookalikes: bool) -> dict[str, bool]:
    """Questions that are asked only where they mean something."""
    was_planned = asks_for_answer(agreement)
    is_over = over_before_approval(agreement, today) is not None
    return {ASKED_OF_LOOKALIKES: has_lookalikes, ASKED_OF_ENDED: is_over} | dict.fromkeys(ASKED_AFTER_PLAN, was_planned)


async def _fields(
    drawing: Drawing, step: OfferedStep, agreement: Agreement, values: Mapping[str, str], today: date
) -> list[FieldView]:
    """The form of the step; some lists offer what this agreement has."""
    found = []
    for spec in fields_of(step.form):
        value = values[spec.name] if spec.name in values else _present(spec.name, agreement, today)
        is_pick = spec.control is Control.PICK
        options = await picks(spec.name, agreement, value, today, drawing.texts) if is_pick else ()
        found.append(drawing.field(spec, spec.name, value, options))
    return found


async def _strangers(
    step: OfferedStep, agreement: Agreement, values: Mapping[str, str], today: date, texts: Texts
) -> list[Problem]:
    """Choices that the list does not offer: another page, or somebody else was first."""
    found = []
    for spec in fields_of(step.form):
        value = values.get(spec.name, "")
        if spec.control is Control.PICK and value not in {
            option.value for option in await picks(spec.name, agreement, value, today, texts)
        }:
            found.append(Problem(spec.name, UnknownChoice()))
    return found


def _present(name: str, agreement: Agreement, today: date) -> str:
    """What is recorded already, for the one step that changes it; or what is usual."""
    stewardship = agreement.stewardship
    present = {
        "owner_id": stewardship.owner_id or "",
        "deputy_id": stewardship.deputy_id or "",
        "lead_days": ", ".join(map(str, stewardship.lead_days)),
        "reactions_until": f"{today + USUAL:%d-%m-%Y}",
    }
    return present.get(name, "")


def _differences(step: OfferedStep, agreement: Agreement, texts: Texts) -> list[words.Difference]:
    if not (step.looks_at_proposal and agreement.in_force and agreement.proposal):
        return []
    return words.differences(agreement.in_force.content, agreement.proposal.content, texts)


def _at_field(step: OfferedStep, error: RuleBroken) -> Problem:
    """At the field that the refusal names, else at the first date, else above the form."""
    names = [spec.name for spec in fields_of(step.form)]
    days = [spec.name for spec in fields_of(step.form) if spec.control is Control.DAY]
    if error.field in names:
        return Problem(error.field or "", error)
    return Problem(days[0] if days and error.field is None else "", error)


def _step(slug: str) -> OfferedStep:
    step = BY_SLUG.get(slug)
    if step is None:
        raise NotFoundException()
    return step
