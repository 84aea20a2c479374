"""Where a request comes from, and whether it may see what is not for everybody. All that asks for an address asks here.

Who speaks to us is known; whom it speaks for it can only claim. A claim (`X-Forwarded-For`) is believed from the
proxies that the settings name, and no further than to the first address from the right that is not one of them.
"""

from __future__ import annotations

import functools
import hmac
import ipaddress
import logging
from collections.abc import Iterable

from litestar.datastructures import Headers
from litestar.types import Scope

from agreements.http.site import SiteRequest, site_of
from agreements.settings import Network

logger = logging.getLogger(__name__)

FORWARDED = "x-forwarded-for"
PASSED_ON = (FORWARDED, "forwarded", "x-real-ip", "via")
"""Headers that a proxy adds."""
_PASSED_ON = frozenset(name.encode() for name in PASSED_ON)
IPv4_PREFIX, IPv6_PREFIX = 24, 48
_LATELY = 1024
"""The same visitors come again and again; so many of their addresses are read once."""


class Visitors:
    """Tells visitors apart, behind the proxies of one site."""

    def __init__(self, proxies: Iterable[Network]) -> None:
        self._proxies = tuple(proxies)
        self._has_warned = False

    def address(self, scope: Scope) -> str:
        """The address of the visitor; empty when there is none (a socket file, a test)."""
        client = scope.get("client")
        peer = _plain(client[0]) if client else ""
        if self._is_proxy(peer):
            return self._first_unknown(peer, Headers.from_scope(scope).getall(FORWARDED, []))
        if not self._has_warned and any(name in _PASSED_ON for name, _ in scope["headers"]):
            self._has_warned = True
            logger.warning(
                "a proxy passes requests on, but AFSPRAKEN_TRUSTED_PROXIES does not name it: all its visitors count as "
                "one, and who guesses passwords makes others wait; name its address"
            )
        return peer

    def _first_unknown(self, peer: str, lines: list[str]) -> str:
        nearest = peer
        for claim in reversed(",".join(lines).split(",")):
            address = _plain(claim)
            if not address:
                return nearest
            nearest = address
            if not self._is_proxy(address):
                return nearest
        return nearest

    def _is_proxy(self, address: str) -> bool:
        return bool(address) and any(ipaddress.ip_address(address) in network for network in self._proxies)


def address_of(request: SiteRequest) -> str:
    """The address of the visitor behind a request."""
    visitors: Visitors = request.app.state["visitors"]
    return visitors.address(request.scope)


@functools.lru_cache(maxsize=_LATELY)
def network_in_log(address: str) -> str:
    """An address as the log may hold it: its first 24 bits, of IPv6 the first 48.

    So much is needed to see where an attack comes from and to shut out a network. It points at a provider's street
    or an organisation and not at a household: the log then holds no address of a person (GDPR recital 30).
    """
    if not address:
        return "-"
    ip = ipaddress.ip_address(address)
    prefix = IPv4_PREFIX if ip.version == 4 else IPv6_PREFIX
    return str(ipaddress.ip_network((ip, prefix), strict=False))


def is_monitor(request: SiteRequest) -> bool:
    """Whether the request bears the key of monitors: `Authorization: Bearer …`.

    No address opens this door. A bare proxy on this machine makes everybody local, and adds nothing to tell it by.
    """
    key = site_of(request).settings.metrics_key.get_secret_value()
    given = request.headers.get("authorization", "")
    return bool(key) and hmac.compare_digest(f"Bearer {key}".encode(), given.encode("utf-8", "replace"))


@functools.lru_cache(maxsize=_LATELY)
def _plain(claim: str) -> str:
    """An address without port, brackets, zone or the IPv4 in IPv6 notation; empty for what is no address."""
    text = claim.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return str(mapped or ip)
