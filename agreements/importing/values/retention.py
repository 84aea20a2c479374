"""What a cell says about the purpose and about keeping data."""

from __future__ import annotations

import re

from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.duration import NUMBER_WORDS
from agreements.importing.values.placeholders import is_placeholder
from agreements.importing.values.words import remembered

REFERENCE = re.compile(r"\b(?:zie|conform|volgens)\b|\bart(?:ikel|\b)|\bbijlage\b|\bhoofdstuk\b|§", re.IGNORECASE)
COUNT = re.compile(rf"[0-9]|\b(?:{'|'.join(NUMBER_WORDS)}|half|anderhalf) ", re.IGNORECASE)


@remembered
def about_retention(words: str) -> tuple[Message, ...]:
    """Whether the words on retention can become periods per kind of data (GDPR art. 5(1)(e))."""
    if not words:
        return (note(Code.RETENTION_MISSING),)
    if not words.strip("? "):
        return (note(Code.RETENTION_QUESTION),)
    if is_placeholder(words):
        return (note(Code.RETENTION_MISSING),)
    if REFERENCE.search(words):
        return (note(Code.RETENTION_REFERENCE),)
    return (note(Code.RETENTION_PER_KIND if COUNT.search(words) else Code.RETENTION_NO_NUMBER),)


def about_purpose(words: str) -> list[Message]:
    """Whether a purpose is stated (GDPR art. 5(1)(b))."""
    return [note(Code.PURPOSE_MISSING)] if not words or is_placeholder(words) else []
