"""Unit tests need no database and no app. Hypothesis looks for fewer examples here than `--hypothesis-profile=deep`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("house", max_examples=60, deadline=None)
settings.register_profile("deep", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
