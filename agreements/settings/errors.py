"""What is wrong with a setting, in words of ours. No sentence here ever holds a value: it may be a secret."""

from __future__ import annotations

PREFIX = "AFSPRAKEN_"


class SettingsError(Exception):
    """A setting is wrong; the sentence says which, what is wrong and what to do."""


class Wrong(ValueError):
    """What is wrong with one value, as the middle of a sentence: `AFSPRAKEN_NAME: <this>; give <what it must be>.`"""
