"""The situations by which residents find agreements: added, changed, ordered, stopped and offered again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agreements.domain.errors import AgreementError, Conflict, RuleBroken
from agreements.domain.letters import folded
from agreements.domain.roles import Action, Actor, require
from agreements.domain.situations import Situation
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.public_memory import situations
from agreements.storage.public_memory.situations import Edition

MOST: Final = 60
"""More would be a list that nobody reads to the end."""
MOST_WORDS: Final = 40
LONGEST: Final = 200
NOTED: Final = "situations"
"""Under this name the event says which edition it made."""
_NOT_IN_A_KEY: Final = re.compile(r"[^a-z0-9]+")


class NoSituation(RuleBroken):
    """Nobody could choose it."""

    sentence = N_("Say the situation as a resident would, such as: I rent a home.")
    field = "dutch"


class SituationWithoutWords(RuleBroken):
    """It would find nothing."""

    sentence = N_("Name a group of people or a theme: by these the agreements are found.")
    field = "groups"


class TooManyWordsInSituation(RuleBroken):
    """Longer than anybody looks after."""

    sentence = N_("Use at most %(most)s lines of at most %(longest)s characters.")
    field = "groups"


class TooManySituations(RuleBroken):
    """Residents read all of them."""

    sentence = N_("There are %(most)s situations already. Change one of these.")


class NoSuchSituation(AgreementError):
    """There is no situation with this key."""

    sentence = N_("This situation does not exist.")


async def write_situation(office: Office, actor: Actor, seen: int, key: str, said: Situation) -> str:
    """Change the situation of a key, or add one when that is empty; gives its key. `seen`: the edition on the page.

    Raises `NotAllowed`, `Conflict` when somebody changed the list meanwhile, and what is wrong with it.
    """
    await _require_right(office, actor)
    _check(said)
    found = await _edition(seen)
    known = {one.key: one for one in found.situations}
    if key and key not in known:
        raise NoSuchSituation()
    if not key and len(known) >= MOST:
        raise TooManySituations(most=MOST)
    own = key or _new_key(said.dutch, known)
    written = replace(said, key=own, is_offered=known[own].is_offered if key else True)
    after = [written if one.key == own else one for one in found.situations] + ([] if key else [written])
    await _store(office, actor, seen, after)
    return own


async def offer_situation(office: Office, actor: Actor, seen: int, key: str, *, is_offered: bool) -> None:
    """Let residents choose it, or not any more. Raises as `write_situation`."""
    await _require_right(office, actor)
    found = await _edition(seen)
    after = [replace(one, is_offered=is_offered) if one.key == key else one for one in found.situations]
    await _store(office, actor, seen, after)


async def move_situation_up(office: Office, actor: Actor, seen: int, key: str) -> None:
    """Let it stand before the one above it; the first stays. Raises as `write_situation`."""
    await _require_right(office, actor)
    after = list((await _edition(seen)).situations)
    at = next((place for place, one in enumerate(after) if one.key == key), 0)
    if at:
        after[at - 1 : at + 1] = [after[at], after[at - 1]]
        await _store(office, actor, seen, after)


async def _require_right(office: Office, actor: Actor) -> None:
    """Before anything is told of the list or of what was typed. Raises `NotAllowed`, and leaves an event."""
    async with noted_refusals(office, actor, Action.KEEP_SITUATIONS, "register"):
        require(actor, Action.KEEP_SITUATIONS)


async def _edition(seen: int) -> Edition:
    found = await situations.last_edition()
    if found.number != seen:
        raise Conflict()
    return found


async def _store(office: Office, actor: Actor, seen: int, after: Sequence[Situation]) -> None:
    """In one transaction: the writers' turn, whether the list is still as it was seen, the edition and its event."""
    async with unit_of_work():
        await append_lock("audit")
        before = await _edition(seen)
        if before.situations == tuple(after):
            return
        made = Edition(seen + 1, tuple(after))
        digest = await situations.append(made, office.now)
        told = {NOTED: {"edition": made.number, "sha256": digest}}
        await note(office, actor, Action.KEEP_SITUATIONS, "register", told)


def _check(said: Situation) -> None:
    if not said.dutch.strip():
        raise NoSituation()
    words = (*said.groups, *said.themes)
    if not any(word.strip() for word in words):
        raise SituationWithoutWords()
    if len(words) > MOST_WORDS or any(len(word) > LONGEST for word in (*words, said.dutch, said.english)):
        raise TooManyWordsInSituation(most=MOST_WORDS, longest=LONGEST)


def _new_key(dutch: str, known: dict[str, Situation]) -> str:
    """Of its words, as an address can have it; with a number when there is such a key already."""
    words = _NOT_IN_A_KEY.sub("-", folded(dutch).removeprefix("ik "))[:40].strip("-") or "situatie"
    keys = (words, *(f"{words}-{number}" for number in range(2, MOST + 2)))
    return next(key for key in keys if key not in known)
