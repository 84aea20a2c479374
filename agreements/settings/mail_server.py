"""The mail server that `AFSPRAKEN_SMTP_URL` names."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import SecretStr

from agreements.settings.errors import Wrong
from agreements.settings.values import check_encoding, is_loopback

_TLS_CHOICES = {"required": True, "starttls": True, "none": False}
IMPLICIT_TLS_PORT, SUBMISSION_PORT, RELAY_PORT = 465, 587, 25


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, as whom, and how the connection is kept private."""

    host: str
    port: int
    username: str | None
    password: str | None = field(repr=False)
    tls_from_the_start: bool
    starttls: bool


def checked_smtp_url(value: SecretStr) -> SecretStr:
    """The setting, checked. Raises `Wrong`."""
    mail_server(value.get_secret_value())
    return value


def mail_server(url: str) -> MailServer:
    """Read an address such as `smtp://user:password@host:587?tls=required`. Raises `Wrong`.

    TLS with a verified certificate, unless `tls=none` says otherwise or the server is this machine itself.
    """
    check_encoding(url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Wrong("its port is no number from 1 to 65535") from None
    host = parts.hostname or ""
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path.strip("/") or parts.fragment or port == 0:
        raise Wrong("this is no address of a mail server")
    implicit = parts.scheme == "smtps"
    starttls = _wants_tls(parts.query, host, implicit=implicit) and not implicit
    return MailServer(
        host=host,
        port=port or (IMPLICIT_TLS_PORT if implicit else SUBMISSION_PORT if starttls else RELAY_PORT),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls_from_the_start=implicit,
        starttls=starttls,
    )


def _wants_tls(query: str, host: str, *, implicit: bool) -> bool:
    options = parse_qs(query, keep_blank_values=True)
    if set(options) - {"tls"}:
        raise Wrong("it has an option that is not there: tls is the only one")
    chosen = options.get("tls", [""])[-1]
    if options and chosen not in _TLS_CHOICES:
        raise Wrong("tls is required or none")
    if implicit and chosen == "none":
        raise Wrong("smtps is TLS from the start, so tls=none cannot go with it")
    return _TLS_CHOICES[chosen] if chosen else not is_loopback(host)
