"""One line in the log for a database that cannot be used, instead of one for every request and mail that noticed."""

from __future__ import annotations

import logging
from typing import Final

from agreements.storage.database.errors import Busy, StorageUnavailable

QUIET_SECONDS: Final = 60
"""So long the same trouble is counted instead of written."""


class OncePerMinute(logging.Filter):
    """Lets the first record of a minute through, and adds to the next one how many it kept back."""

    def __init__(self) -> None:
        super().__init__()
        self._written = float("-inf")
        self._kept_back = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is written. Whatever the reason is: that differs with every connection."""
        if record.created - self._written < QUIET_SECONDS:
            self._kept_back += 1
            return False
        self._written = record.created
        if self._kept_back:
            record.msg = f"{record.msg} ({self._kept_back} such lines before this one were left out)"
            self._kept_back = 0
        return True


_LOG: Final = logging.getLogger(__name__)
_LOG.addFilter(OncePerMinute())


def report_trouble(where: str, error: BaseException) -> None:
    """Write at most once a minute that the database cannot be used. No traceback: it says nothing the reason does not.

    `where` is part of the program or the shape of an address: never personal data or a secret.
    """
    _LOG.error("%s: the database cannot be used now: %r", where, error)


TROUBLE: Final = (Busy, StorageUnavailable)
"""What passes by itself once the database is well again."""
