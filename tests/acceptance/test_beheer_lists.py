"""Bringing in a list in the browser: chosen, looked at, stored, undone; nothing by accident, nothing by strangers."""

from __future__ import annotations

import csv
import io
from datetime import date
from html import unescape

import httpx
from litestar import Litestar
from python_calamine import CalamineWorkbook

from agreements.domain.vocabulary import AgreementKind
from agreements.importing.mapping.wishes import Wish, Wishes
from agreements.services.imports import runs
from agreements.services.imports.command import import_file
from agreements.services.imports.working import SMALL_ROWS, work_on
from agreements.storage import agreements
from tests.colleague import forms_on
from tests.import_lists import DATA
from tests.office import TODAY_OFFICE
from tests.people import PETRA
from tests.uploads import LISTS, send_file, signed_in, words

ODD = (DATA / "lists" / "lijst-zorg-en-veiligheid.csv").read_bytes()
SHORT = b"Onderwerp;Met;Van;Tot en met\nSchulden;Politie;03/04/2026;03/04/2028\nWonen;GGD;1/1/2026;2/2/2028\n"


async def titles() -> list[str]:
    return [record.agreement.content.title for record in await agreements.all_records()]


async def test_a_list_with_other_names_is_brought_in_and_undone(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = await signed_in(app)
    assert "Maximaal 40 MB en 20.000 rijen." in words(await petra.open(LISTS))
    columns = await send_file(petra, ODD, "lijst zorg.csv")
    assert columns.url.path == f"{LISTS}/1/kolommen"
    assert "Samen met Politie Oost, GGD Voorbeeldland en Zorggroep De Linde" in words(columns)
    assert "noemt organisaties: misschien de partijen" in words(columns)

    rows = await petra.send(columns)
    assert rows.url.path == f"{LISTS}/1"
    assert "nieuw (25)" in words(rows)
    assert await titles() == [], "nothing is stored before somebody says so"

    stored = await petra.post(f"{LISTS}/1/opslaan", forms_on(rows)[1].pairs)
    assert "De rijen staan als concept in het register." in words(stored)
    made = [record.agreement.content for record in await agreements.all_records()]
    assert len(made) == 25
    assert [party.name for party in made[0].parties] == ["Politie Oost", "GGD Voorbeeldland", "Zorggroep De Linde"]

    undone = await petra.send(await petra.open(f"{LISTS}/1/terugdraaien"))
    assert "De concepten van deze lijst zijn weggehaald." in words(undone)
    assert all(record.agreement.withdrawal for record in await agreements.all_records())


async def test_what_somebody_says_of_columns_is_shown_remembered_and_can_be_taken_back(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await signed_in(app)
    columns = await send_file(petra, SHORT)
    assert "Wat is 3/4/2026 in deze kolom?" in words(columns)

    rows = await petra.send(columns, kolom__1="parties", volgorde__2="maand-eerst", volgorde__3="maand-eerst")
    assert "4 maart 2026 – 4 maart 2028" in words(rows)
    again = await petra.open(f"{LISTS}/1/kolommen")
    assert "Met Politie GGD" in words(again)
    assert words(again).count("dat hebt u gekozen") == 4, "the title was only likely, and is confirmed"

    await petra.post(f"{LISTS}/1/opslaan", forms_on(rows)[1].pairs)
    following = await send_file(petra, SHORT, "volgende.csv")
    assert words(following).count("onthouden van 23 november 2026") == 4
    assert dict(forms_on(following)[-1].pairs)["kolom-1"] == "parties"


async def test_a_word_of_a_closed_list_is_explained_once_and_remembered(app: Litestar, site: httpx.AsyncClient) -> None:
    listed = b"Titel;Soort\nSchulden;Dealtje\nWonen;protocol\n"
    petra = await signed_in(app)
    columns = await send_file(petra, listed)
    assert "Wat betekent \u201cDealtje\u201d?" in words(columns)
    assert "\u201cprotocol\u201d" not in words(columns)

    rows = await petra.send(columns, woord__1__0="cooperation")
    await petra.post(f"{LISTS}/1/opslaan", forms_on(rows)[1].pairs)
    again = await send_file(petra, listed, "volgende.csv")

    made = [record.agreement.content for record in await agreements.all_records()]
    assert [content.kind for content in made] == [AgreementKind.COOPERATION, AgreementKind.PROTOCOL]
    assert "Soort: Dealtje" in made[0].internal_notes
    assert dict(forms_on(again)[-1].pairs)["woord-1-0"] == "cooperation"
    assert (await petra.send(again, woord__1__0="nonsense")).status_code == 400


async def test_one_field_for_two_columns_is_refused_on_the_same_page(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = await signed_in(app)
    columns = await send_file(petra, SHORT)

    refused = await petra.send(columns, kolom__0="theme", kolom__1="theme")

    assert refused.status_code == 400
    assert "Het veld “thema” is gekozen voor de kolommen “Onderwerp”, “Met”." in words(refused)
    assert (await petra.send(columns, kolom__1="nonsense")).status_code == 400


async def test_a_sheet_is_chosen_and_read(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = await signed_in(app)
    (book,) = [path for path in (DATA / "spreadsheets").glob("*.xlsx") if len(sheets(path.read_bytes())) > 1][:1]
    columns = await send_file(petra, book.read_bytes(), book.name)
    assert "Dit bestand heeft meer bladen." in words(columns)
    form = next(form for form in forms_on(columns) if form.action.endswith("/blad"))
    other = sheets(book.read_bytes())[-1]

    after = await petra.post(form.action, [(name, other if name == "blad" else value) for name, value in form.pairs])

    run = await runs.run_of(TODAY_OFFICE, PETRA, 1)
    assert run.sheet == other
    assert after.status_code == 200


def sheets(book: bytes) -> list[str]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names


async def test_rows_are_looked_at_by_what_becomes_of_them_and_page_by_page(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await signed_in(app)
    await send_file(petra, b"Titel\n" + b"".join(b"Afspraak %d\n" % n for n in range(105)) + b";\n")

    first = await petra.open(f"{LISTS}/1?toon=nieuw")
    second = await petra.open(f"{LISTS}/1?toon=nieuw&na=101")
    skipped = await petra.open(f"{LISTS}/1?toon=overgeslagen")

    assert "Afspraak 99" in words(first)
    assert "Afspraak 104" not in words(first)
    assert f"{LISTS}/1?toon=nieuw&na=101" in unescape(first.text)
    assert "Afspraak 104" in words(second)
    assert "Afspraak 0 " not in words(second)
    assert "lege rij" in words(skipped)
    assert (await petra.open(f"{LISTS}/1?toon=onzin&na=x")).status_code == 200


async def test_a_long_list_is_left_to_the_register_and_the_page_says_how_far_it_is(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await signed_in(app)
    await runs.begin(TODAY_OFFICE, PETRA, "lang.csv", b"Titel\n" + b"A\n" * (SMALL_ROWS + 1))

    waiting = await petra.open(f"{LISTS}/1")
    assert "De lijst wacht op de beurt." in words(waiting)
    assert "Kijk hoe ver het is" in words(waiting)
    assert "refresh" not in waiting.text

    await work_on(lambda: TODAY_OFFICE)
    rows = await petra.open(f"{LISTS}/1")
    asked = await petra.post(f"{LISTS}/1/opslaan", forms_on(rows)[1].pairs)
    assert "Het register maakt van elke rij een concept." in words(asked)
    assert f'max="{SMALL_ROWS + 1}" value="0"' in asked.text


async def test_the_report_is_a_spreadsheet_without_formulas_and_with_dates(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await signed_in(app)
    await send_file(petra, b"Titel;Begindatum\n=1+1;1-1-2026\nhttps://x.example;2026\n")

    as_csv = await petra.open(f"{LISTS}/1/verslag.csv")
    as_xlsx = await petra.open(f"{LISTS}/1/verslag.xlsx")

    rows = list(csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["titel"] for row in rows] == ["'=1+1", "https://x.example"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx.content))
    sheet, about = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert [row[3] for row in sheet] == ["titel", "=1+1", "https://x.example"]
    assert [row[4] for row in sheet] == ["begindatum", date(2026, 1, 1), "2026"]
    assert ["Aantal rijen", 2] in about
    assert 'filename="verslag-1.xlsx"' in as_xlsx.headers["Content-Disposition"]


async def test_a_list_that_cannot_be_read_says_why_and_a_form_without_a_file_too(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await signed_in(app)

    assert "Dit bestand is geen lijst" in words(await send_file(petra, b"%PDF-1.7 x"))
    assert "Kies eerst het bestand met uw lijst." in words(await send_file(petra, b"", ""))
    assert "Dit bestand is leeg." in words(await send_file(petra, b"", "leeg.csv"))
    assert (await petra.open(f"{LISTS}/99")).status_code == 404
    assert (await petra.open(f"{LISTS}/x")).status_code == 404


async def test_of_a_list_without_a_title_the_columns_can_be_chosen(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = await signed_in(app)
    refused = await send_file(petra, b"Einddatum;Bedrag\n31-12-2027;2\n")
    assert "Wijzig de kolommen" in words(refused)

    rows = await petra.send(await petra.open(f"{LISTS}/1/kolommen"), kolom__1="title")

    assert "nieuw (1)" in words(rows)


async def test_what_came_in_by_the_command_line_stands_among_the_lists(app: Litestar, site: httpx.AsyncClient) -> None:
    said = Wishes({"Met": Wish("parties")})
    await import_file(TODAY_OFFICE, PETRA, "eerder.csv", SHORT, apply=True, said=said)
    petra = await signed_in(app)

    page = await petra.open(LISTS)

    assert "eerder.csv" in words(page)
    assert "in het register" in words(page)
    assert (await petra.open(f"{LISTS}/1/terugdraaien")).status_code == 200
