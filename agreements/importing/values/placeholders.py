"""Words that fill a cell without saying anything, such as "-", "n.v.t." and "#N/B": the field counts as missing."""

from __future__ import annotations

import re

from agreements.domain.catalogue import FIELDS, FieldKind
from agreements.domain.catalogue.field import ALWAYS
from agreements.importing.values.words import remembered

NOT_FILLED = frozenset({
    "nvt", "nietvantoepassing", "nnb", "nognietbekend", "nognader", "nietbekend", "onbekend", "nogonbekend", "ntb",
    "nogtebepalen", "nadertebepalen", "nogintevullen", "noginvullen", "invullen", "nietingevuld", "leeg", "volgt",
    "pm", "tbd", "tba", "todo", "na", "n/a", "n/b", "nb", "unknown", "none", "null", "geenopgave",
    "x", "xx", "xxx", "idem", "id", "ditto", "zieboven", "ziehierboven", "alsboven", "zievorige",
})  # fmt: skip
"""Without spaces and full stops. What points at the row above is among them: it says nothing by itself."""
DITTOS = frozenset({"idem", "id.", "ditto", '"', "''", "„", "”", "〃", '-"-', "-''-"})
"""What says the same as the cell right above. "Zie boven" does not: it points at an agreement further up as well."""
NONE = frozenset({"geen"})
"""An answer in some columns: no onward sharing."""
ERRORS = frozenset({
    "#n/b", "#n/a", "#verw!", "#ref!", "#waarde!", "#value!", "#naam?", "#name?", "#deel/0!", "#div/0!", "#getal!",
    "#num!", "#leeg!", "#null!", "#overloop!", "#spill!", "err:502", "err:504", "err:508",
})  # fmt: skip
"""What spreadsheets show where a formula failed, in Dutch and in English."""
NO_TITLES = ERRORS | DITTOS
SIGNS_ONLY = re.compile(r"[\W_]+")
NAMES = frozenset({
    FieldKind.LINE, FieldKind.NAMES, FieldKind.DEPARTMENT, FieldKind.DAY, FieldKind.DAYS, FieldKind.REFERENCE,
    FieldKind.LINK,
})  # fmt: skip
"""Kinds of fields that hold a name, a day or an address."""
NO_NONE = {"data", "signed_on", "decide_by", "url"} | {
    row.name
    for row in FIELDS
    if row.kind in NAMES or (row.kind is FieldKind.TEXT and any(demand.when is ALWAYS for demand in row.demands))
}
"""Columns in which "geen" is no answer: there is none to name, or the law asks for an explanation."""
READ_THEMSELVES = frozenset({"ends_on", "retention", "parties", "remarks"})
"""Columns whose readers tell what such words mean there, and keep them."""
TICKS = frozenset(row.name for row in FIELDS if row.kind is FieldKind.TICK)
"""Columns in which "x" says yes."""


@remembered
def is_placeholder(words: str) -> bool:
    """Whether words fill a cell without saying anything, in whatever column."""
    bare = words.casefold().strip(" ()[]")
    is_known = bare in ERRORS or bare.replace(" ", "").replace(".", "") in NOT_FILLED
    return is_known or bool(SIGNS_ONLY.fullmatch(words))


def leaves_open(words: str, column: str) -> bool:
    """Whether the cell of a column is not filled in, although something stands there."""
    if column in READ_THEMSELVES or (column in TICKS and words.casefold() == "x"):
        return False
    if column == "title":
        return bool(SIGNS_ONLY.fullmatch(words)) or words.casefold() in NO_TITLES
    return is_placeholder(words) or (column in NO_NONE and words.casefold() in NONE)
