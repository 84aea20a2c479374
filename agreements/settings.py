"""Settings from the environment: read once, checked at once, one sentence when something is wrong.

Each setting is `AFSPRAKEN_<NAME>`; each may also be given as `AFSPRAKEN_<NAME>_FILE`, the path of a file that
holds the value (secrets). Empty values count as not given.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from agreements.domain.term import TermPolicy

PREFIX = "AFSPRAKEN_"
SECRET_KEY_FILE = Path("var/secret-key")
MIN_SECRET_LENGTH = 32

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class SettingsError(Exception):
    """A setting is wrong; the sentence says which and what to do."""


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("give an address such as https://afspraken.example.nl")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("give sqlite:///path or postgresql://user:password@host/name")
    return value


def _smtp_url(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise ValueError("give smtp://user:password@host:587?tls=required")
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("give a time zone name such as Europe/Amsterdam") from error
    return value


def _existing_file(value: Path | None) -> Path | None:
    if value is not None and not value.is_file():
        raise ValueError("there is no such file")
    return value


def _networks(value: str) -> str:
    try:
        _as_networks(value)
    except ValueError as error:
        raise ValueError("give addresses or networks, such as 10.1.2.3, 10.2.0.0/16") from error
    return value


def _as_networks(value: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(part.strip()) for part in value.split(",") if part.strip())


def _log_format(value: str) -> str:
    if value not in {"line", "json"}:
        raise ValueError("give line or json")
    return value


def _metrics_key(value: SecretStr) -> SecretStr:
    if 0 < len(value.get_secret_value()) < MIN_SECRET_LENGTH:
        raise ValueError(f"it is too short: give at least {MIN_SECRET_LENGTH} characters")
    return value


class Settings(BaseModel):
    """All settings of one deployment; see docs/operations.md for the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///var/afspraken.sqlite"
    base_url: Annotated[str, AfterValidator(_http_url)] = "http://127.0.0.1:8000"
    secret_key: SecretStr = SecretStr("")
    organisation_name: Annotated[str, Field(min_length=2, max_length=120)] = "Gemeente Meerdam"
    organisation_id: str = ""
    smtp_url: Annotated[str, AfterValidator(_smtp_url)] = ""
    mail_from: str = "afspraken@localhost"
    mail_directory: Path = Path("var/mail")
    fallback_recipient: str = ""
    in_force_since: date = date(2026, 1, 1)
    min_term_years: Annotated[int, Field(ge=1, le=3)] = 1
    max_term_years: Annotated[int, Field(ge=1, le=3)] = 3
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "Europe/Amsterdam"
    theme_css: Annotated[Path | None, AfterValidator(_existing_file)] = None
    theme_class: Annotated[str, Field(pattern=r"^[\w -]*$")] = ""
    scheduler: bool = True
    log_format: Annotated[str, AfterValidator(_log_format)] = "line"
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = ""
    metrics_key: Annotated[SecretStr, AfterValidator(_metrics_key)] = SecretStr("")
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Self:
        if self.min_term_years > self.max_term_years:
            raise ValueError("MIN_TERM_YEARS is above MAX_TERM_YEARS")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def policy(self) -> TermPolicy:
        """The office's bounds on terms."""
        return TermPolicy(self.in_force_since, self.min_term_years, self.max_term_years)

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The proxies whose word is taken for where a request comes from."""
        return _as_networks(self.trusted_proxies)

    @property
    def is_embedded(self) -> bool:
        """Whether the register keeps its own database file (SQLite)."""
        return self.database_url.startswith("sqlite:")

    @property
    def is_https(self) -> bool:
        """Whether visitors reach the site over HTTPS."""
        return self.base_url.startswith("https:")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings. Raises `SettingsError` with one sentence."""
    source = os.environ if environ is None else environ
    given = {name: value for name in Settings.model_fields if (value := _value(source, name))}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def secret_key(settings: Settings) -> bytes:
    """The key that signs forms and links.

    With the embedded database it is made once and kept in `var/`, readable by the owner only; with PostgreSQL,
    where several nodes must share it, it has to be given. Raises `SettingsError`.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        if len(given) < MIN_SECRET_LENGTH:
            raise SettingsError(f"{PREFIX}SECRET_KEY is too short: give at least {MIN_SECRET_LENGTH} characters.")
        return given.encode()
    if not settings.is_embedded:
        raise SettingsError(
            f"{PREFIX}SECRET_KEY is needed with PostgreSQL: give at least {MIN_SECRET_LENGTH} characters."
        )
    return _kept_secret(SECRET_KEY_FILE)


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
    return path.read_bytes()


def _value(source: Mapping[str, str], name: str) -> str:
    key = PREFIX + name.upper()
    path = source.get(key + "_FILE", "")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"{key}_FILE: {path} cannot be read ({error.strerror}).") from error
    return source.get(key, "").strip()


def _sentence(error: ValidationError) -> str:
    """Name the setting and what to do; never repeat its value, which may be a secret."""
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    name = PREFIX + "_".join(str(part) for part in first["loc"]).upper() if first["loc"] else "Settings"
    return f"{name}: {first['msg'].removeprefix('Value error, ')}."


def passed_on(**more: str) -> dict[str, str]:
    """The environment for a program of somebody else that we start: none of our settings, and these besides."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | more
