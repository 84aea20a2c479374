"""The page where somebody chooses situations, and the letter to a party, to print or as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.domain.content import Party
from agreements.domain.dutch import PARAMETERS
from agreements.domain.rights import EXPLAINED, answering
from agreements.domain.selection import Selection
from agreements.domain.situations import Belonging, Situation, of_keys
from agreements.http.address import BadValue, choice_in, page_in, shown, values_of
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import conditional, public_page, public_tag
from agreements.http.page import rendered
from agreements.http.paging import pages_near
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, address_in_language, query_of, site_of
from agreements.publication.published import Published
from agreements.storage.public_memory.situations import last_edition
from agreements.texts import LANGUAGES
from agreements.web.about_you.finding import found_for, told
from agreements.web.about_you.letter import Letter, letter
from agreements.web.public_records import told_of

PATH: Final = "/gaat-dit-over-mij"
PER_PAGE: Final = 10
_SITUATION: Final = "situatie"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks for: the keys of situations, each once, in one order."""

    keys: tuple[str, ...]
    page: int
    language: str

    def address(self, page: int | None = None) -> str:
        """The one address of all that ask the same; of another page of it."""
        pairs = [(_SITUATION, key) for key in self.keys]
        number = page or self.page
        pairs += [(PARAMETERS["page"], str(number))] if number > 1 else []
        pairs += [(PARAMETERS["language"], self.language)] if self.language else []
        return f"{PATH}?{urlencode(pairs)}" if pairs else PATH


@page_route(PATH)
async def about_you(request: SiteRequest) -> Response[bytes]:
    """The situations to choose from, and what there is about those that were chosen."""
    chosen = _chosen(request)
    address = chosen.address()

    async def make() -> bytes:
        offered = [one for one in (await last_edition()).situations if one.is_offered]
        situations = _known(chosen, offered)
        found = await _found(request, chosen, situations) if situations else {}
        context = {"situations": offered, "chosen": frozenset(chosen.keys), "explained": EXPLAINED, **found}
        return rendered(request, "about_you.html", context, address)

    return await public_page(request, address, make, (await state_of(request)).situations)


def _chosen(request: SiteRequest) -> Chosen:
    """Raises `BadQuery`; which situations there are is not looked at."""
    known = [_SITUATION, PARAMETERS["page"], PARAMETERS["language"]]
    values = values_of(request.query_params, query_of(request), known, {_SITUATION})
    keys = tuple(sorted(set(values.get(_SITUATION, ()))))
    return Chosen(keys, page_in(values), choice_in(values, PARAMETERS["language"], LANGUAGES))


def _known(chosen: Chosen, offered: Sequence[Situation]) -> tuple[Situation, ...]:
    """Those that were chosen. Raises `BadValue` for one that is not offered."""
    known = [one.key for one in offered]
    for key in chosen.keys:
        if key not in known:
            raise BadValue(value=shown(key), name=_SITUATION, known=", ".join(known))
    return of_keys(offered, chosen.keys)


async def _found(request: SiteRequest, chosen: Chosen, situations: Sequence[Situation]) -> dict[str, Any]:
    selection, belonging = Selection(on_day=today_of(request)), Belonging(situations)
    found = await found_for(belonging, selection)
    pages = max(1, -(-found.count // PER_PAGE))
    if chosen.page > pages:
        raise NotFoundException()
    offset = (chosen.page - 1) * PER_PAGE
    return {
        "count": found.count,
        "agreements": await told(found, selection, belonging, limit=PER_PAGE, offset=offset),
        "page": chosen.page,
        "page_links": [(n, chosen.address(n) if n else "") for n in pages_near(chosen.page, pages)],
        "letter_address": letter_address,
    }


def letter_address(reference: str, number: int) -> str:
    """Where the letter to a party of an agreement is; parties are numbered from 1, in the order of the agreement."""
    return f"{PATH}/brief/{reference}/{number}"


@page_route(PATH + "/brief/{reference:str}/{number:int}")
async def letter_page(request: SiteRequest, reference: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """The letter, to print or to copy."""
    address = address_in_language(request, letter_address(reference, number))

    async def make() -> bytes:
        kept, party = await _party_of(request, reference, number)
        context = {"letter": _letter(request, kept, party), "party": party, "agreement": kept, "number": number}
        return rendered(request, "letter.html", context, address)

    return await public_page(request, address, make)


@page_route(PATH + "/brief/{reference:str}/{number:int}/tekst")
async def letter_as_text(request: SiteRequest, reference: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """The letter as a file for any program that writes letters."""

    async def make() -> bytes:
        return _letter(request, *await _party_of(request, reference, number)).as_text().encode()

    name = f'attachment; filename="inzagebrief-{quote(reference)}-{number}.txt"'
    tag = await public_tag(request, "letter", reference, number)
    return await conditional(request, tag, "text/plain", make, {"Content-Disposition": name})


async def _party_of(request: SiteRequest, reference: str, number: int) -> tuple[Published, Party]:
    """Raises `NotFound` or NotFoundException, alike for what is not public, never was, or answers no letters."""
    kept = (await told_of(reference, Selection(on_day=today_of(request)))).document.published
    parties = kept.content.parties if kept else ()
    if kept is None or not 1 <= number <= len(parties) or parties[number - 1].name not in answering(kept.content):
        raise NotFoundException()
    return kept, parties[number - 1]


def _letter(request: SiteRequest, kept: Published, party: Party) -> Letter:
    return letter(kept, party, f"{site_of(request).settings.base_url}/afspraken/{kept.reference}")


HANDLERS: Final = (about_you, letter_page, letter_as_text)
