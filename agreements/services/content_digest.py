"""The fingerprint of a content, as the audit trail holds it."""

from __future__ import annotations

from agreements.domain.content import Content
from agreements.storage.documents import content_hash, content_to_json


def digest(content: Content) -> str:
    """SHA-256 of the content as it is stored; `audit verify` compares it with every approved version."""
    return content_hash(content_to_json(content))
