"""Marks texts that people read, so that the message catalogues can pick them up."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark `message` for translation without translating it; `agreements.texts` translates when it is shown."""
    return message


Counted = tuple[str, str]
"""A text for one, and one for more; %(count)s is the number."""


def plural(one: str, many: str) -> Counted:
    """Mark a text in two numbers, like `N_`."""
    return one, many
