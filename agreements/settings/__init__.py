"""Settings from the environment: read once, checked at once, one sentence of ours when something is wrong.

Each setting is `AFSPRAKEN_<NAME>`; each may also be given as `AFSPRAKEN_<NAME>_FILE`, the path of a file that holds
the value. `model` has one row per setting; the documentation, the refusals and the tests all read that row.
"""

from __future__ import annotations

from agreements.settings.errors import PREFIX, SettingsError
from agreements.settings.model import Network, Row, Settings, rows
from agreements.settings.reading import NOT_THERE_YET, follow, load_settings, passed_on
from agreements.settings.secret_key import secret_key
from agreements.settings.values import is_loopback

__all__ = [
    "NOT_THERE_YET",
    "PREFIX",
    "Network",
    "Row",
    "Settings",
    "SettingsError",
    "follow",
    "is_loopback",
    "load_settings",
    "passed_on",
    "rows",
    "secret_key",
]
