"""The API keeps the NL API Design Rules 2.1 (Forum Standaardisatie: apply or explain): one line for each rule.

What follows from the description is read from it; what follows from answers is asked. Rules that ask for habits rather
than for code have the place where the habit is written down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from agreements.web.api.edition import ROOT, VERSION
from tests.api import REFUSED, Seen, body_schema, described, misfits, operations, seen
from tests.office import in_force

DECISION = Path(__file__).parents[2] / "docs/decisions/0055-the-api-is-made-of-one-table.md"
KEBAB = re.compile(r"(/_?[a-z0-9]+(-[a-z0-9]+)*|/\{[a-z]+\})+")
CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
UTC_TO_THE_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SECURITY = {
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "strict-transport-security": "max-age=",
}


def texts_in(thing: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list):
        for one in thing:
            yield from texts_in(one)
    elif isinstance(thing, str):
        yield thing


def refusals(all_seen: Seen) -> dict[str, httpx.Response]:
    return {name: answer for name, answer in all_seen.answers.items() if answer.status_code >= 400}


def resources_are_plural_nouns(all_seen: Seen) -> None:
    collections = {path.split("/")[1] for path, _ in all_seen.everyone()} - {"openapi.json"}
    assert collections == {"afspraken", "organisaties", "termijnen", "wijzigingen"}


def it_speaks_dutch(all_seen: Seen) -> None:
    assert {answer.headers["content-language"] for answer in all_seen.answers.values() if answer.content} == {"nl"}
    labels = [one[name] for _, one in all_seen.everyone() for name in ("summary",)]
    labels += [one["description"] for one in all_seen.parameters()]
    assert [label for label in labels if re.search(r"\b(the|of the|agreement|which)\b", label)] == []


def a_slash_at_the_end_is_not_found(all_seen: Seen) -> None:
    assert all_seen.answers["slash"].status_code == 404
    assert [path for path, _ in all_seen.everyone() if path.endswith("/")] == []


def paths_are_kebab_case(all_seen: Seen) -> None:
    paths = {path for path, _ in all_seen.everyone()}
    assert [path for path in paths - {"/openapi.json"} if not KEBAB.fullmatch(path)] == []


def query_keys_are_camel_case(all_seen: Seen) -> None:
    keys = [one["name"] for one in all_seen.parameters() if one["in"] == "query"]
    assert [key for key in keys if not CAMEL.fullmatch(key)] == []
    assert len(keys) > 10


def nothing_tells_how_it_is_made(all_seen: Seen) -> None:
    told = " ".join(answer.text + str(answer.headers) for answer in all_seen.answers.values()).lower()
    assert [word for word in ("litestar", "piccolo", "sqlite", "postgres", "traceback", ".py") if word in told] == []


def days_and_instants_are_written_by_iso_8601(all_seen: Seen) -> None:
    told = [text for name in operations(all_seen.document) for text in texts_in(all_seen.answers[name].json())]
    assert [
        text for text in told if re.match(r"\d{4}-\d\d-\d\dT", text) and not UTC_TO_THE_SECOND.fullmatch(text)
    ] == []
    agreement = all_seen.answers["leesAfspraak"].json()
    assert DAY.fullmatch(agreement["begindatum"])
    assert UTC_TO_THE_SECOND.fullmatch(agreement["bijgewerkt_op"])


def only_reading_methods_are_there(all_seen: Seen) -> None:
    refused = all_seen.answers["wrong method"]
    assert refused.status_code == 405
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert set(all_seen.answers["options"].headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def statuses_say_what_happened(all_seen: Seen) -> None:
    assert {all_seen.answers[name].status_code for name in operations(all_seen.document)} == {200}
    assert {name: all_seen.answers[name].status_code for name in REFUSED} == {
        name: status for name, (status, _) in REFUSED.items()
    }


def no_answer_depends_on_an_earlier_one(all_seen: Seen) -> None:
    assert [name for name, answer in all_seen.answers.items() if "set-cookie" in answer.headers] == []


def children_are_nested(all_seen: Seen) -> None:
    assert "/afspraken/{kenmerk}/versies/{versie}" in all_seen.document["paths"]


def refusals_are_problems(all_seen: Seen) -> None:
    schema = all_seen.document["components"]["schemas"]["Probleem"]
    assert len(refusals(all_seen)) > len(REFUSED)
    for name, answer in refusals(all_seen).items():
        assert answer.headers["content-type"] == "application/problem+json", name
        assert misfits(all_seen.document, schema, answer.json()) == [], name
        assert answer.json()["status"] == answer.status_code, name


def wrong_input_is_400(all_seen: Seen) -> None:
    assert [one["operationId"] for _, one in all_seen.everyone() if "400" not in one["responses"]] == []
    assert not any("422" in one["responses"] for _, one in all_seen.everyone())


def all_that_is_wrong_is_said_at_once(all_seen: Seen) -> None:
    assert [one["name"] for one in all_seen.answers["wrong value"].json()["errors"]] == ["status", "perPagina"]


def it_is_described_by_openapi_3(all_seen: Seen) -> None:
    assert re.fullmatch(r"3\.1\.\d+", all_seen.document["openapi"])
    for name, (_, _, one) in operations(all_seen.document).items():
        answer = all_seen.answers[name]
        media_type, schema = body_schema(one, 200, all_seen.document)
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert misfits(all_seen.document, schema, answer.json()) == [], name


def whom_to_write_to_is_said(all_seen: Seen) -> None:
    contact = all_seen.document["info"]["contact"]
    assert {*contact} == {"name", "url", "email"}
    assert all(contact.values())


def everyone_may_read_the_description(all_seen: Seen) -> None:
    assert "/openapi.json" in all_seen.document["paths"]
    assert all_seen.answers["leesOpenapi"].headers["access-control-allow-origin"] == "*"


def the_version_stands_in_the_address(all_seen: Seen) -> None:
    (server,) = all_seen.document["servers"]
    assert server["url"].endswith(f"/v{VERSION.partition('.')[0]}")
    assert server["url"].endswith(ROOT)


def the_version_is_semantic(all_seen: Seen) -> None:
    assert SEMVER.fullmatch(all_seen.document["info"]["version"])


def every_answer_says_the_whole_version(all_seen: Seen) -> None:
    assert {answer.headers.get("api-version") for answer in all_seen.answers.values()} == {VERSION}
    for _, one in all_seen.everyone():
        good = {status: answer for status, answer in one["responses"].items() if status < "400"}
        assert [status for status, answer in good.items() if "API-Version" not in answer["headers"]] == []


def it_is_reached_over_https(all_seen: Seen) -> None:
    assert all_seen.document["servers"][0]["url"].startswith("https://")
    assert "max-age" in all_seen.answers["lijstAfspraken"].headers["strict-transport-security"]


def nothing_secret_stands_in_an_address(all_seen: Seen) -> None:
    keys = {one["name"].lower() for one in all_seen.parameters()}
    assert [key for key in keys if re.search("key|sleutel|token|geheim|wachtwoord|bsn|mail", key)] == []


def every_answer_has_the_security_headers(all_seen: Seen) -> None:
    for name, answer in all_seen.answers.items():
        assert [header for header, value in SECURITY.items() if value not in answer.headers.get(header, "")] == [], name
        assert answer.status_code == 204 or "content-type" in answer.headers, name
        kept = "no-store" if answer.status_code >= 400 else "must-revalidate"
        assert answer.status_code == 204 or kept in answer.headers["cache-control"], name


def pages_of_other_sites_may_read_it(all_seen: Seen) -> None:
    assert {answer.headers.get("access-control-allow-origin") for answer in all_seen.answers.values()} == {"*"}
    assert not any("access-control-allow-credentials" in answer.headers for answer in all_seen.answers.values())


def it_is_written_down(all_seen: Seen) -> None:
    told = DECISION.read_text(encoding="utf-8")
    assert "six months" in told
    assert "CHANGELOG.md" in told


def not_used(all_seen: Seen) -> None:
    told = json.dumps(all_seen.document).lower()
    assert [word for word in ("geojson", "content-crs", "jws", "jwe", "_zoek") if word in told] == []


RULES: dict[str, Callable[[Seen], None]] = {
    "/core/naming-resources": resources_are_plural_nouns,
    "/core/naming-collections": resources_are_plural_nouns,
    "/core/interface-language": it_speaks_dutch,
    "/core/no-trailing-slash": a_slash_at_the_end_is_not_found,
    "/core/path-segments-kebab-case": paths_are_kebab_case,
    "/core/query-keys-camel-case": query_keys_are_camel_case,
    "/core/hide-implementation": nothing_tells_how_it_is_made,
    "/core/date-time/format": days_and_instants_are_written_by_iso_8601,
    "/core/date-time/timezone": days_and_instants_are_written_by_iso_8601,
    "/core/date-time/date-omit-time-portion": days_and_instants_are_written_by_iso_8601,
    "/core/http-methods": only_reading_methods_are_there,
    "/core/http-safety": only_reading_methods_are_there,
    "/core/http-response-code": statuses_say_what_happened,
    "/core/stateless": no_answer_depends_on_an_earlier_one,
    "/core/nested-child": children_are_nested,
    "/core/resource-operations": not_used,
    "/core/error-handling/problem-details": refusals_are_problems,
    "/core/error-handling/invalid-input": wrong_input_is_400,
    "/core/error-handling/all-errors": all_that_is_wrong_is_said_at_once,
    "/core/doc-openapi": it_is_described_by_openapi_3,
    "/core/doc-openapi-contact": whom_to_write_to_is_said,
    "/core/doc-language": it_speaks_dutch,
    "/core/publish-openapi": everyone_may_read_the_description,
    "/core/deprecation-schedule": it_is_written_down,
    "/core/transition-period": it_is_written_down,
    "/core/uri-version": the_version_stands_in_the_address,
    "/core/changelog": it_is_written_down,
    "/core/semver": the_version_is_semantic,
    "/core/version-header": every_answer_says_the_whole_version,
    "/core/transport/tls": it_is_reached_over_https,
    "/core/transport/no-sensitive-uris": nothing_secret_stands_in_an_address,
    "/core/transport/security-headers": every_answer_has_the_security_headers,
    "/core/transport/cors": pages_of_other_sites_may_read_it,
    "/core/modules/geospatial": not_used,
    "/core/modules/signing": not_used,
    "/core/modules/encryption": not_used,
}


async def test_every_rule_of_the_standard_is_kept(site: httpx.AsyncClient) -> None:
    all_seen, broken = await seen(site, (await in_force()).reference), dict[str, str]()
    for rule, is_kept in RULES.items():
        try:
            is_kept(all_seen)
        except AssertionError as error:
            broken[rule] = str(error)
    assert broken == {}
    assert len(RULES) == 36


async def test_every_example_is_one(site: httpx.AsyncClient) -> None:
    document = await described(site)
    wrong = {
        name: misfits(document, schema, example)
        for name, schema in document["components"]["schemas"].items()
        for example in schema.get("examples", [])
    }
    for name, (_, _, one) in operations(document).items():
        ((_, said),) = one["responses"]["200"]["content"].items()
        wrong[name] = misfits(document, said["schema"], said["example"]) if "example" in said else []
        for parameter in one["parameters"]:
            if "example" in parameter:
                wrong[f"{name} {parameter['name']}"] = misfits(document, parameter["schema"], parameter["example"])
    assert len(wrong) > 10
    assert {name: found for name, found in wrong.items() if found} == {}
