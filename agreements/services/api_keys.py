"""Keys with which programs come in at the API: made in beheer, shown once, ended, and looked at when one is used.

A key says which it is and then its secret, `afspr_{id}_{secret}`, so that whoever finds one knows what it is and
which to end. Of the secret only the hash is kept. Its maker answers for it: a key that outlives the rights of its maker
opens nothing.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from agreements.domain.errors import AgreementError, NotAllowed, RuleBroken
from agreements.domain.roles import GIVES, Action, Actor, may, require
from agreements.domain.scopes import LONGEST_LIFE, Scope
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.services.users import token_hash
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import accounts
from agreements.storage.people.keys import ENDED, KeyKind
from agreements.storage.programs import api_keys
from agreements.storage.programs.api_keys import ApiKey, print_of_new

PREFIX = "afspr"
ACTOR = "key:"
"""What the id of a program begins with in the history."""
LONGEST_NAME = 80
MOST_KEYS = 200
"""That can still be used, so that the list of them stays one that somebody can look at."""

_TOKEN = re.compile(rf"{PREFIX}_(?P<id>[0-9a-f]{{12}})_(?P<secret>[A-Za-z0-9_-]{{43}})")
_NO_HASH = token_hash("")


class BadName(RuleBroken):
    """Nobody can tell later what the key is for."""

    sentence = N_("Say which program uses the key, in at most %(most)s letters.")
    field = "name"


class NoScope(RuleBroken):
    """A key that opens nothing."""

    sentence = N_("Choose what the program may do.")
    field = "scopes"


class BadLastDay(RuleBroken):
    """Rights are looked at again each year."""

    sentence = N_("Choose a last day from today up to and including %(latest)s: a key lasts a year at most.")
    field = "last_day"


class TooManyKeys(RuleBroken):
    """Nobody can look after so many."""

    sentence = N_("There are %(most)s keys in use already. End those that nobody uses first.")


class NoSuchKey(AgreementError):
    """There is no key with this id, or it was ended."""

    sentence = N_("This key does not exist, or was ended already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks of a new key. `last_day` is the last one on which it can be used."""

    name: str
    scopes: Collection[Scope]
    department: str
    last_day: date


async def make_key(office: Office, actor: Actor, wanted: Wanted, zone: tzinfo) -> str:
    """A new key, to be shown once.

    Raises `NotAllowed`, also for a scope that gives more than its maker has; `BadName`, `NoScope`, `BadLastDay`,
    `TooManyKeys`.
    """
    secret = secrets.token_urlsafe(32)
    async with noted_refusals(office, actor, Action.MAKE_CONNECTION, "register"):
        key = _new_key(office, actor, wanted, token_hash(secret), zone)
        async with unit_of_work():
            await append_lock("audit")
            if len(await api_keys.in_use(office.now)) >= MOST_KEYS:
                raise TooManyKeys(most=MOST_KEYS)
            await api_keys.insert(key)
            told = {KeyKind.API_KEY: print_of_new(key), "key": key.id, "scopes": api_keys.as_text(key.scopes)}
            await note(office, actor, "make_api_key", f"user:{actor.id}", told)
    return f"{PREFIX}_{key.id}_{secret}"


async def end_key(office: Office, actor: Actor, key_id: str) -> None:
    """It opens nothing any more, from now on. Raises `NotAllowed`, `NoSuchKey`."""
    async with noted_refusals(office, actor, Action.END_CONNECTION, "register"):
        require(actor, Action.END_CONNECTION)
        async with unit_of_work():
            await append_lock("audit")
            key = await api_keys.by_id(key_id)
            if key is None or not await api_keys.end(key_id, office.now):
                raise NoSuchKey()
            told = {ENDED: print_of_new(key), "key": key.id}
            await note(office, actor, "end_api_key", f"user:{key.account_id}", told)


async def holder_of(token: str, office: Office) -> Actor | None:
    """The program that a key is of, as the rules see it; None alike for a key that we never gave, one that was ended or
    is over its last day, and one of somebody who may not make keys any more.

    The secret is compared in the same time whatever is right about it (ASVS 5.0 11.2.4).
    """
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    key = await api_keys.by_id(found["id"])
    is_same = hmac.compare_digest(key.secret_hash if key else _NO_HASH, token_hash(found["secret"]))
    if key is None or not is_same or not is_usable(key, office.now) or not await is_answered_for(key):
        return None
    if key.last_used_on != office.today:
        await api_keys.note_use(key.id, office.today)
    return actor_of(key)


def actor_of(key: ApiKey) -> Actor:
    """A key as the rules see it."""
    return Actor(
        id=f"{ACTOR}{key.id}",
        role=None,
        department=key.department,
        origin="api",
        scopes=key.scopes,
        answered_for_by=key.account_id,
    )


def is_usable(key: ApiKey, now: datetime) -> bool:
    """Whether it was not ended and is not over its last day."""
    return key.ended_at is None and now < key.expires_at


async def is_answered_for(key: ApiKey) -> bool:
    """Whether its maker is still here, and still has every right that it gives."""
    account = await accounts.by_id(key.account_id)
    return account is not None and account.is_active and _may_give(account.actor, key.scopes, key.department)


def _may_give(maker: Actor, scopes: Collection[Scope], department: str) -> bool:
    actions = {Action.MAKE_CONNECTION}.union(*(GIVES[scope] for scope in scopes))
    return all(may(maker, action, department) for action in actions)


def _new_key(office: Office, actor: Actor, wanted: Wanted, secret_hash: str, zone: tzinfo) -> ApiKey:
    require(actor, Action.MAKE_CONNECTION)
    name, latest = " ".join(wanted.name.split()), office.today + LONGEST_LIFE
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadName(most=LONGEST_NAME)
    if not wanted.scopes:
        raise NoScope()
    if not office.today <= wanted.last_day < latest:
        raise BadLastDay(latest=latest - timedelta(days=1))
    department = " ".join(wanted.department.split())
    if not _may_give(actor, wanted.scopes, department):
        raise NotAllowed()
    return ApiKey(
        id=secrets.token_hex(6),
        secret_hash=secret_hash,
        name=name,
        scopes=frozenset(wanted.scopes),
        department=department,
        account_id=actor.id,
        created_at=office.now,
        expires_at=datetime.combine(wanted.last_day + timedelta(days=1), time(), zone),
    )
