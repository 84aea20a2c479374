"""Which column of a list means what: Dutch names as offices use them, and those of the register's own CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agreements.importing.errors import ColumnsDoubled
from agreements.importing.words import clean, one_line, plain

SHOWN_COLUMNS = 30


class Column(StrEnum):
    """What a column can mean."""

    REFERENCE = "reference"
    TITLE = "title"
    SUMMARY = "summary"
    KIND = "kind"
    THEME = "theme"
    DEPARTMENT = "department"
    CONTACT = "contact_point"
    PARTIES = "parties"
    PURPOSE = "purpose"
    DATA = "data"
    DATA_SUBJECTS = "data_subjects"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    TERM = "term"
    RENEWAL = "renewal"
    NOTICE = "notice"
    DECIDE_BY = "decide_by"
    REVIEWS = "reviews"
    SIGNED_ON = "signed_on"
    RETENTION = "retention"
    DESTRUCTION = "destruction"
    ONWARD_SHARING = "onward_sharing"
    TRANSITIONAL = "is_transitional"
    PREDECESSOR = "predecessor"
    URL = "url"
    REMARKS = "remarks"


NAMES: dict[Column, str] = {
    Column.REFERENCE: "kenmerk; registratienummer; convenantnummer; contractnummer; zaaknummer",
    Column.TITLE: "titel; naam convenant; convenant; naam; naam afspraak; afspraak; naam overeenkomst; overeenkomst; "
    "titel convenant; titel afspraak; naam gegevenslevering",
    Column.SUMMARY: "samenvatting; korte omschrijving; korte samenvatting",
    Column.KIND: "soort; soort afspraak; soort overeenkomst; type; type overeenkomst; type convenant",
    Column.THEME: "thema; beleidsterrein; domein",
    Column.DEPARTMENT: "afdeling; eigenaar afdeling; afdeling eigenaar; team; verantwoordelijke afdeling; "
    "organisatieonderdeel; eigenaar (afdeling); cluster",
    Column.CONTACT: "contactpunt; contactpunt betrokkenen; loket",
    Column.PARTIES: "partijen; partners; betrokken partijen; deelnemers; deelnemende partijen; convenantpartners",
    Column.PURPOSE: "doel; doel verwerking; doel van de afspraak; doelstelling; doel gegevensdeling; doelbinding",
    Column.DATA: "gegevenssoorten; soorten gegevens; gegevens; persoonsgegevens; soort gegevens; categorieen gegevens; "
    "categorieen persoonsgegevens; gegevenscategorieen",
    Column.DATA_SUBJECTS: "betrokkenen; categorieen betrokkenen; mensen over wie de gegevens gaan",
    Column.STARTS_ON: "begindatum; ingangsdatum; startdatum; datum ingang; datum inwerkingtreding; inwerkingtreding; "
    "ingang; start; geldig vanaf; van; datum van ingang",
    Column.ENDS_ON: "einddatum; datum einde; afloopdatum; vervaldatum; expiratiedatum; geldig tot en met; geldig t m; "
    "einde; eind; einde looptijd; tot en met; t m",
    Column.TERM: "looptijd; duur; termijn; geldigheidsduur",
    Column.RENEWAL: "verlenging; verlengen; stilzwijgende verlenging; verlengingsoptie",
    Column.NOTICE: "opzegtermijn; opzegging; opzeggen",
    Column.DECIDE_BY: "opzeggen voor; opzeggen uiterlijk; uiterste opzegdatum",
    Column.REVIEWS: "evaluatiedatum; evaluatie; datum evaluatie; evaluatiedata",
    Column.SIGNED_ON: "ondertekend; ondertekendatum; datum ondertekening; getekend; getekend op; ondertekend op; "
    "tekendatum",
    Column.RETENTION: "bewaartermijn; bewaartermijnen; bewaren; bewaarperiode",
    Column.DESTRUCTION: "vernietiging; wijze van vernietiging; vernietigen",
    Column.ONWARD_SHARING: "doorverstrekking; doorlevering; doorverstrekken",
    Column.TRANSITIONAL: "overgangsafspraak",
    Column.PREDECESSOR: "voorganger",
    Column.URL: "url; link; vindplaats; bron; website; hyperlink",
    Column.REMARKS: "opmerkingen; opmerking; toelichting; notities; bijzonderheden; notitie; commentaar",
}
MEANING = {plain(name): column for column, names in NAMES.items() for name in names.split(";")}


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column names: the names as the source has them, and what each means (None: unknown)."""

    names: tuple[str, ...]
    meanings: tuple[Column | None, ...]

    def is_repeated_by(self, cells: Sequence[str]) -> bool:
        """Whether a row says the column names once more, as lists do at the top of each printed page."""
        pairs = zip(self.names, cells, strict=False)
        return len(cells) >= len(self.names) and all(plain(name) == plain(cell) for name, cell in pairs)

    def name(self, index: int) -> str:
        """What to call a column, also one without a name of its own."""
        return (self.names[index] if index < len(self.names) else "") or f"Kolom {index + 1}"


def score(cells: Sequence[str]) -> int:
    """How many columns a row names that the register knows; 0 unless one of them is the title."""
    meanings = [MEANING.get(plain(cell)) for cell in cells]
    return sum(meaning is not None for meaning in meanings) if Column.TITLE in meanings else 0


def read_header(cells: Sequence[str]) -> Header:
    """Give every column its meaning. Raises `ColumnsDoubled` with the names of those that mean the same."""
    names = tuple(one_line(clean(cell)) for cell in cells)
    meanings = tuple(MEANING.get(plain(name)) for name in names)
    keys = _keys(names, meanings)
    times = Counter(keys)
    doubled = [name for name, key in zip(names, keys, strict=True) if times[key] > 1]
    if any(doubled):
        raise ColumnsDoubled(columns=listed(doubled))
    return Header(names, meanings)


def _keys(names: Sequence[str], meanings: Sequence[Column | None]) -> list[str]:
    """What must be unique: the meaning, else the name. There may be many columns of remarks, or without a name."""
    return [
        (meaning if meaning not in (None, Column.REMARKS) else plain(name)) or f"#{number}"
        for number, (name, meaning) in enumerate(zip(names, meanings, strict=True))
    ]


def listed(names: Sequence[str]) -> str:
    """The names as a sentence shows them: each between quotation marks, not too many."""
    shown = [f"“{one_line(clean(name))[:40]}”" for name in names if name.strip()]
    return ", ".join(shown[:SHOWN_COLUMNS]) + (" …" if len(shown) > SHOWN_COLUMNS else "")
