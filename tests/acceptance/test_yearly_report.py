"""The council reads what a year brought: each number leads to its agreements, and past years stay as they are."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import httpx
from odfdo import Document as Odt

from agreements.domain.desk.question import QuestionKind
from agreements.services.desk.ask import Wish, ask
from agreements.services.record_review import record_review
from agreements.services.terminate import terminate
from agreements.web.council import report, report_pages
from tests.acceptance.conftest import Calendar
from tests.acceptance.test_withheld import GROUND, changed
from tests.office import in_force, office_on
from tests.people import HENK, TODAY, WOO


def numbers_of(page: str) -> dict[str, tuple[int, int | None]]:
    """Each figure by its words: this year and, where it stands beside it, the year before."""
    found = {}
    for label, cells in re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page, re.DOTALL):
        seen = re.sub(r'<span class="visually-hidden">.*?</span>', "", cells)
        numbers = [int(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r'class="number">(.*?)</td>', seen)]
        found[html.unescape(label)] = (numbers[0], numbers[1] if len(numbers) > 1 else None)
    return found


async def test_the_council_reads_what_the_year_brought_beside_the_year_before(site: httpx.AsyncClient) -> None:
    await in_force(title="Van vorig jaar")
    ended = await in_force(day=date(2026, 2, 1), title="Opgezegd")
    await terminate(office_on(TODAY), HENK, ended.reference, ended.revision, TODAY, "Doel bereikt")

    page = (await site.get("/jaarverslag/2026")).text

    told = numbers_of(page)
    assert told["Nieuw in het register"] == (1, 1)
    assert told["Opgezegd: besloten om eerder te stoppen"] == (1, 0)
    assert told["Loopt nog aan het eind van de periode"] == (2, 0)
    assert "Er kwam 1 afspraak bij. Er liepen 0 afspraken af. Aan het eind lopen 2 afspraken." in page
    assert "tot en met 23 november 2026. Het jaar was toen nog niet voorbij." in page


async def test_each_number_leads_to_as_many_agreements(site: httpx.AsyncClient) -> None:
    for number in range(report_pages.PER_PAGE + 1):
        await in_force(day=date(2026, 2, 1), title=f"Nummer {number}", theme="Schulden" if number else "Zorg")
    page = (await site.get("/jaarverslag/2026")).text
    links = dict(re.findall(r'<a href="(/jaarverslag/2026/[a-z-]+)">(\d+)<', page))

    assert {"/jaarverslag/2026/nieuw", "/jaarverslag/2026/geldig"} <= links.keys()
    for address, number in links.items():
        shown = [(await site.get(f"{address}?pagina={one}")).text for one in (1, 2)]
        assert sum(one.count('class="table__title"') for one in shown) == int(number)
    assert 'href="/jaarverslag/2026/nieuw?thema=Zorg">1<' in page
    narrowed = (await site.get("/jaarverslag/2026?thema=Zorg")).text
    assert numbers_of(narrowed)["Nieuw in het register"][0] == 1
    assert "Voornemens waarop" not in narrowed


async def test_a_past_year_stays_as_everyone_could_see_it_at_its_end(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force(day=date(2026, 2, 1))
    day.today = date(2027, 1, 2)
    before = (await site.get("/jaarverslag/2026")).text
    assert "zoals iedereen ze op 31 december 2026 kon zien" in before

    day.today = date(2027, 2, 1)
    reviewed = await record_review(
        office_on(date(2027, 1, 20)),
        HENK,
        agreement.reference,
        agreement.revision,
        done_on=date(2027, 1, 18),
        planned_on=date(2027, 1, 15),
        purpose_reached="Ja",
        still_proportionate="Ja",
        incidents="Geen",
    )
    await changed(reviewed, date(2027, 1, 21), summary="Korter gezegd")

    assert numbers_of((await site.get("/jaarverslag/2026")).text) == numbers_of(before)
    told = numbers_of((await site.get("/jaarverslag/2027")).text)
    assert told["Afspraken die zijn geëvalueerd"] == (1, 0)
    assert told["Gewijzigd: er kwam een nieuwe versie"] == (1, 0)


async def test_what_is_public_again_is_not_new(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force()
    gone = await changed(agreement, date(2026, 2, 1), is_public=False, not_public_ground=WOO, not_public_reason=GROUND)
    told = numbers_of((await site.get("/jaarverslag/2026")).text)
    assert (told["Niet meer openbaar"], told["Nieuw in het register"]) == ((1, 0), (0, 1))
    assert gone.reference in (await site.get("/jaarverslag/2026/niet-meer-openbaar")).text

    await changed(gone, date(2027, 1, 4), is_public=True, not_public_reason="")
    day.today = date(2027, 1, 5)

    assert numbers_of((await site.get("/jaarverslag/2027")).text)["Nieuw in het register"] == (0, 0)


async def test_years_are_those_in_which_the_register_told_something(site: httpx.AsyncClient) -> None:
    assert "Jaarverslag" not in re.sub("Jaarverslagen", "", (await site.get("/jaarverslag")).text)
    await in_force()

    assert re.findall(r'href="/jaarverslag/(\d+)"', (await site.get("/jaarverslag")).text) == ["2026", "2025"]
    for path in ("2024", "2027", "202", "2026.doc", "2026/onzin", "2024/nieuw", "2026/nieuw?pagina=2"):
        assert (await site.get(f"/jaarverslag/{path}")).status_code == 404, path
    assert (await site.get("/jaarverslag/2026?thema2=x")).status_code == 400


async def test_questions_of_residents_are_counted_and_late_answers_too(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force()
    before = await site.get("/jaarverslag/2026")
    wish = Wish(kind=QuestionKind.AGREEMENT_ERROR, text="De einddatum klopt niet")
    await ask(office_on(TODAY), b"secret", agreement.reference, "form", wish)

    page = (await site.get("/jaarverslag/2026", headers={"If-None-Match": before.headers["etag"]})).text
    assert numbers_of(page)["Meldingen dat er iets niet klopt"] == (1, 0)
    assert "Er kwam 1 vraag of melding binnen. Bij 0 daarvan is het antwoord te laat." in page

    day.today = date(2026, 12, 31)
    assert numbers_of((await site.get("/jaarverslag/2026")).text)["Te laat beantwoord, of nog niet"] == (1, 0)


async def test_the_report_is_a_document_too(site: httpx.AsyncClient) -> None:
    await in_force(day=date(2026, 2, 1))

    document = await site.get("/jaarverslag/2026.odt")

    told = Odt(io.BytesIO(document.content)).get_formatted_text()
    assert "Jaarverslag 2026" in told
    assert "Er kwam 1 afspraak bij." in told
    assert (await site.get("/jaarverslag/2026.pdf")).content.startswith(b"%PDF")


async def test_the_spreadsheet_has_the_numbers_of_the_page_as_numbers(site: httpx.AsyncClient) -> None:
    await in_force(day=date(2026, 2, 1), theme="=1+1")
    page = numbers_of((await site.get("/jaarverslag/2026")).text)

    answer = await site.get("/jaarverslag/2026.ods")

    sheet, about = Odt(io.BytesIO(answer.content)).body.tables
    rows = [[cell.value for cell in row.cells] for row in sheet.rows]
    told = {row[1]: row[4] for row in rows[1:] if not row[2]}
    assert told == {label: number for label, (number, _) in page.items()}
    assert ["Thema", "=1+1"] in [row[2:4] for row in rows]
    assert about.get_values()[0] == ["Register van", "Gemeente Voorbeeldstad"]
    assert report.PATH in str(rows)
