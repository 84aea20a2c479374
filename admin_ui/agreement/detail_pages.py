"""One agreement with everything about it, for people who sign in."""

from __future__ import annotations

from datetime import date
from typing import Any

from litestar import Response
from litestar.params import FromPath

from admin_ui.agreement.decisions_due import Question, questions
from admin_ui.agreement.edit_form import lacks_of
from admin_ui.agreement.history import in_lines, people_in
from admin_ui.agreement.lacking import shown
from admin_ui.agreement.similar import similar
from admin_ui.agreement.steps import BY_SLUG, can_edit, offers
from admin_ui.alerts.alert_history import alert_history
from admin_ui.shell import words
from admin_ui.shell.display_names import names_of, stewards_in_words
from admin_ui.shell.guards import visitor_of
from admin_ui.shell.pages import page, texts_for
from admin_ui.work.status import shown_status
from agreements.domain import lifecycle
from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import Deadline, deadlines, waits
from agreements.domain.reporting import shown_lacks
from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.reading import readable
from agreements.storage import snoozes
from agreements.storage.trail import audit
from agreements.texts import Texts

SAVED = N_("Saved.")


@page_route("/afspraken/{kenmerk:str}")
async def detail_page(request: SiteRequest, kenmerk: FromPath[str]) -> Response[bytes]:
    """What it says, what it lacks, what can be done now, what happened."""
    actor, office, texts = visitor_of(request).actor, site_of(request).office(), texts_for(request)
    record = await readable(actor, kenmerk)
    agreement, events = record.agreement, await audit.events_about(kenmerk)
    postponed = await snoozes.of_agreement(kenmerk)
    who = people_in(events) | _people_of(agreement) | {one.snoozed_by for one in postponed}
    names = await names_of(who, texts)
    steps = offers(agreement, actor, office)
    asked = questions(agreement, steps, office.today)
    context: dict[str, Any] = {
        "agreement": agreement,
        "status": shown_status(agreement, office.today, texts),
        "is_public_page": agreement.in_force is not None and agreement.content.is_public,
        "chapters": words.in_words(agreement.content, texts),
        "proposal_differences": _proposed(agreement, texts),
        "lacks": await lacks_of(agreement, office, texts) if agreement.proposal else [],
        "still_lacking": shown(shown_lacks(agreement.content), agreement.content, texts) if agreement.in_force else [],
        "can_edit": can_edit(agreement, actor, office),
        "offers": [(offer.step, texts.refusal(offer.refusal) if offer.refusal else "") for offer in steps],
        "questions": [_asked(one, office.today, texts) for one in asked],
        "asked": {answer.slug for question in asked for answer in question.answers} - {"besluit"},
        "pending": {(one.kind, one.subject): one for one in postponed if one.is_pending},
        "deadlines": _deadlines(agreement, office.today),
        "to_confirm": _to_confirm(agreement) if agreement.in_force else (),
        "passed_on": lifecycle.passed_on(agreement) if agreement.in_force else (),
        "missed": lifecycle.missed_reviews(agreement, office.today),
        "names": names,
        "similar": await similar(agreement, actor),
        "stewards": await stewards_in_words(agreement, texts),
        "history": in_lines(events, names, texts),
        "told": await alert_history(agreement.reference),
        "done": _done(request.query_params.get("gelukt", ""), agreement, office.today, texts),
    }
    return page(request, "beheer/detail.html", context)


def _deadlines(agreement: Agreement, today: date) -> list[tuple[Deadline, bool]]:
    """All of them, what is settled last; and whether somebody still has something to do about each."""
    found = sorted(deadlines(agreement), key=lambda deadline: (deadline.is_settled, deadline.due_on))
    return [(deadline, waits(deadline, agreement, today)) for deadline in found]


def _to_confirm(agreement: Agreement) -> list[tuple[str, str]]:
    """Each party that still has to confirm, and what it is about when it goes on with the other data."""
    going_on = {one.party for one in lifecycle.passed_on(agreement)}
    return [
        (party, ", ".join(kind.name for kind in lifecycle.data_left(agreement, party)) if party in going_on else "")
        for party in lifecycle.parties_to_confirm(agreement)
    ]


def _people_of(agreement: Agreement) -> set[str | None]:
    by = {review.by for review in agreement.reviews} | {decision.by for decision in agreement.decisions}
    by |= {taken_back.by for taken_back in agreement.withdrawn_terminations}
    by |= {one.request.recorded_by for one in agreement.review_plan if one.request}
    proposed = {agreement.proposal.submitted_by} if agreement.proposal else set()
    version = {agreement.in_force.submitted_by, agreement.in_force.approved_by} if agreement.in_force else set()
    thrown_away = {agreement.withdrawal.by} if agreement.withdrawal else set()
    said = {distinction.by for distinction in agreement.distinctions}
    return by | proposed | version | said | thrown_away


def _asked(question: Question, today: date, texts: Texts) -> dict[str, Any]:
    """A question in the reader's words."""
    deadline = question.deadline
    heading = question.row.heading_late if deadline.due_on < today else question.row.heading
    answers = [(answer, texts.refusal(answer.refusal) if answer.refusal else "") for answer in question.answers]
    return {
        "deadline": deadline,
        "heading": texts(heading, day=deadline.due_on, party=deadline.subject),
        "is_late": deadline.due_on < today,
        "answers": answers,
    }


def _proposed(agreement: Agreement, texts: Texts) -> list[words.Difference]:
    """What an amendment would change."""
    if agreement.in_force is None or agreement.proposal is None:
        return []
    return words.differences(agreement.content, agreement.latest, texts)


def _done(code: str, agreement: Agreement, today: date, texts: Texts) -> str:
    """The confirmation of what was just done."""
    if code == "opgeslagen":
        return texts(SAVED)
    if code == "goedkeuren" and agreement.in_force:
        term = agreement.in_force.term
        if term.starts_on > today:
            return texts("Approved. This version applies from %(day)s.", day=term.starts_on)
        if term.ends_on < today:
            return texts("Approved. The last day of this agreement was %(day)s.", day=term.ends_on)
    return texts(BY_SLUG[code].done) if code in BY_SLUG else ""
