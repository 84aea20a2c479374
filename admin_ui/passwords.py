"""Passwords: what is good enough, and how they are kept (argon2id, OWASP's floor; ASVS 5.0 6.2 and 11.4.2)."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_

MIN_CHARACTERS = 12
MAX_BYTES = 1024
"""Longer ones are refused before hashing, so that nobody can keep the hasher busy with megabytes."""

HASHES_AT_ONCE = 2
LONGEST_QUEUE = 40
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_THREADS = ThreadPoolExecutor(max_workers=HASHES_AT_ONCE, thread_name_prefix="argon2")
_UNKNOWN = _HASHER.hash("no account has this password")
"""Checked when there is no account, so that the answer takes as long as for a known one."""

_COMMON_WORDS = """
abc abcdef administrator afspraak afspraken afsprakenregister beheer beheerder dragon football geheim gemeente hallo
iloveyou inloggen letmein login master meerdam monkey nederland password passw rd privacy qazwsx qwerty qwertyuiop
register secret sunshine test voetbal wachtwoord welcome welkom zonneschijn
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_SEQUENCES = ("0123456789" * 3, "9876543210" * 3, "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class PasswordTooShort(AgreementError):
    """Length is what makes a password hard to guess."""

    sentence = N_("Choose a password of at least %(characters)s characters. A sentence of a few words works well.")
    field = "password"


class PasswordTooLong(AgreementError):
    """Past any sensible length."""

    sentence = N_("This password is too long. Choose one of at most %(limit)s characters.")
    field = "password"


class PasswordTooCommon(AgreementError):
    """Attackers try these first."""

    sentence = N_("This password is easy to guess. Choose a sentence that only you would think of.")
    field = "password"


class HasherBusy(AgreementError):
    """So many people sign in at once that waiting makes no sense."""

    sentence = N_("Many people are signing in at this moment. Try again in a minute.")


def check_new(password: str, email: str = "") -> None:
    """Raises what is wrong with a new password; any character counts, none is demanded (ASVS 5.0 6.2.5)."""
    if len(password) < MIN_CHARACTERS:
        raise PasswordTooShort(characters=MIN_CHARACTERS)
    if is_too_long(password):
        raise PasswordTooLong(limit=MAX_BYTES // 4)
    if _is_common(password, email):
        raise PasswordTooCommon()


def is_too_long(password: str) -> bool:
    """Whether a password is too long to hash; a character takes one to four bytes."""
    return len(password.encode()) > MAX_BYTES


class Passwords:
    """Hashes in two threads of its own: at most two hashes at once (40 MiB), and the site goes on meanwhile."""

    def __init__(self) -> None:
        self._waiting = 0

    async def hashed(self, password: str) -> str:
        """The argon2id hash to keep. Raises `HasherBusy`."""
        return str(await self._in_thread(_HASHER.hash, password))

    async def matches(self, password_hash: str, password: str) -> bool:
        """Whether `password` is the one. Takes as long when there is no hash to compare. Raises `HasherBusy`."""
        if is_too_long(password):
            return False
        is_right = bool(await self._in_thread(_verified, password_hash or _UNKNOWN, password))
        return is_right and bool(password_hash)

    async def _in_thread(self, work: object, *args: str) -> object:
        if self._waiting >= LONGEST_QUEUE:
            raise HasherBusy()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(_THREADS, work, *args)  # type: ignore[arg-type]
        finally:
            self._waiting -= 1


def _verified(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _is_common(password: str, email: str) -> bool:
    """Known words with figures or signs around them, one thing repeated, a row of the keyboard, the own address."""
    plain = password.casefold()
    words = [word for word in re.split(r"[\W\d_]+", plain) if word]
    own = set(re.split(r"[@.]", email.casefold()))
    known = bool(words) and all(word in _COMMON or word in own for word in words)
    return known or _repeats(plain) or any(plain in row for row in _SEQUENCES)


def _repeats(text: str) -> bool:
    """`aaaaaaaaaaaa`, `abababababab`, `trustno1trustno1`: the same over and over, a beginning of it at the end."""
    return any(text.startswith(text[size:]) for size in range(1, len(text) // 2 + 1))
