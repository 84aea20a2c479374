"""Marks texts that people read, so that the message catalogues can pick them up."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark `message` for translation without translating it; `agreements.texts` translates when it is shown."""
    return message
