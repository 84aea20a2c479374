"""Every link, session, calendar feed and key of a program was given out by an event, and opens nothing after the event
that ended it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from agreements.domain.audit import ChainedEvent
from agreements.domain.errors import RegisterChanged
from agreements.services.users import LINK_LIFETIME
from agreements.storage.people.keys import ENDED, Key, KeyKind, all_keys, last_sign_ins
from agreements.storage.trail.fingerprints import USER, canonical

GIVEN_BY: Mapping[str, KeyKind] = {
    "add_user": KeyKind.LINK,
    "new_sign_in_link": KeyKind.LINK,
    "sign_in": KeyKind.SESSION,
    "make_calendar_feed": KeyKind.FEED,
}
"""The events that give out a key, also where they hold no print: those of earlier versions."""

ENDED_BY: Mapping[str, frozenset[KeyKind]] = {
    "set_password": frozenset({KeyKind.LINK, KeyKind.SESSION}),
    "stop_user": frozenset({KeyKind.LINK, KeyKind.SESSION}),
    "start_user": frozenset({KeyKind.LINK, KeyKind.SESSION}),
    "sign_out_everywhere": frozenset({KeyKind.SESSION}),
    "sign_out_user": frozenset({KeyKind.SESSION}),
    "make_calendar_feed": frozenset({KeyKind.FEED}),
    "revoke_calendar_feed": frozenset({KeyKind.FEED}),
}
"""The events after which earlier keys of these kinds open nothing any more."""

STAY: Mapping[KeyKind, str] = {KeyKind.FEED: "calendar feed", KeyKind.API_KEY: "key of a program"}
"""Those that are kept when they open nothing any more."""

_AFTER_ITS_EVENT = {KeyKind.LINK: LINK_LIFETIME}


@dataclass(frozen=True, slots=True)
class Given:
    """A key as its event gave it out; events of earlier versions hold no print."""

    print: str | None
    at: datetime


class KeyRing:
    """The keys that were ever given out, and those that still open something, by kind and account."""

    def __init__(self) -> None:
        """None was given out yet."""
        self._ever: dict[tuple[KeyKind, str], list[Given]] = defaultdict(list)
        self._open: dict[tuple[KeyKind, str], list[Given]] = defaultdict(list)
        self._signed_in: dict[str, datetime] = {}

    def note(self, event: ChainedEvent, changes: Mapping[str, Any]) -> None:
        """Take an event in: what it ends, then what it gives."""
        account_id = event.object.removeprefix(USER)
        if event.action == "forget_user":
            self._forget(account_id)
        self._end(event.action, account_id, changes)
        for kind in KeyKind:
            if kind in changes or GIVEN_BY.get(event.action) is kind:
                given = Given(changes.get(kind), event.at)
                self._ever[kind, account_id].append(given)
                self._open[kind, account_id].append(given)
                if kind is KeyKind.SESSION:
                    self._signed_in[account_id] = event.at

    def _end(self, action: str, account_id: str, changes: Mapping[str, Any]) -> None:
        if action == "sign_out_everyone":
            for place in [place for place in self._open if place[0] is KeyKind.SESSION]:
                del self._open[place]
        for kind in ENDED_BY.get(action, ()):
            self._open.pop((kind, account_id), None)
        if action == "end_api_key":
            those = self._open[KeyKind.API_KEY, account_id]
            those[:] = [given for given in those if given.print != changes[ENDED]]

    async def check(self) -> None:
        """Compare with what is stored. Raises `RegisterChanged`. A session or link that is gone opens nothing."""
        staying = {
            (kind, given.print, account)
            for (kind, account), those in self._ever.items()
            for given in those
            if kind in STAY
        }
        for key in await all_keys():
            known = self._ever if key.ended else self._open
            if not any(_fits(key, given) for given in known[key.kind, key.account_id]):
                raise RegisterChanged(about=f"{USER}{key.account_id}", problem=f"no event gave out this {key.kind}")
            staying.discard((key.kind, key.print, key.account_id))
        if gone := sorted((account, kind) for kind, printed, account in staying if printed):
            account, kind = gone[0]
            raise RegisterChanged(about=f"{USER}{account}", problem=f"its {STAY[kind]} was removed")
        for row in await last_sign_ins():
            if canonical(row["signed_in_at"]) != canonical(self._signed_in.get(row["account_id"])):
                raise RegisterChanged(about=f"{USER}{row['account_id']}", problem="it did not sign in then")

    def _forget(self, account_id: str) -> None:
        """Nothing is left of whom the register forgot."""
        for kind in KeyKind:
            self._ever.pop((kind, account_id), None)
            self._open.pop((kind, account_id), None)
        self._signed_in.pop(account_id, None)


def _fits(key: Key, given: Given) -> bool:
    if given.print is not None:
        return key.print == given.print
    return key.at == given.at + _AFTER_ITS_EVENT.get(key.kind, timedelta(0))
