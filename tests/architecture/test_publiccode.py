"""`publiccode.yml` tells catalogues of public code what this is, by version 0.7 of that standard, and truly."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from agreements.texts import LANGUAGES
from tests.architecture.house import ROOT

MANDATORY = (
    *("publiccodeYmlVersion", "name", "url", "platforms", "softwareType", "developmentStatus"),
    *("organisation.uri", "legal.license", "maintenance.type", "maintenance.contacts"),
    *("localisation.localisationReady", "localisation.availableLanguages", "description"),
)
OF_A_LANGUAGE = ("shortDescription", "longDescription", "features")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The file."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return found


def at(told: dict[str, Any], path: str) -> Any:
    """What stands there."""
    value: Any = told
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def test_it_has_all_that_the_standard_demands(told: dict[str, Any]) -> None:
    assert [path for path in MANDATORY if at(told, path) in (None, "", [])] == []
    assert told["publiccodeYmlVersion"] == "0.7"
    assert re.fullmatch(r"https://\S+\.git", told["url"])
    for language in told["description"].values():
        assert [name for name in OF_A_LANGUAGE if not language.get(name)] == []
        assert len(language["shortDescription"]) <= 150
        assert 150 <= len(language["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in language["features"])
    assert all(contact.get("name") for contact in told["maintenance"]["contacts"])


def test_it_says_the_same_as_the_package(told: dict[str, Any]) -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert told["legal"]["license"] == package["license"]
    assert told["name"].lower() == package["name"]
    assert set(told["localisation"]["availableLanguages"]) == set(LANGUAGES) == set(told["description"])
