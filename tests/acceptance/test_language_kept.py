"""Who asks for a language is led on in it: by every link and form of every page, going from one to the next."""

from __future__ import annotations

from collections import deque
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from agreements.http.kept_language import keep_language
from agreements.web.pages import PAGES
from tests.acceptance.conftest import BASE_URL
from tests.office import in_force
from tests.people import TODAY

MOST_PAGES = 200
FILES = (".ics", ".csv", ".json", ".xlsx", ".ods", ".txt", ".xml", ".atom", ".pdf", ".odt", ".ttl", ".jsonld", ".yml")


class Ways(HTMLParser):
    """The ways on from a page: links and forms to this site, and what their fields say of the language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, list[str]]] = []
        self.spoken = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.spoken = given["lang"]
        elif tag == "a" and given.get("href", "").startswith("/") and not {"hreflang", "type"} & set(given):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append((given.get("method", "get"), given.get("action", ""), []))
        elif tag == "input" and given.get("name") == "taal":
            self.forms[-1][2].append(given["value"])

    def lost(self) -> list[str]:
        """Those that lead out of English."""
        links = [link for link in self.links if not is_file(link) and asked(link) != ["en"]]
        fields = [action for method, action, said in self.forms if method == "get" and said != ["en"]]
        posted = [action for method, action, _ in self.forms if method == "post" and asked(action) != ["en"]]
        return [*links, *fields, *posted]


def asked(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("taal", [])


def is_file(address: str) -> bool:
    return urlsplit(address).path.endswith(FILES)


async def test_no_link_of_any_page_leaves_the_language_that_was_asked_for(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    await in_force(title="Alles & iets <anders>")
    ahead = deque([*(f"{page.path}?taal=en" for page in PAGES), f"/?taal=en&q=niets&peildatum={TODAY}"])
    seen: dict[str, Ways] = {}
    while ahead and len(seen) < MOST_PAGES:
        address = ahead.popleft().partition("#")[0]
        if address in seen or is_file(address):
            continue
        answer = await site.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            seen[address] = Ways(answer.text)
        ahead.extend(seen[address].links if address in seen else [])

    assert f"/afspraken/{agreement.reference}/versies/1?taal=en" in seen, "nothing was walked"
    assert "/beheer?taal=en" in seen, "the door of beheer was not knocked at"
    assert {address: ways.lost() for address, ways in seen.items() if ways.spoken != "en" or ways.lost()} == {}


async def test_where_nobody_asked_addresses_stay_as_they_are(site: httpx.AsyncClient) -> None:
    page = await site.get("/", headers={"Accept-Language": "en"})

    assert Ways(page.text).spoken == "en"
    assert [link for link in Ways(page.text).links if asked(link)] == []


async def test_each_page_names_itself_in_both_languages_for_search_engines(site: httpx.AsyncClient) -> None:
    page = (await site.get("/?status=geldig&taal=en")).text

    for language, query in (("nl", "&amp;taal=nl"), ("en", "&amp;taal=en"), ("x-default", "")):
        assert f'<link rel="alternate" hreflang="{language}" href="{BASE_URL}/?status=geldig{query}">' in page
    assert "hreflang" not in (await site.get("/bestaat-niet")).text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<a href="/over">', '<a href="/over?taal=en">'),
        ('<a class="x" href="/?q=a&amp;b=c#d">', '<a class="x" href="/?q=a&amp;b=c&amp;taal=en#d">'),
        ('<a href="/?q=&#39;a">', '<a href="/?q=&#x27;a&amp;taal=en">'),
        ('<a href="/?taal=nl">', '<a href="/?taal=nl">'),
        ('<a href="/x" hreflang="nl">', '<a href="/x" hreflang="nl">'),
        ('<a href="/x" type="text/turtle">', '<a href="/x" type="text/turtle">'),
        ('<a href="//elsewhere.example/">', '<a href="//elsewhere.example/">'),
        ('<a href="https://elsewhere.example/">', '<a href="https://elsewhere.example/">'),
        ('<a href="#main">', '<a href="#main">'),
        ('<a href="/agenda.ics?q=a">', '<a href="/agenda.ics?q=a">'),
        (
            '<form action="/" method="get">',
            '<form action="/" method="get"><input type="hidden" name="taal" value="en">',
        ),
        ('<form method="post" action="/vraag">', '<form method="post" action="/vraag?taal=en">'),
        ('&lt;a href="/over"&gt;', '&lt;a href="/over"&gt;'),
    ],
)
def test_an_address_keeps_the_language_and_all_else(given: str, kept: str) -> None:
    assert keep_language(given, "en") == kept
    assert keep_language(given, "") == given
