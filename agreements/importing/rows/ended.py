"""What an export of the register says about an agreement that was ended: a draft must not make it valid again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from agreements.domain.termination import Termination
from agreements.importing.codes import Code
from agreements.importing.import_row import ImportRow
from agreements.importing.messages import note
from agreements.importing.rows.own_table import day_of

STATUS, LAST_DAY, TERMINATED_ON, DECIDED_ON = "status", "laatste_dag", "opgezegd_per", "opgezegd_op"
"""Names in the register's own CSV and JSON."""
_OVER = ("opgezegd", "verlopen", "afgesloten")
_REASON = "Overgenomen uit een export: in dat register was de afspraak opgezegd."


class BadDay(ValueError):
    """The field that holds no date."""


def of_item(item: Mapping[str, object]) -> tuple[Termination | None, str]:
    """The termination and the status in one agreement of the JSON. Raises `BadDay` with the name of the field."""
    ends_on, decided_on, status = _day(item, TERMINATED_ON), _day(item, DECIDED_ON), item.get(STATUS)
    words = status if isinstance(status, str) and status in _OVER else ""
    return _termination(ends_on, decided_on), words


def of_cells(unknown: Iterable[tuple[str, str]], ends_on: date | None) -> tuple[Termination | None, str]:
    """The same of a row of the CSV, which tells the last day only; other lists have no such columns."""
    said = dict(unknown)
    last_day = day_of(said.get(LAST_DAY, ""))
    status = said.get(STATUS, "")
    is_early = STATUS in said and last_day is not None and ends_on is not None and last_day < ends_on
    return _termination(last_day if is_early else None, None), status if last_day and status in _OVER else ""


def with_end(row: ImportRow, termination: Termination | None, status: str) -> ImportRow:
    """The row with its termination, and a word about the status it had."""
    if not status and termination is None:
        return row
    told = []
    if status:
        told.append(note(Code.STATUS_IN_SOURCE, words=status))
    if termination:
        told.append(note(Code.TERMINATED_IN_SOURCE, words=str(termination.ends_on)))
    return replace(row, termination=termination, messages=(*row.messages, *told))


def _termination(ends_on: date | None, decided_on: date | None) -> Termination | None:
    if ends_on is None:
        return None
    return Termination(ends_on=ends_on, decided_on=decided_on or ends_on, reason=_REASON)


def _day(item: Mapping[str, object], name: str) -> date | None:
    value = item.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _refused(name)
    except ValueError:
        return _refused(name)


def _refused(name: str) -> date:
    raise BadDay(name)
