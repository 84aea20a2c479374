"""Checks of single values. Each gives the value as the register uses it, or raises `Wrong`."""

from __future__ import annotations

import ipaddress
import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from email_validator import EmailNotValidError, validate_email
from pydantic import SecretStr

from agreements.settings.errors import Wrong

MIN_SECRET_BYTES = 32
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SWITCH = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
_SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
_HOST = re.compile(r"[a-z0-9:._-]{1,253}")
_PORT = re.compile(r"\d{1,5}")
_TOOI = re.compile(r"https://identifier\.overheid\.nl/tooi/id/[a-z]{2,20}/[a-z]{2}\d{3,8}", re.ASCII)
_PHONE = re.compile(r"\+?\d[\d ]{1,22}\d", re.ASCII)
_NOT_ENCODED = (
    "its user name or password holds a character that must be percent-encoded (@ is %40, / is %2F, ? is %3F, # is %23, "
    "[ is %5B, ] is %5D, % is %25)"
)


def without_control_characters(value: str) -> str:
    """What a line of an environment file can hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Wrong("it is not UTF-8") from None
    if not value.isprintable():
        raise Wrong("it holds a line break or a character that cannot be seen")
    return value


def switch(value: object) -> object:
    """On or off, in the words that people use for it."""
    if not isinstance(value, str):
        return value
    if value.lower() not in _SWITCH:
        raise Wrong("this is neither")
    return _SWITCH[value.lower()]


def day(value: object) -> object:
    """A day, in one notation: a bare number is not taken for one."""
    if not isinstance(value, str):
        return value
    try:
        if len(value) == len("2026-01-01"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong("this is no day")


def mail_address(value: str) -> str:
    """One address that mail can be sent to; a domain without a dot may be a host of the office."""
    _check_mail_address(value, with_name=False)
    return value


def sender(value: str) -> str:
    """One address, or a name with an address between angle brackets."""
    _check_mail_address(value, with_name=True)
    return value


def site_address(value: str) -> str:
    """Where visitors find the site: no more than scheme, host and port."""
    parts = _split(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Wrong("this is no web address")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise Wrong("there is more in it than a host and a port")
    if parts.path not in {"", "/"}:
        raise Wrong("the register cannot live under a path yet, only at a host name of its own")
    _check_port(parts.netloc)
    return value.rstrip("/")


def database_url(value: SecretStr) -> SecretStr:
    """The address of a database of a kind that this register can use."""
    url = value.get_secret_value()
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        if unquote(path) in {"", "/", ":memory:"} or "?" in path or "#" in path:
            raise Wrong("it names no file")
    elif url.startswith("postgresql://"):
        _check_postgres(url)
    else:
        raise Wrong("it begins with neither sqlite:/// nor postgresql://")
    return value


def check_encoding(url: str) -> None:
    """Raises `Wrong` when user name or password hold what would be read as another part of the address."""
    rest = url.partition("://")[2]
    authority = re.split("[/?#]", rest, maxsplit=1)[0]
    misplaced = rest.count("@") > 1 or "@" in rest[len(authority) :]
    if misplaced or re.search("%(?![0-9A-Fa-f]{2})", authority) or re.search(r"[\[\]].*@", authority):
        raise Wrong(_NOT_ENCODED)


def time_zone(value: str) -> str:
    """A time zone that this machine knows."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong("there is no such time zone") from None
    return value


def existing_file(value: Path) -> Path:
    """A file that is there and can be read."""
    if not value.is_file():
        raise Wrong("there is no such file")
    if not os.access(value, os.R_OK):
        raise Wrong("the file cannot be read")
    return value


def folder(value: Path) -> Path:
    """A folder, or the place for one."""
    if value.exists() and not value.is_dir():
        raise Wrong("this is a file")
    return value


def networks(value: str) -> str:
    """Addresses or networks with commas between them."""
    try:
        as_networks(value)
    except ValueError:
        raise Wrong("one of these is no address or network") from None
    return value


def as_networks(value: str) -> tuple[Network, ...]:
    """The networks that a checked value names."""
    return tuple(ipaddress.ip_network(part.strip()) for part in value.split(",") if part.strip())


def long_enough(value: SecretStr) -> SecretStr:
    """A secret that nobody guesses."""
    if len(value.get_secret_value().encode()) < MIN_SECRET_BYTES:
        raise Wrong("it is too short")
    return value


def _check_mail_address(value: str, *, with_name: bool) -> None:
    try:
        validate_email(
            value,
            check_deliverability=False,
            globally_deliverable=False,
            allow_smtputf8=False,
            allow_display_name=with_name,
        )
    except EmailNotValidError:
        raise Wrong("this is no mail address") from None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_names(value: str) -> str:
    """Names or addresses of hosts with commas between them."""
    if not all(_HOST.fullmatch(name) for name in as_host_names(value)):
        raise Wrong("one of these is no host name")
    return value


def places(value: str) -> str:
    """Hosts with a port each and commas between them."""
    if not all(_HOST.fullmatch(name) and _PORT.fullmatch(name.rpartition(":")[2]) for name in as_host_names(value)):
        raise Wrong("one of these is no host name with a port")
    return value


def as_host_names(value: str) -> frozenset[str]:
    """The names in a checked value, as a browser sends them."""
    return frozenset(_as_sent(part.strip()) for part in value.split(",") if part.strip())


def _as_sent(name: str) -> str:
    try:
        return name.encode("idna").decode().rstrip(".").lower()
    except UnicodeError:
        return name.lower()


def contact(value: str) -> str:
    """A way to reach somebody, as the address that RFC 9116 asks for."""
    if value.startswith(("https://", "tel:")) and len(value) > len("https://"):
        return value
    mail_address(value.removeprefix("mailto:"))
    return f"mailto:{value.removeprefix('mailto:')}"


def web_page(value: str) -> str:
    """A page elsewhere that visitors are sent to."""
    if not value.startswith("https://"):
        raise Wrong("it does not begin with https://")
    if not _split(value).hostname:
        raise Wrong("this is no web address")
    return value


def tooi(value: str) -> str:
    """The address of an organisation in the value lists of the Dutch government (TOOI)."""
    if not _TOOI.fullmatch(value):
        raise Wrong("this is no TOOI address")
    return value


def phone(value: str) -> str:
    """A telephone number: digits and spaces, with a + before a country."""
    if not _PHONE.fullmatch(value):
        raise Wrong("this is no telephone number")
    return value


def _check_postgres(url: str) -> None:
    check_encoding(url)
    parts = _split(url)
    if not parts.path.strip("/") or parts.fragment:
        raise Wrong("it names no database")
    hosts = parts.netloc.rpartition("@")[2]
    for host in hosts.split(","):
        _check_port(host)
    for mode in parse_qs(parts.query, keep_blank_values=True).get("sslmode", []):
        if mode not in _SSL_MODES:
            raise Wrong("there is no such sslmode")


def _split(url: str) -> SplitResult:
    """Python's own complaint about an address would repeat it."""
    try:
        return urlsplit(url)
    except ValueError:
        raise Wrong("this is no address") from None


def _check_port(netloc: str) -> None:
    port = re.sub(r"^.*\]", "", netloc).rpartition(":")[2] if ":" in netloc else ""
    if port and not (_PORT.fullmatch(port) and 0 < int(port) < 65536):
        raise Wrong("its port is no number from 1 to 65535")
