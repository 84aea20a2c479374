"""The desk inside: the questions that wait, and one of them with what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from admin_ui.desk.steps import BY_SLUG, Sent, offered
from admin_ui.shell.display_names import names_of, shown_name
from admin_ui.shell.guards import NEEDS, posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.numbers import is_number, number_in
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain import dutch
from agreements.domain.desk.question import MOST_TEXT, Question, QuestionKind
from agreements.domain.errors import NotAllowed, RuleBroken
from agreements.domain.roles import Action, Actor, may
from agreements.domain.viewing import viewing_of
from agreements.domain.wording import N_
from agreements.http.paging import pages_near
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.desk.correct import receivers_of
from agreements.services.users import BadAddress
from agreements.storage.desk import corrections, questions
from agreements.storage.desk.questions import NoSuchQuestion, QuestionFilter
from agreements.storage.people import accounts

ADDRESS = "/beheer/vragen"
PAGE_SIZE = 25
LAST_PAGE = 10_000
DESK = {NEEDS: Action.READ_QUESTIONS}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see: unknown values count as none."""

    kind: QuestionKind | None
    all: bool
    mine: bool
    page: int

    def address(self, number: int) -> str:
        """That of another page of the same."""
        asked = {
            "soort": dutch.slug(self.kind),
            "toon": "alle" if self.all else "",
            "mijn": "ja" if self.mine else "",
            "pagina": str(number) if number > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@page_route("/vragen", opt={**DESK, MENU: InMenu(N_("Questions"), 3, with_pages_below=True)})
async def questions_page(request: SiteRequest) -> Response[bytes]:
    """Those that wait, the latest first; or all."""
    actor, today, wish = visitor_of(request).actor, site_of(request).office().today, _wish(request)
    chosen = QuestionFilter(
        among=viewing_of(actor, Action.READ_QUESTIONS),
        kind=wish.kind,
        is_open=not wish.all,
        handler_id=actor.id if wish.mine else "",
    )
    count = await questions.count(chosen)
    found = await questions.find(chosen, limit=PAGE_SIZE, offset=(wish.page - 1) * PAGE_SIZE)
    context = {
        "questions": found,
        "count": count,
        "wish": wish,
        "pages": pages_near(wish.page, max(1, -(-count // PAGE_SIZE))),
        "kinds": [(dutch.slug(kind), kind) for kind in QuestionKind],
        "names": await names_of({one.handler_id for one in found}, texts_for(request)),
        "today": today,
    }
    return page(request, "beheer/questions.html", context)


@page_route("/vragen/{nummer:str}", opt=DESK)
async def question_page(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """One question, its answer, and the corrections that it led to."""
    question = await _readable(visitor_of(request).actor, number_in(nummer))
    step = BY_SLUG.get(request.query_params.get("gelukt", ""))
    return await _page(request, question, Posted([]), texts_for(request)(step.done) if step else "")


@post("/vragen/{nummer:str}/{daad:str}", status_code=303)
async def take_step(request: SiteRequest, nummer: FromPath[str], daad: FromPath[str]) -> Response[bytes]:
    """Do one thing with it; or the page again, with what was typed and what is wrong."""
    site, actor, step = site_of(request), visitor_of(request).actor, BY_SLUG.get(daad)
    if step is None:
        raise NotFoundException()
    typed = await posted_by(request)
    try:
        await step.do(Sent(site.office(), actor, site.secret, number_in(nummer), typed))
    except (RuleBroken, BadAddress) as error:
        question = await _readable(actor, number_in(nummer))
        return await _page(request, question, typed, problem={"error": error, "step": daad})
    return go(f"{ADDRESS}/{number_in(nummer)}", step.slug)


async def _readable(actor: Actor, number: int) -> Question:
    """Raises `NoSuchQuestion` also for those of other departments, `NotAllowed` for who reads none."""
    question = await questions.load(number)
    if not may(actor, Action.READ_QUESTIONS):
        raise NotAllowed()
    if not may(actor, Action.READ_QUESTIONS, question.department):
        raise NoSuchQuestion()
    return question


async def _page(
    request: SiteRequest, question: Question, typed: Posted, done: str = "", problem: dict[str, Any] | None = None
) -> Response[bytes]:
    texts, actor = texts_for(request), visitor_of(request).actor
    error = problem["error"] if problem else None
    tasks = await corrections.of_question(question.id)
    steps = offered(actor, question)
    context = {
        "question": question,
        "tasks": tasks,
        "steps": steps,
        "typed": typed,
        "done": done,
        "problem": {"sentence": texts.refusal(error), "field": error.field} if error else {"sentence": "", "field": ""},
        "names": await names_of({question.handler_id, *(one.asked_by for one in tasks)}, texts),
        "colleagues": await _colleagues(question, request) if "hand_over" in steps else [],
        "parties": await receivers_of(question.agreement_id) if "correct" in steps else [],
        "most": texts.number(MOST_TEXT),
        "today": site_of(request).office().today,
    }
    return page(request, "beheer/question.html", context, status=400 if error else 200)


async def _colleagues(question: Question, request: SiteRequest) -> list[tuple[str, str]]:
    """Who may answer it, by name."""
    found = [one for one in await accounts.active() if may(one.actor, Action.ANSWER_QUESTION, question.department)]
    return [(one.id, shown_name(one, texts_for(request))) for one in found if one.id != question.handler_id]


def _wish(request: SiteRequest) -> Wish:
    asked = request.query_params
    try:
        kind = dutch.code(QuestionKind, asked.get("soort", ""))
    except dutch.UnknownWord:
        kind = None
    number = asked.get("pagina", "")
    at = int(number) if is_number(number) else 1
    return Wish(kind, asked.get("toon") == "alle", asked.get("mijn") == "ja", min(max(at, 1), LAST_PAGE))
