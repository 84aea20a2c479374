"""The ledger for people: what was sent, waits, failed, was withdrawn or replaced, and who decided what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from admin_ui.shell.display_names import names_of
from admin_ui.shell.guards import NEEDS, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.numbers import is_number, number_in
from admin_ui.shell.pages import go, page, texts_for
from agreements.domain import dutch
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.roles import Action, Actor, may, require
from agreements.domain.viewing import viewing_of
from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.http.site import Site, SiteRequest, site_of
from agreements.services.send_again import send_again
from agreements.services.written_mail import written_mail
from agreements.storage import snoozes
from agreements.storage.decisions import Decided, DecisionFilter, count_decisions, decisions
from agreements.storage.messages import ledger_view
from agreements.storage.messages.ledger_view import LedgerEntry, LedgerFilter, ledger
from agreements.storage.snoozes import Snooze

ADDRESS = "/beheer/berichten"
PAGE_SIZE = 50
A_FEW = 3
"""Decisions beside the messages of all agreements; they have a page of their own."""
MOST_FAILED = 50
"""Of the failures on top of the first page; the filter shows them all."""
DONE = {"opnieuw": N_("The message waits again. It leaves within a minute.")}

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see: the filter, and from where in the ledger."""

    chosen: LedgerFilter
    before: int | None

    @property
    def is_first_view(self) -> bool:
        """Nothing chosen yet: then the failures and the snoozes come first."""
        return self.before is None and self.chosen == LedgerFilter(among=self.chosen.among)

    @property
    def is_about_messages(self) -> bool:
        """Something chosen that decisions do not have, or further down the messages."""
        return self.before is not None or bool(self.chosen.state or self.chosen.kind)

    @property
    def of_decisions(self) -> DecisionFilter:
        """The same choice among decisions."""
        return DecisionFilter(reference=self.chosen.reference, among=self.chosen.among)


@page_route("/berichten", opt={MENU: InMenu(N_("Messages"), 3, with_pages_below=True)})
async def messages_page(request: SiteRequest) -> Response[bytes]:
    """The newest messages first, with a filter; what failed stands on top, and decisions beside them."""
    actor, texts = visitor_of(request).actor, texts_for(request)
    wish = _wish(request.query_params, actor)
    entries = await ledger(wish.chosen, before_id=wish.before, limit=PAGE_SIZE + 1)
    postponed, decided = await _postponed(wish, actor), await _decided(wish)
    people = {one.snoozed_by for one in postponed} | {one.by_id for one in decided}
    context = {
        "entries": entries[:PAGE_SIZE],
        "older": _older(wish, [entry.id for entry in entries]),
        "failed": await _failed(wish),
        "snoozes": postponed,
        "decided": decided,
        "decided_count": await count_decisions(wish.of_decisions) if decided else 0,
        "names": await names_of(people, texts),
        "count": await ledger_view.count_entries(wish.chosen),
        "wish": wish,
        "states": [(dutch.slug(state), state) for state in MessageState],
        "kinds": [(dutch.slug(kind), kind) for kind in MessageKind],
        "may_open": may(actor, Action.READ_INTERNAL),
        "may_send_again": may(actor, Action.SEND_AGAIN),
        "may_read_mail": _has_folder(site_of(request)) and may(actor, Action.READ_MAIL),
        "done": texts(DONE[code]) if (code := request.query_params.get("gelukt", "")) in DONE else "",
    }
    return page(request, "beheer/messages.html", context)


@page_route("/berichten/besluiten")
async def decisions_page(request: SiteRequest) -> Response[bytes]:
    """Who decided what, the newest first, page by page."""
    actor = visitor_of(request).actor
    wish = _wish(request.query_params, actor)
    decided = await decisions(wish.of_decisions, before_seq=wish.before, limit=PAGE_SIZE + 1)
    context = {
        "decided": decided[:PAGE_SIZE],
        "older": _older(wish, [one.seq for one in decided]),
        "names": await names_of({one.by_id for one in decided}, texts_for(request)),
        "count": await count_decisions(wish.of_decisions),
        "wish": wish,
        "may_open": may(actor, Action.READ_INTERNAL),
    }
    return page(request, "beheer/decisions.html", context)


@page_route("/berichten/{nummer:str}/mail", opt={NEEDS: Action.READ_MAIL})
async def mail_page(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """A mail that was written to the folder, as text. The name of its file comes from the ledger, never from here."""
    site = site_of(request)
    number = number_in(nummer)
    found = await ledger(LedgerFilter(), before_id=number + 1, limit=1)
    entry = found[0] if found and found[0].id == number and _has_folder(site) else None
    mail = await written_mail(site.settings.mail_directory, entry.mail_id) if entry else None
    if mail is None:
        raise NotFoundException()
    return page(request, "beheer/mail.html", {"mail": mail, "entry": entry})


@post("/berichten/{nummer:str}/opnieuw", status_code=303)
async def try_again(request: SiteRequest, nummer: FromPath[str]) -> Response[bytes]:
    """Put a failed message back in the queue."""
    await send_again(site_of(request).office(), visitor_of(request).actor, number_in(nummer))
    return go(ADDRESS, "opnieuw")


def _wish(asked: Mapping[str, str], actor: Actor) -> Wish:
    """Unknown values count as no filter. Heads of departments see the messages about their own agreements only."""
    require(actor, Action.READ_LEDGER)
    before = asked.get("voor", "")
    chosen = LedgerFilter(
        state=_known(MessageState, asked.get("staat", "")),
        kind=_known(MessageKind, asked.get("soort", "")),
        reference=asked.get("kenmerk", "").replace("\x00", "").strip().upper()[:40],  # PostgreSQL takes no NUL
        among=viewing_of(actor, Action.READ_LEDGER),
    )
    return Wish(chosen, int(before) if is_number(before) else None)


def _known(kind: type[Word], word: str) -> Word | None:
    try:
        return dutch.code(kind, word)
    except dutch.UnknownWord:
        return None


async def _failed(wish: Wish) -> list[LedgerEntry]:
    """Of an overview each alert stands here by itself, to be tried again."""
    if not wish.is_first_view:
        return []
    found = await ledger(replace(wish.chosen, state=MessageState.FAILED), limit=MOST_FAILED)
    return [entry for entry in found if entry.kind is not MessageKind.DIGEST]


async def _postponed(wish: Wish, actor: Actor) -> list[Snooze]:
    """What rests now, for who may read agreements: a reason is free text about one."""
    if not wish.is_first_view or not may(actor, Action.READ_INTERNAL):
        return []
    return await snoozes.pending(wish.chosen.among)


async def _decided(wish: Wish) -> list[Decided]:
    """The newest decisions: a few of them all, more about one agreement."""
    if wish.is_about_messages:
        return []
    return await decisions(wish.of_decisions, limit=PAGE_SIZE if wish.chosen.reference else A_FEW)


def _older(wish: Wish, numbers: list[int]) -> str:
    """Address of the next page, from the numbers of what was found; empty on the last one."""
    if len(numbers) <= PAGE_SIZE:
        return ""
    chosen = wish.chosen
    asked = {
        "staat": dutch.slug(chosen.state),
        "soort": dutch.slug(chosen.kind),
        "kenmerk": chosen.reference,
        "voor": str(numbers[PAGE_SIZE - 1]),
    }
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _has_folder(site: Site) -> bool:
    """Without a mail server the mails are files that can be shown."""
    return site.settings.mail_server is None
