"""Which addresses the register may send something to. Pure; asked when somebody gives one, and again at each sending.

What is inside the office's own network is refused, whatever name leads there: else who can give an address could knock
at every machine that the register can reach. An office names the hosts inside that may be told (a setting).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from agreements.domain.errors import RuleBroken
from agreements.domain.wording import N_

PORTS: Final = frozenset({443, 8443})
LONGEST_ADDRESS: Final = 1000
_NEVER: Final = frozenset(' \\"<>^`{|}')
_EMBEDS_IPV4: Final = tuple(ipaddress.IPv6Network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"))
"""An IPv6 address in one of these leads to an IPv4 address that stands in it (RFC 6052, RFC 8215, RFC 3056)."""

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadOutwardAddress(RuleBroken):
    """Not one that the register sends anything to."""

    sentence = N_("Give an address on the internet that begins with https://, without a name or password in it.")
    field = "address"


@dataclass(frozen=True, slots=True)
class OutwardAddress:
    """An address taken apart. `is_inside`: it is one of those that the office itself allows in its own network."""

    host: str
    port: int
    target: str
    """Path and query, as they go in the request line."""
    is_tls: bool
    is_inside: bool

    @property
    def host_header(self) -> str:
        """As it stands in the `Host` header: the port only where it is not the usual one."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.is_tls else 80) else f"{name}:{self.port}"


def outward_address(text: str, inside: Collection[str]) -> OutwardAddress:
    """Take an address apart. `inside`: the hosts with their port, such as `esb.voorbeeldstad.example:8443`, that may
    lie in the office's own network; only to these, and only to this machine itself, it may be http. Raises
    `BadOutwardAddress`."""
    is_plain = len(text) <= LONGEST_ADDRESS and text.isascii() and text.isprintable() and not _NEVER.intersection(text)
    try:
        parts = urlsplit(text if is_plain else "")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise BadOutwardAddress() from None
    is_tls = parts.scheme == "https"
    place = port if port is not None else 443 if is_tls else 80
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = OutwardAddress(host, place, target, is_tls, f"{host}:{place}" in inside)
    if parts.scheme not in {"https", "http"} or "@" in parts.netloc or parts.fragment or not _is_fit(found):
        raise BadOutwardAddress()
    return found


def _is_fit(address: OutwardAddress) -> bool:
    if address.is_inside:
        return address.is_tls or is_loopback(address.host)
    is_name = "." in address.host and as_ip(address.host) is None
    return address.is_tls and address.port in PORTS and is_name


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its number or its usual name."""
    ip = as_ip(host)
    return host == "localhost" or (ip is not None and ip.is_loopback)


def is_open_internet(ip: IpAddress) -> bool:
    """Whether an address is one that anybody on the internet reaches: not private, loopback, link-local (where clouds
    keep their secrets), shared (CGNAT), multicast, reserved, or one of these inside an IPv6 address."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_open_internet(ip.ipv4_mapped)
        if any(ip in network for network in _EMBEDS_IPV4) or ip.teredo or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def first_allowed(address: OutwardAddress, found: Sequence[str]) -> str | None:
    """Of what a name leads to the first; None when any of it leads where it should not: such a name is not to be
    trusted."""
    if not found:
        return None
    if not address.is_inside and not all((ip := as_ip(one)) and is_open_internet(ip) for one in found):
        return None
    return found[0]


def as_ip(host: str) -> IpAddress | None:
    """The number that a host is written as, in any way that a resolver takes for one; None for a name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    last = host.rsplit(".", 1)[-1]
    is_number = last.isdigit() or last.lower().startswith("0x")
    return ipaddress.IPv4Address(0) if is_number else None
