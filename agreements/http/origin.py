"""Whether a form comes from our own pages, as far as the browser says (ASVS 5.0 3.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit


def is_same_origin(headers: Mapping[str, str], base_url: str) -> bool:
    """Whether the browser says that the request comes from our own pages.

    Browsers send `Origin` with every form; programs that send neither header still need the token.
    """
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        given = urlsplit(origin)
    except ValueError:  # such as http://[bad]/
        return False
    own = urlsplit(base_url)
    is_own = (given.scheme, given.netloc) == (own.scheme, own.netloc)
    return is_own or (given.scheme == own.scheme and given.netloc == headers.get("host", "").lower() != "")
