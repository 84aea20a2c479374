"""Whoever narrows the register keeps every part of the question: sorting, paging, in another language, in downloads."""

from __future__ import annotations

import html
import re
from dataclasses import fields
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
from litestar.datastructures import MultiDict

from agreements.domain.due_dates import DEFAULT_NOTICE_MONTHS
from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.filters import public_filters
from agreements.domain.projection import Late
from agreements.domain.selection import RuleFilter, Selection, Sorting, StatusFilter
from agreements.domain.term import add_months
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.publication.shapes import shapes
from agreements.web.downloads import offered
from agreements.web.overview import PER_PAGE
from agreements.web.query import read_query, write_query
from tests.office import in_force
from tests.people import ARREARS, CORPORATION, ENDS_ON, STARTS_ON, TODAY

DECIDE_BY = add_months(ENDS_ON, -DEFAULT_NOTICE_MONTHS)
EVERYTHING = Selection(
    on_day=TODAY - timedelta(days=30),
    is_past=True,
    picked={
        "words": ("huurschulden",),
        "statuses": (StatusFilter.ACTIVE, StatusFilter.SUSPENDED),
        "departments": ("Wonen", "Zorg"),
        "partners": (CORPORATION,),
        "partner_kinds": (PartyKind.HOUSING_CORPORATION,),
        "themes": ("Schulden",),
        "kinds": (AgreementKind.COVENANT,),
        "data": (ARREARS.name,),
        "data_subjects": ("Huurders met een huurschuld",),
        "laws": ("Wet gemeentelijke schuldhulpverlening",),
        "streams": ("woningcorporatie-naar-gemeente",),
        "late": (Late.REVIEW, Late.DESTRUCTION),
        "rule": (RuleFilter.MEETS,),
        "ends_from": (ENDS_ON,),
        "ends_until": (ENDS_ON,),
        "decide_from": (DECIDE_BY,),
        "decide_until": (DECIDE_BY,),
    },
    sorting=Sorting.TITLE,
    is_descending=True,
)
FILES = tuple(row.path for row in offered())
VARIANTS = {one.parameter for shape in shapes() for one in shape.variants}
FILTERS = {row.name: row.parameter for row in public_filters()}
ORDER, PLACE = {PARAMETERS["sorting"], PARAMETERS["page"]}, {PARAMETERS["page"]}


def asked(address: str, *apart_from: str) -> list[tuple[str, str]]:
    """The parts of the question in an address, but for these."""
    return sorted(pair for pair in parse_qsl(urlsplit(address).query) if pair[0] not in apart_from)


def hrefs(page: str, pattern: str) -> list[str]:
    """The addresses of the links that look like this."""
    return [html.unescape(found) for found in re.findall(pattern, page)]


@pytest.fixture
async def page(site: httpx.AsyncClient) -> tuple[str, str]:
    """The address that asks for everything at once, in English, and the first of its two pages."""
    for _ in range(PER_PAGE + 1):
        await in_force(review_dates=(STARTS_ON.replace(month=6),))
    address = "/" + write_query(EVERYTHING, TODAY, language="en")
    answer = await site.get(address)
    assert answer.status_code == 200
    return address, answer.text


def test_the_question_of_these_tests_has_every_part_there_is() -> None:
    usual = Selection(on_day=TODAY)
    assert [one.name for one in fields(Selection) if getattr(EVERYTHING, one.name) == getattr(usual, one.name)] == []
    assert list(EVERYTHING.picked) == list(FILTERS)


def test_what_is_written_into_an_address_is_read_from_it() -> None:
    query = write_query(EVERYTHING, TODAY, page=2, before=7, language="en")
    read = read_query(MultiDict(parse_qsl(query[1:])), query[1:], TODAY)

    assert (read.selection, read.page, read.before, read.language) == (EVERYTHING, 2, 7, "en")
    assert {name for name, _ in parse_qsl(query[1:])} == {*FILTERS.values(), *PARAMETERS.values()}


async def test_every_link_of_the_overview_keeps_the_whole_question(page: tuple[str, str]) -> None:
    address, text = page
    kept = {
        "downloads": (hrefs(text, rf'href="((?:{"|".join(map(re.escape, FILES))})[^"]*)"'), {"taal"} | VARIANTS),
        "sorting": (hrefs(text, r'aria-sort="\w+"><a href="([^"]*)"'), ORDER),
        "paging": (hrefs(text, r'<li><a href="([^"]*)"[^>]*><span class="visually-hidden">Page'), PLACE),
        "language": (hrefs(text, r'href="([^"]*)" hreflang'), {"taal"}),
        "subscription": (hrefs(text, r'href="(webcal:[^"]*)"'), {"taal"}),
    }
    fewest = {"downloads": 5, "sorting": 3, "paging": 2, "language": 1, "subscription": 1}
    assert {name: len(links) >= fewest[name] for name, (links, _) in kept.items()} == dict.fromkeys(fewest, True)
    for links, apart_from in kept.values():
        for link in links:
            assert asked(link, *apart_from) == asked(address, *apart_from), link


async def test_every_answer_leaves_out_what_one_part_of_the_question_leaves_out(
    page: tuple[str, str], site: httpx.AsyncClient
) -> None:
    other = {
        "q": "sterrenkijker",
        "afdeling": "Zorg",
        "partner": "niemand",
        "thema": "niets",
        "eindigtVan": "2028-01-01",
    }
    other |= {"partnersoort": "politie", "status": "opgeschort", "eindigtTot": "2026-12-31", "peildatum": "2025-11-01"}
    other |= {"beslissenVan": "2028-01-01", "beslissenTot": "2026-12-31"}
    other |= {"soort": slug(AgreementKind.PROTOCOL), "voldoet": slug(RuleFilter.NOT_YET)}
    other |= {"gegevens": "Schoenmaat", "betrokkenen": "niemand", "wet": "Grondwet", "stroom": "politie-naar-gemeente"}
    other |= {"aandacht": slug(Late.DESTRUCTION)}
    assert set(other) == {*FILTERS.values(), PARAMETERS["on_day"]}
    reference = (await site.get("/afspraken.json")).json()["afspraken"][0]["kenmerk"]
    for name, value in other.items():
        for place in ("/", "/wijzigingen", "/api/v1/afspraken", *FILES):
            answer = await site.get(f"{place}?{urlencode({name: value})}")
            assert (answer.status_code, reference in answer.text) == (200, False), (place, name)
