"""The calendar parser of GNOME, KDE and Thunderbird's forebears, to judge our calendars by."""

from __future__ import annotations

import ctypes
import ctypes.util

import pytest

LIBRARY = ctypes.util.find_library("ical")
needs_libical = pytest.mark.skipif(LIBRARY is None, reason="libical is not installed here (Debian: libical3)")


def errors_by_libical(calendar: bytes) -> int:
    """How many errors it finds, in the text and against the restrictions of RFC 5546."""
    library = ctypes.CDLL(str(LIBRARY))
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    component = library.icalparser_parse_string(calendar)
    if not component:
        raise ValueError("libical sees no calendar in it")
    library.icalrestriction_check(component)
    errors: int = library.icalcomponent_count_errors(component)
    library.icalcomponent_free(component)
    return errors
