"""The environment read: which names there are, what stands in their files, and the sentence when one is wrong."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr, ValidationError

from agreements.settings.errors import PREFIX, SettingsError, Wrong
from agreements.settings.model import Settings, rows
from agreements.settings.values import without_control_characters

FILE = "_FILE"
LARGEST_FILE_BYTES = 65_536
NOT_THERE_YET = {
    "OIDC_ISSUER": "single sign-on",
    "OIDC_CLIENT_ID": "single sign-on",
    "OIDC_CLIENT_SECRET": "single sign-on",
    "LOG_KEY": "the transparency log",
    "WITNESSES": "the transparency log",
}
"""Settings to come, and what they will be for. Given today they stop the start: nobody must think that they work."""

_SERVICE_LINK = re.compile(r"(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT|PORT_\d+_(TCP|UDP|SCTP)(_\w+)?)")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings. Raises `SettingsError` with one sentence."""
    source = os.environ if environ is None else environ
    for name in sorted(source):
        if name.startswith(PREFIX):
            _refuse_unknown(name)
    given = {name: value for name in rows() if (value := _value(source, name))}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def follow(address: str) -> None:
    """Where nobody said how visitors reach the site, they do at `address`; also for processes that this one starts."""
    key = f"{PREFIX}BASE_URL"
    if key not in os.environ and key + FILE not in os.environ:
        os.environ[key] = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")


def passed_on(**more: str) -> dict[str, str]:
    """The environment for a program of somebody else that we start: none of our settings, and these besides."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | more


def _refuse_unknown(name: str) -> None:
    known = {field.upper() for field in rows()}
    bare = name.removeprefix(PREFIX).removesuffix(FILE)
    if bare in known:
        return
    promised = NOT_THERE_YET.get(bare)
    if promised:
        raise SettingsError(f"{name}: {promised} is not there yet and nothing uses this setting; leave it out.")
    if _SERVICE_LINK.fullmatch(name.removeprefix(PREFIX)):
        raise SettingsError(
            f"{name}: this is no setting, Kubernetes made it for a service called afspraken; put enableServiceLinks: "
            "false in the pod."
        )
    nearest = difflib.get_close_matches(bare, known, n=1)
    advice = f"did you mean {PREFIX}{nearest[0]}?" if nearest else "docs/configuration.md lists them all."
    raise SettingsError(f"{name}: there is no such setting; {advice}")


def _value(source: Mapping[str, str], name: str) -> str:
    """What is given; empty when nothing is, which is refused where it would mean something else than people think."""
    key = PREFIX + name.upper()
    path, value = source.get(key + FILE, "").strip(), source.get(key, "").strip()
    if path and value:
        raise SettingsError(f"{key} and {key}{FILE} are both given; keep one of them.")
    if path:
        value = _content(key + FILE, Path(path))
    is_given = path or key in source
    if is_given and not value and (path or not _may_be_empty(name)):
        raise SettingsError(f"{key}{FILE if path else ''}: it is empty; give {rows()[name].give}{_or_nothing(name)}.")
    try:
        return without_control_characters(value)
    except Wrong as error:
        raise SettingsError(f"{key}: {error}; give {rows()[name].give}.") from None


def _may_be_empty(name: str) -> bool:
    """An empty value says "not given" where that means "none"; elsewhere a default would quietly take its place."""
    default = Settings.model_fields[name].default
    return name != "secret_key" and default in (None, "", SecretStr(""))


def _or_nothing(name: str) -> str:
    row, default = rows()[name], Settings.model_fields[name].default
    shown = row.otherwise or (default if isinstance(default, str) else "")
    return f", or leave it out ({shown})" if shown else ""


def _content(key: str, path: Path) -> str:
    """The text of a file, of which no more is read than any setting needs."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise SettingsError(f"{key}: {path} cannot be read ({reason}); look at the path and its rights.") from None
    if len(content) > LARGEST_FILE_BYTES:
        raise SettingsError(f"{key}: {path} is too large; give a file with nothing but the value.")
    try:
        return content.decode().strip()
    except UnicodeDecodeError:
        raise SettingsError(f"{key}: {path} is not UTF-8; write the value as text.") from None


def _sentence(error: ValidationError) -> str:
    """Name the setting, what is wrong and what to do; never repeat its value, and never pydantic's words."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0])
    cause = first.get("ctx", {}).get("error")
    problem = str(cause) if isinstance(cause, Wrong) else "this value does not fit"
    return f"{PREFIX}{name.upper()}: {problem}; give {rows()[name].give}."
