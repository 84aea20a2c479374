"""What the import tells about a row: one code and one short sentence per thing that needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from agreements.domain.catalogue import FIELDS as CATALOGUE
from agreements.domain.wording import N_


class Code(StrEnum):
    """What can be the matter with a row; stable, for tests and for counting."""

    BLANK = "blank"
    HEADING = "heading"
    TITLE_MISSING = "title_missing"
    NOT_PUBLIC = "not_public"
    ROW_UNREADABLE = "row_unreadable"
    FIELD_UNREADABLE = "field_unreadable"

    NO_DATES = "no_dates"
    DATES_YEAR_ONLY = "dates_year_only"
    START_MISSING = "start_missing"
    START_YEAR_ONLY = "start_year_only"
    START_MONTH_ONLY = "start_month_only"
    START_TEXT = "start_text"
    END_MISSING = "end_missing"
    END_YEAR_ONLY = "end_year_only"
    END_MONTH_ONLY = "end_month_only"
    END_NONE = "end_none"
    END_UNKNOWN = "end_unknown"
    END_INDEFINITE = "end_indefinite"
    END_TEXT = "end_text"
    END_TEXT_QUESTION = "end_text_question"
    END_IS_DURATION = "end_is_duration"
    END_COULD_BE = "end_could_be"
    END_FROM_TITLE = "end_from_title"
    END_FROM_REPEAL = "end_from_repeal"
    TERM_WITHOUT_START = "term_without_start"
    TERM_TEXT = "term_text"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_SHORT_YEAR = "date_short_year"
    DATE_IS_NUMBER = "date_is_number"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    DATE_TEXT = "date_text"

    ENDS_BEFORE_START = "ends_before_start"
    TERM_TOO_LONG = "term_too_long"
    TERM_TOO_SHORT = "term_too_short"
    TERM_REFUSED = "term_refused"
    ALREADY_ENDED = "already_ended"
    MAY_BE_TRANSITIONAL = "may_be_transitional"
    TACIT_RENEWAL = "tacit_renewal"
    TACIT_RENEWAL_STATED = "tacit_renewal_stated"
    RENEWAL_AFTER_REVIEW = "renewal_after_review"
    RENEWAL_MENTIONED = "renewal_mentioned"
    RETROACTIVE = "retroactive"
    SAYS_ENDED = "says_ended"
    CHANGED_SINCE = "changed_since"
    STATUS_IN_SOURCE = "status_in_source"
    TERMINATED_IN_SOURCE = "terminated_in_source"

    PURPOSE_MISSING = "purpose_missing"
    PURPOSE_QUESTION = "purpose_question"
    RETENTION_MISSING = "retention_missing"
    RETENTION_QUESTION = "retention_question"
    RETENTION_REFERENCE = "retention_reference"
    RETENTION_NO_NUMBER = "retention_no_number"
    RETENTION_PER_KIND = "retention_per_kind"
    PARTIES_IN_ANNEX = "parties_in_annex"
    PARTIES_ELSEWHERE = "parties_elsewhere"
    PARTIES_OPEN = "parties_open"
    PARTIES_GROUPED = "parties_grouped"
    PARTIES_TOO_MANY = "parties_too_many"
    DEPARTMENT_UNKNOWN = "department_unknown"
    KIND_UNKNOWN = "kind_unknown"
    CHOICE_UNKNOWN = "choice_unknown"

    POSSIBLE_DUPLICATE = "possible_duplicate"
    LOOKS_REGISTERED = "looks_registered"
    RELATED_AGREEMENT = "related_agreement"
    OLD_LAW = "old_law"
    SENSITIVE_DATA = "sensitive_data"
    LOOKS_LIKE_MODEL = "looks_like_model"
    IS_MODEL = "is_model"
    IS_UNILATERAL = "is_unilateral"
    OPEN_QUESTION = "open_question"
    LINE_BREAK_IN_CELL = "line_break_in_cell"
    SEMICOLON_IN_CELL = "semicolon_in_cell"
    TOO_MANY_CELLS = "too_many_cells"
    INVISIBLE_REMOVED = "invisible_removed"
    LONG_TEXT = "long_text"
    GARBLED = "garbled"
    LACKS = "lacks"


TEXTS: dict[Code, str] = {
    Code.BLANK: N_("empty row"),
    Code.HEADING: N_("heading, not an agreement: %(text)s"),
    Code.TITLE_MISSING: N_("the title is missing; the row says: %(text)s"),
    Code.NOT_PUBLIC: N_("line of an agreement that is not public any more; nothing of it to import: %(text)s"),
    Code.ROW_UNREADABLE: N_("this is not a described agreement"),
    Code.FIELD_UNREADABLE: N_("the field “%(field)s” has a value that does not fit"),
    Code.NO_DATES: N_("no dates"),
    Code.DATES_YEAR_ONLY: N_("dates with only a year"),
    Code.START_MISSING: N_("the start date is missing"),
    Code.START_YEAR_ONLY: N_("start date with only a year"),
    Code.START_MONTH_ONLY: N_("start date with only a month"),
    Code.START_TEXT: N_("the start date is free text"),
    Code.END_MISSING: N_("the end date is missing"),
    Code.END_YEAR_ONLY: N_("end date with only a year"),
    Code.END_MONTH_ONLY: N_("end date with only a month"),
    Code.END_NONE: N_("the end date says '%(words)s'"),
    Code.END_UNKNOWN: N_("the end date says '?'"),
    Code.END_INDEFINITE: N_("for an indefinite time"),
    Code.END_TEXT: N_("the end date is free text"),
    Code.END_TEXT_QUESTION: N_("the end date is free text with a question mark"),
    Code.END_IS_DURATION: N_("the end date is a length of time"),
    Code.END_COULD_BE: N_("with this length the last day would be %(day)s; fill it in if that is right"),
    Code.END_FROM_TITLE: N_("the end year %(words)s is only in the title and was not agreed"),
    Code.END_FROM_REPEAL: N_("%(words)s is the day of repeal, not an agreed end date"),
    Code.TERM_WITHOUT_START: N_("a length of time without a start date"),
    Code.TERM_TEXT: N_("the term is free text"),
    Code.DATE_IMPOSSIBLE: N_("“%(words)s” does not exist in the calendar"),
    Code.DATE_SHORT_YEAR: N_("the year of “%(words)s” has only two figures"),
    Code.DATE_IS_NUMBER: N_("“%(words)s” is a number instead of a date; format the column as a date"),
    Code.DATE_OUT_OF_RANGE: N_("“%(words)s” lies outside the years 1950 to 2199"),
    Code.DATE_TEXT: N_("“%(words)s” in the column “%(column)s” is not a date"),
    Code.ENDS_BEFORE_START: N_("the end date lies before the start date"),
    Code.TERM_TOO_LONG: N_("lasts longer than %(years)s years"),
    Code.TERM_TOO_SHORT: N_("lasts less than %(years)s year"),
    Code.TERM_REFUSED: N_("the dates do not fit the rules on the term"),
    Code.STATUS_IN_SOURCE: N_("the register it comes from gives it as “%(words)s”"),
    Code.TERMINATED_IN_SOURCE: N_("terminated there, with %(words)s as its last day; the draft keeps that"),
    Code.ALREADY_ENDED: N_("the end date has passed already"),
    Code.MAY_BE_TRANSITIONAL: N_("may be entered as transitional, until %(latest)s at the latest"),
    Code.TACIT_RENEWAL: N_("automatic renewal in a remark"),
    Code.TACIT_RENEWAL_STATED: N_("automatic renewal, which this register does not allow"),
    Code.RENEWAL_AFTER_REVIEW: N_("renewal after a review: that becomes a new agreement"),
    Code.RENEWAL_MENTIONED: N_("renewal is mentioned: that becomes a new agreement"),
    Code.RETROACTIVE: N_("works back to before the start date"),
    Code.SAYS_ENDED: N_("the row says: %(words)s"),
    Code.CHANGED_SINCE: N_("the row was changed since it was imported; the register leads, so change it there"),
    Code.PURPOSE_MISSING: N_("the purpose is missing"),
    Code.PURPOSE_QUESTION: N_("the purpose says '?'"),
    Code.RETENTION_MISSING: N_("the retention period is missing"),
    Code.RETENTION_QUESTION: N_("the retention period says '?'"),
    Code.RETENTION_REFERENCE: N_("the retention period is a reference"),
    Code.RETENTION_NO_NUMBER: N_("retention period without a number"),
    Code.RETENTION_PER_KIND: N_("fill in the retention period for each kind of data"),
    Code.PARTIES_IN_ANNEX: N_("parties in an annex"),
    Code.PARTIES_ELSEWHERE: N_("the parties are in another place"),
    Code.PARTIES_OPEN: N_("the list of parties is not complete"),
    Code.PARTIES_GROUPED: N_("parties named as a group"),
    Code.PARTIES_TOO_MANY: N_("more than %(limit)s names in the cell of parties; name them yourself"),
    Code.DEPARTMENT_UNKNOWN: N_(
        "the department “%(words)s” has no head in the register; choose another before it is submitted"
    ),
    Code.KIND_UNKNOWN: N_("unknown kind of agreement: %(words)s"),
    Code.CHOICE_UNKNOWN: N_("choose the value of “%(column)s” yourself"),
    Code.POSSIBLE_DUPLICATE: N_("possibly the same as row %(row)s"),
    Code.LOOKS_REGISTERED: N_("looks the same as %(reference)s, which is in the register already"),
    Code.RELATED_AGREEMENT: N_("belongs with another agreement"),
    Code.OLD_LAW: N_("old law"),
    Code.SENSITIVE_DATA: N_("special or criminal data are mentioned"),
    Code.LOOKS_LIKE_MODEL: N_("looks like a model or example"),
    Code.IS_MODEL: N_("this is a model or example, not an agreement that applies"),
    Code.IS_UNILATERAL: N_("this is a regulation of one side, not an agreement between parties"),
    Code.OPEN_QUESTION: N_("there is an open question in the remarks"),
    Code.LINE_BREAK_IN_CELL: N_("line break in a cell"),
    Code.SEMICOLON_IN_CELL: N_("semicolon in a cell"),
    Code.TOO_MANY_CELLS: N_("more cells than there are column names"),
    Code.INVISIBLE_REMOVED: N_("invisible characters were taken out"),
    Code.LONG_TEXT: N_("a cell is very long: read it yourself to the end"),
    Code.GARBLED: N_("some letters were garbled before this import"),
    Code.LACKS: N_("%(count)s items are still missing before approval: %(fields)s"),
}

FIELDS: dict[str, str] = {row.name: row.brief for row in CATALOGUE}
"""Short names of the fields that `agreements.domain.completeness` can ask for."""


class Speaker(Protocol):
    """Translates a message id and fills its places, such as `agreements.texts.Texts`."""

    def __call__(self, message: str, /, **values: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell about a row."""

    code: Code
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def msgid(self) -> str:
        """The English sentence with %(name)s places, which is also the key in the catalogues."""
        return TEXTS[self.code]

    def said(self, speak: Speaker) -> str:
        """The sentence in the language of `speak`; names of fields are translated too."""
        values = {name: _spoken(value, speak) for name, value in self.values.items()}
        return speak(self.msgid, **values)


def _spoken(value: object, speak: Speaker) -> object:
    if not isinstance(value, tuple):
        return value
    names = (str(name) for name in value)
    return ", ".join(speak(FIELDS.get(name, name)) for name in names)


def note(code: Code, **values: object) -> Message:
    """Make a message."""
    return Message(code, values)
