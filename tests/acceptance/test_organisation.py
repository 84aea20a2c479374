"""A municipality shows itself: its name, how to reach it, its logo, and how accessible the site is in its own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.app import TEMPLATES
from agreements.http.rendering import Renderer
from agreements.http.site import Site
from agreements.settings import Settings
from agreements.settings.errors import Wrong
from agreements.settings.house_style import LARGEST_LOGO_BYTES, logo
from tests.acceptance.test_hosts import with_settings

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="a" d="M0 0h9v9z"/><use href="#a"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"


async def test_the_page_about_accessibility_claims_nothing_that_nobody_said(site: httpx.AsyncClient) -> None:
    page = (await site.get("/toegankelijkheid")).text

    assert "Deze website heeft nog geen toegankelijkheidsverklaring." in page
    assert "Status A" not in page
    assert "Nationale ombudsman" in page


async def test_the_statement_says_what_the_office_says(app: Litestar, site: httpx.AsyncClient) -> None:
    with_settings(
        app,
        accessibility_status="B",
        accessibility_statement="https://www.toegankelijkheidsverklaring.example/register/1",
        accessibility_tested_on=date(2026, 3, 1),
        accessibility_report="https://voorbeeldstad.example/onderzoek",
        accessibility_problems="De kaart heeft geen tekst. / Er komt een tabel. / 2027-03-01",
        accessibility_answer_days=5,
        organisation_mail="privacy@voorbeeldstad.example",
    )
    dutch, english = [unescape((await site.get(f"/toegankelijkheid?taal={code}")).text) for code in ("nl", "en")]

    for told in (
        "Status B: de website voldoet gedeeltelijk.",
        "het laatst onderzocht op 1 maart 2026",
        'href="https://voorbeeldstad.example/onderzoek"',
        'href="https://www.toegankelijkheidsverklaring.example/register/1"',
        "De kaart heeft geen tekst. Wat wij eraan doen: Er komt een tabel. Klaar op 1 maart 2027.",
        "binnen 5 dagen antwoord",
        'href="mailto:privacy@voorbeeldstad.example"',
    ):
        assert told in dutch, told
    assert '<bdi lang="nl">De kaart heeft geen tekst.</bdi> What is done about it:' in english


def test_a_statement_that_is_not_whole_needs_a_person() -> None:
    def doubts(**given: object) -> str:
        return " ".join(Settings.model_validate(given).accessibility_doubts)

    assert "tells of no statement" in doubts()
    assert "PROBLEMS says nothing" in doubts(accessibility_status="C")
    whole = {
        "accessibility_status": "A",
        "accessibility_statement": "https://a.example/1",
        "organisation_phone": "14 033",
    }
    assert doubts(**whole, accessibility_tested_on="2026-01-01", accessibility_answer_days=5) == ""


async def test_every_page_says_how_to_reach_the_organisation(app: Litestar, site: httpx.AsyncClient) -> None:
    assert "tel:" not in (await site.get("/")).text

    ways = Settings.model_validate(
        {
            "organisation_phone": "14 033",
            "organisation_mail": "privacy@voorbeeldstad.example",
            "organisation_page": "https://www.voorbeeldstad.example/contact",
        }
    ).contacts
    site_of_today: Site = app.state["site"]
    shared = {**site_of_today.renderer.shared, "contacts": ways, "organisation_address": "Stadsplein 1"}
    app.state["site"] = replace(site_of_today, renderer=Renderer(TEMPLATES, shared))
    with_settings(app, organisation_id=TOOI)
    page = (await site.get("/over")).text

    for link in ("tel:14033", "mailto:privacy@voorbeeldstad.example", "https://www.voorbeeldstad.example/contact"):
        assert f'<li><a href="{link}">' in page
    assert "Balie: Stadsplein 1" in page
    assert f'<a href="{TOOI}" rel="external">' in page


async def test_a_logo_is_served_by_the_register_itself(app: Litestar, site: httpx.AsyncClient, tmp_path: Path) -> None:
    path = tmp_path / "Wapen van de stad.svg"
    path.write_text(SVG)
    with_settings(app, organisation_logo=logo(path))
    served = await site.get("/static/logo.svg")

    assert (served.status_code, served.text) == (200, SVG)
    assert served.headers["content-type"] == "image/svg+xml"
    assert served.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.gif", PNG),
        ("logo.png", b"GIF89a"),
        ("logo.svg", PNG),
        ("logo.svg", b"<html></html>"),
        ("logo.svg", SVG.replace("<path", "<script>x</script><path").encode()),
        ("logo.svg", SVG.replace("<path", "<path onload='x'").encode()),
        ("logo.svg", SVG.replace("#a", "https://elders.example/a.svg#a").encode()),
        ("logo.svg", SVG.replace("<path", "<path style='fill:url(//elders.example/a)'").encode()),
        ("logo.svg", SVG.encode() + bytes(LARGEST_LOGO_BYTES)),
    ],
)
def test_a_logo_that_is_more_than_a_picture_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(Wrong):
        logo(path)


def test_a_png_is_a_logo_too(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(PNG)
    assert logo(path) == path
