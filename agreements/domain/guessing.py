"""How guessing is slowed down: under what wrong attempts count, and how many there may be (ASVS 5.0 6.3.1). Forms that
anyone may send are counted in the same way, right ones too.

One table for every door. What is counted is chosen so that a guesser stops himself and nobody else: colleagues behind
one address have a count each, and an owner on a device that signed in before has one that no stranger can fill.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

IPV6_NETWORK = 64
"""Bits of an IPv6 address that a household or a machine gets as a whole (RFC 6177); below it all is one visitor."""


class Door(StrEnum):
    """Where a secret can be guessed, or a form sent by anyone. The word that the audit trail uses."""

    SIGN_IN = "sign_in"
    CHANGE = "change_password"
    """The old password, asked from somebody who is signed in and wants another."""
    LINK = "one_time_link"
    CALENDAR = "calendar_feed"
    API = "api_key"
    QUESTION = "question_form"
    """Anyone may ask: each question counts."""
    SUBSCRIBE = "subscription_form"
    """Anyone may ask for mails: each time counts."""
    DESK = "desk_link"
    """The secret addresses of the desk: of somebody who asked, or of a party that is asked something."""


class Scope(StrEnum):
    """Under what a wrong attempt counts."""

    DEVICE = "device"
    """One account from one device that signed in to it before."""
    NEAR = "near"
    """One account from one network, on devices that are not known."""
    ACCOUNT = "account"
    """One account from anywhere, on devices that are not known."""
    NETWORK = "network"
    """All accounts from one network, on devices that are not known."""
    EVERYBODY = "everybody"
    """All that is sent, from wherever: many machines together are stopped as well."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong attempts within so long; then wait."""

    most: int
    within: timedelta


_MINUTES, _HOUR = timedelta(minutes=5), timedelta(hours=1)

LIMITS: Mapping[Door, Mapping[Scope, Limit]] = {
    Door.SIGN_IN: {
        Scope.DEVICE: Limit(10, _MINUTES),
        Scope.NEAR: Limit(10, _MINUTES),
        Scope.ACCOUNT: Limit(50, _HOUR),
        Scope.NETWORK: Limit(300, _MINUTES),
    },
    Door.CHANGE: {Scope.ACCOUNT: Limit(10, _MINUTES)},
    Door.LINK: {Scope.NETWORK: Limit(30, _MINUTES)},
    Door.CALENDAR: {Scope.NETWORK: Limit(30, _MINUTES)},
    Door.API: {Scope.NETWORK: Limit(30, _MINUTES)},
    Door.QUESTION: {Scope.NETWORK: Limit(20, _HOUR), Scope.EVERYBODY: Limit(300, _HOUR)},
    Door.SUBSCRIBE: {Scope.NETWORK: Limit(20, _HOUR), Scope.EVERYBODY: Limit(300, _HOUR)},
    Door.DESK: {Scope.NETWORK: Limit(30, _MINUTES)},
}
"""The limits of every door. A network of a whole office holds some hundreds of people who mistype on a Monday; behind
that of a library some people ask something in the same hour."""

LONGEST = max(limit.within for limits in LIMITS.values() for limit in limits.values())
"""Wrong attempts that are older count nowhere any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One attempt: from where, at which account, and on which device (empty when it is not known)."""

    address: str
    account: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """What an attempt counts under, and how many wrong ones there may be."""

    scope: Scope
    subject: str
    limit: Limit


def counts(door: Door, guess: Guess, secret: bytes) -> list[Count]:
    """All that an attempt counts under. A known device has its own count, and no other can lock it out."""
    scopes = [Scope.DEVICE] if guess.device else [scope for scope in LIMITS[door] if scope is not Scope.DEVICE]
    return [Count(scope, _subject(door, scope, guess, secret), LIMITS[door][scope]) for scope in scopes]


def network_of(address: str) -> str:
    """The visitor behind an address: itself, or of IPv6 the network of 64 bits; empty when there is none."""
    if not address:
        return ""
    ip = ipaddress.ip_address(address)
    return address if ip.version == 4 else str(ipaddress.ip_network((ip, IPV6_NETWORK), strict=False))


def keyed_hash(secret: bytes, *parts: str) -> str:
    """A name that tells nothing without the key: there are few enough addresses to try them all."""
    return hmac.new(secret, "\n".join(parts).encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def same_account(address: str) -> str:
    """A mail address as one types it, in the one form under which it counts."""
    return address.strip().lower()


def _subject(door: Door, scope: Scope, guess: Guess, secret: bytes) -> str:
    account = "" if scope in {Scope.NETWORK, Scope.EVERYBODY} else same_account(guess.account)
    network = network_of(guess.address) if scope in {Scope.NEAR, Scope.NETWORK} else ""
    return keyed_hash(secret, door, scope, account, network, guess.device)
