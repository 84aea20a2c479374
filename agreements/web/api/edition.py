"""Which edition of the API this is."""

from __future__ import annotations

from typing import Final

ROOT: Final = "/api/v1"
"""Where it lies. The number is the first of `VERSION` (/core/uri-version)."""
VERSION: Final = "1.0.0"
"""By Semantic Versioning: the second number grows when something is added, the first when something that programs rely
on changes (/core/semver)."""
