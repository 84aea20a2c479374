"""Dates typed in the form of the overview that are none: the form comes back with all that was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from litestar.datastructures import MultiDict

from agreements.domain.dutch import PARAMETERS
from agreements.domain.filters import public_filters
from agreements.domain.wording import N_
from agreements.http.address import BadDay
from agreements.http.asked_at import today_of
from agreements.http.site import SiteRequest, query_of, texts_of
from agreements.web.query import Asked, read_query

ON_DAY_LABEL = N_("Show the register as on")


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What was typed in a field, and the sentence that says what is wrong. `parameter` is the name of the field."""

    parameter: str
    typed: str
    sentence: str


def read_form(request: SiteRequest) -> tuple[Asked, dict[str, Mistyped]]:
    """What a visitor asks, but for the days that are none; and these, by the name of their field.

    Raises `BadQuery` for what no form sends.
    """
    given, wrong = request.query_params, dict[str, str]()
    while True:
        kept = MultiDict([(name, value) for name, value in given.items() if name not in wrong])
        try:
            asked = read_query(kept, query_of(request), today_of(request))
        except BadDay as error:
            name = str(error.values["name"])
            wrong[name] = given.getall(name)[0].strip()
            continue
        return asked, {one.parameter: one for one in _mistyped(request, wrong)}


def _mistyped(request: SiteRequest, wrong: dict[str, str]) -> Iterator[Mistyped]:
    """In the order of the form."""
    texts = texts_of(request)
    labels = {row.parameter: row.label for row in public_filters()} | {PARAMETERS["on_day"]: ON_DAY_LABEL}
    for name in (one for one in labels if one in wrong):
        typed = wrong[name]
        told = texts(
            N_("%(label)s: “%(typed)s” is not a date. Write it as 31-12-2026."), label=texts(labels[name]), typed=typed
        )
        yield Mistyped(name, typed, told)
