"""Passwords: what is good enough, and how they are kept (argon2id, OWASP's floor; ASVS 5.0 6.2 and 11.4.2)."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from admin_ui.sign_in.guessable import guesses
from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_

MIN_CHARACTERS = 12
MAX_BYTES = 1024
"""Longer ones are refused before hashing, so that nobody can keep the hasher busy with megabytes."""

HASHES_AT_ONCE = 2
LONGEST_QUEUE = 40
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_THREADS = ThreadPoolExecutor(max_workers=HASHES_AT_ONCE, thread_name_prefix="argon2")
UNKNOWN = "$argon2id$v=19$m=19456,t=2,p=1$sEWpd2WSuiMoa5ylRXPipw$ME1rbQZNn/y0GEarYYCXzFxU0KzhFKm3THa7d/7VmvY"
"""Checked when there is no account, so that the answer takes as long as for a known one. Written out, as making it
would hold up every start; a test holds it against what `_HASHER` makes now."""

FEWEST_GUESSES = 10.0
"""As a power of ten. What people choose lies below 9, twelve random letters and figures above it."""
PRODUCT = "afsprakenregister"


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

    sentence = N_(
        "This password is easy to guess. Take four words that have nothing to do with each other, "
        "or let a password manager make one up."
    )
    field = "password"


class HasherBusy(AgreementError):
    """So many people sign in at once that waiting makes no sense."""

    sentence = N_("Many people are signing in at this moment. Try again in a minute.")


def check_new(password: str, *near: str) -> None:
    """Raises what is wrong with a new password; any character counts, none is demanded (ASVS 5.0 6.2.4 to 6.2.12).

    `near` is what lies at hand for a guesser: the mail address, the name of the office.
    """
    if len(password) < MIN_CHARACTERS:
        raise PasswordTooShort(characters=MIN_CHARACTERS)
    if is_too_long(password):
        raise PasswordTooLong(limit=MAX_BYTES // 4)
    own = {word for text in (PRODUCT, *near) for word in re.split(r"[\W\d_]+", text)}
    if _repeats(password.casefold()) or guesses(password, own) < FEWEST_GUESSES:
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
        is_right = bool(await self._in_thread(_verified, password_hash or UNKNOWN, password))
        return is_right and bool(password_hash)

    async def _in_thread(self, work: object, *args: str) -> object:
        if self._waiting >= LONGEST_QUEUE:
            raise HasherBusy()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(_THREADS, work, *args)  # type: ignore[arg-type]
        finally:
            self._waiting -= 1


PASSWORDS = Passwords()
"""The hasher of this process."""


def _verified(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _repeats(text: str) -> bool:
    """`aaaaaaaaaaaa`, `abababababab`, `trustno1trustno1`: the same over and over, a beginning of it at the end."""
    return any(text.startswith(text[size:]) for size in range(1, len(text) // 2 + 1))
