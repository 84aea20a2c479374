"""The filters in SQL. Where a filter looks follows from its row: a field of the content is a column of
`agreement_version`, a field of a party one of `agreement_party`.

`a` is the agreement and `v` the version that is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping

from agreements.domain.content import Party
from agreements.domain.filters import FILTERS, Fact, Filter, FilterKind, held_by
from agreements.domain.selection import Value
from agreements.storage.conditions import LAST_DAY, RULE, Conditions, one_of, with_words

_PARTIES = "agreement_party q ON q.agreement_id = v.agreement_id AND q.number = v.number"


def picked_by(picked: Mapping[str, tuple[Value, ...]], status: str) -> Conditions:
    """All that was picked; `status` is the expression for it. Raises KeyError for a filter that does not exist."""
    found = Conditions()
    for name, values in picked.items():
        found &= _condition(FILTERS[name], values, status)
    return found


def value_of(row: Filter, status: str) -> tuple[str, str]:
    """What must be joined to `v`, if anything, and the expression for what the filter picks by."""
    if row.fact:
        return "", {Fact.STATUS: f"({status})", Fact.LAST_DAY: LAST_DAY, Fact.RULE: RULE}[row.fact]
    return (f"JOIN {_PARTIES}", f"q.{row.field}") if row.owner is Party else ("", f"v.{row.field}")


def _condition(row: Filter, values: tuple[Value, ...], status: str) -> Conditions:
    if row.kind is FilterKind.WORDS:
        return with_words(" ".join(map(str, values)))
    join, expression = value_of(row, status)
    found = _meant(row, expression, values)
    if not join:
        return found
    source, _, fits = _PARTIES.partition(" ON ")
    texts = (f"EXISTS (SELECT 1 FROM {source} WHERE {fits} AND {text})" for text in found.texts)  # noqa: S608
    return Conditions(tuple(texts), found.params)


def _meant(row: Filter, expression: str, values: tuple[Value, ...]) -> Conditions:
    if row.is_day:
        sign = ">=" if row.kind is FilterKind.DAY_FROM else "<="
        return Conditions((f"{expression} {sign} :{row.name}",), {row.name: values[0]})
    return one_of(row.name, expression, sorted(held_by(row, values)))
