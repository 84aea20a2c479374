"""Devices that signed in before: a signed cookie, so that a stranger's wrong passwords never lock the owner out.

It lets nobody in; it only gives an account's own device a count of its own (OWASP, "Slow Down Online Guessing Attacks
with Device Cookies"). One cookie holds the marks of a few accounts, for desks that colleagues share.
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta

from agreements.domain.guessing import keyed_hash, same_account

KNOWN_FOR = timedelta(days=180)
MOST_ACCOUNTS = 5
LONGEST_AGENT = 300
"""Characters of what a browser calls itself that are looked at."""
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS X": "Mac",
    "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip
_MARK = re.compile(r"([A-Za-z0-9_-]{22})\.([0-9]{1,12})\.([0-9a-f]{64})")


def cookie_name(*, is_https: bool) -> str:
    """As for sessions: with HTTPS the browser takes it from this host alone."""
    return "__Host-afspraken-apparaat" if is_https else "afspraken-apparaat"


def kind_of(agent: str) -> str:
    """Such as `Firefox, Windows`, from what a browser calls itself; the first that fits, for each names others too."""
    seen = agent[:LONGEST_AGENT]
    found = (next((name for mark, name in names.items() if mark in seen), "") for names in (_BROWSERS, _SYSTEMS))
    return ", ".join(name for name in found if name)


def known(secret: bytes, cookie: str, email: str, now: datetime) -> str:
    """The device by which this account signed in before; empty when it never did, or too long ago."""
    marks = (_MARK.fullmatch(mark) for mark in cookie.split("~", MOST_ACCOUNTS)[:MOST_ACCOUNTS])
    return next((mark[1] for mark in marks if mark and _is_ours(secret, mark, email, now)), "")


def remembered(secret: bytes, cookie: str, email: str, now: datetime) -> str:
    """The cookie after this account signed in: its new mark first, the oldest of many forgotten."""
    device, moment = secrets.token_urlsafe(16), str(int(now.timestamp()))
    found = [_MARK.fullmatch(mark) for mark in cookie.split("~", MOST_ACCOUNTS)[:MOST_ACCOUNTS]]
    others = [mark[0] for mark in found if mark and not _is_ours(secret, mark, email, now)]
    return "~".join([f"{device}.{moment}.{_signature(secret, device, moment, email)}", *others][:MOST_ACCOUNTS])


def _is_ours(secret: bytes, mark: re.Match[str], email: str, now: datetime) -> bool:
    is_signed = hmac.compare_digest(_signature(secret, mark[1], mark[2], email), mark[3])
    return is_signed and 0 <= now.timestamp() - int(mark[2]) <= KNOWN_FOR.total_seconds()


def _signature(secret: bytes, device: str, moment: str, email: str) -> str:
    return keyed_hash(secret, "device", device, moment, same_account(email))
