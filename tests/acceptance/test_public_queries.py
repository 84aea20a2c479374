"""Questions that nobody should ask, and addresses that do not exist: a clear answer, never a 500."""

from __future__ import annotations

import httpx

from tests.acceptance.conftest import BASE_URL
from tests.office import in_force

DATES_THAT_ARE_NONE = (
    "eindigtVan=2027-02-29",
    "eindigtVan=0000-00-00",
    "eindigtTot=10000-01-01",
    "peildatum=9999-12-31",
    "peildatum=gisteren",
)
"""The form of the overview comes back with what was typed; a file has no form."""
SHORT = 6000
"""Bytes: a page that refuses costs next to nothing."""
HOSTILE_QUERIES = [
    "status=x",
    "status=concept",
    "status=draft",
    "department=secret",
    "fields=contact_email",
    "q=" + "a" * 101,
    "q=" + "%25" * 20_000,
    "q=%00",
    "q=%0d%0aSet-Cookie:x",
    "q=a&q=b",
    "pagina=-1",
    "pagina=0",
    "pagina=1e9",
    "pagina=1e400",
    "pagina=abc",
    "pagina=" + "9" * 5000,
    "pagina=1&pagina=2",
    "pagina=%D9%A1",
    "sorteer=id;DROP TABLE agreement",
    "sorteer=password_hash",
    "sorteer=--titel",
    "filter[__class__]=x",
    *DATES_THAT_ARE_NONE,
    "taal=xx",
    "soort=covenant",
    "partnersoort=politie&partnersoort=x",
    "scheiding=komma",
    "&".join(f"p{n}=1" for n in range(5_000)),
    "&".join(f"afdeling=a{n}" for n in range(21)),
]


async def test_a_bad_query_gets_a_page_that_says_what_to_do(site: httpx.AsyncClient) -> None:
    for query in HOSTILE_QUERIES:
        for address in ("/", "/afspraken.csv", "/agenda.ics"):
            answer = await site.get(f"{address}?{query}")
            assert answer.status_code == 400, query[:60]
            if address == "/" and query in DATES_THAT_ARE_NONE:
                assert "is geen datum" in answer.text
            else:
                assert "<h1>Deze link werkt niet goed</h1>" in answer.text
                assert len(answer.content) < SHORT


async def test_a_file_is_whole_and_whoever_asks_for_a_page_of_it_hears_so(site: httpx.AsyncClient) -> None:
    for address in ("/afspraken.json?pagina=2", "/afspraken.csv?voor=3", "/agenda.ics?pagina=2"):
        answer = await site.get(address)
        assert answer.status_code == 400, address
        assert "Een bestand heeft geen pagina" in answer.text


async def test_any_words_can_be_searched_for_and_are_shown_as_text(site: httpx.AsyncClient) -> None:
    words = ['"', "a AND", "NEAR(", "col:x", "-", "(((((", "^", "*", "%", "_", "\\", "é🏛", "{{7*7}}", "<script>"]
    for asked in words:
        answer = await site.get("/", params={"q": asked})
        assert answer.status_code == 200, asked
        assert "<script>" not in answer.text
        assert ">49<" not in answer.text


NOT_THERE = [
    "/afspraken",
    "/afspraken/",
    "/afspraken/x.ics",
    "/afspraken/AFS-2025-0001/versies/0",
    "/afspraken/AFS-2025-0001/versies/99",
    "/afspraken/AFS-2025-0001/versies/x",
    "/afspraken/AFS-2025-0001/versies/" + "9" * 5000,
    "/afspraken/%00",
    "/afspraken/..%2fadmin",
    "/afspraken/1 OR 1=1",
    "/afspraken.csv;.ics",
    "/agenda.ics%00.csv",
    "//afspraken",
    "/static/..%2f..%2fsettings.py",
    "/static/.hidden",
    "/" + "x" * 5000,
    "/?pagina=2",
]


async def test_what_does_not_exist_is_not_found(site: httpx.AsyncClient) -> None:
    await in_force()

    for address in NOT_THERE:
        assert (await site.get(f"{BASE_URL}{address}")).status_code in {400, 404}, address
