"""The fingerprint of a content, as the audit trail holds it."""

from __future__ import annotations

from agreements.content_json import content_hash, content_to_json
from agreements.domain.content import Content


def digest(content: Content) -> str:
    """SHA-256 of the content as it is stored; `audit verify` compares it with every approved version."""
    return content_hash(content_to_json(content))
