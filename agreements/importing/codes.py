"""What can be the matter with a row of a list: one row for each, with the sentence that people read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from agreements.domain.wording import N_


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is known of a message: its sentence, an English message id with %(name)s places; and whether whoever
    brings the list in must look at the row because of it, as the reading may not be what the source meant."""

    sentence: str
    is_doubt: bool = True


def _fact(sentence: str) -> Told:
    """Something to know, about which the reading is sure."""
    return Told(sentence, is_doubt=False)


class Code(Enum):
    """One thing to tell; tests and counts go by its name."""

    BLANK = _fact(N_("empty row"))
    FILLED_DOWN = _fact(N_("taken from a merged cell above: column %(cells)s"))
    FORMULA_WITHOUT_RESULT = Told(
        N_("formula without a result in column %(cells)s; open and save the file in its own program")
    )
    DAY_NOT_SHOWN = Told(N_("column %(cells)s shows a month or year; a program made it the first day of that"))
    HEADING = _fact(N_("heading, not an agreement: %(text)s"))
    TOTAL = _fact(N_("line with totals, not an agreement: %(text)s"))
    LEGEND = _fact(N_("explanation below the table, not an agreement: %(text)s"))
    GOES_ON = _fact(N_("goes on with row %(row)s, which has these names too"))
    JOINED = Told(N_("rows %(rows)s seem to go on with this one; their names were added"))
    TITLE_MISSING = Told(N_("the title is missing; the row says: %(text)s"))
    NOT_PUBLIC = _fact(N_("line of an agreement that is not public any more; nothing of it to import: %(text)s"))
    ROW_UNREADABLE = Told(N_("this is not a described agreement"))
    FIELD_UNREADABLE = Told(N_("the field “%(field)s” has a value that does not fit"))

    NO_DATES = _fact(N_("no dates"))
    DATES_YEAR_ONLY = Told(N_("dates with only a year"))
    START_MISSING = _fact(N_("the start date is missing"))
    START_YEAR_ONLY = Told(N_("start date with only a year"))
    START_MONTH_ONLY = Told(N_("start date with only a month"))
    START_TEXT = Told(N_("the start date is free text"))
    END_MISSING = _fact(N_("the end date is missing"))
    END_YEAR_ONLY = Told(N_("end date with only a year"))
    END_MONTH_ONLY = Told(N_("end date with only a month"))
    END_NONE = Told(N_("the end date says '%(words)s'"))
    END_UNKNOWN = Told(N_("the end date says '?'"))
    END_INDEFINITE = _fact(N_("for an indefinite time"))
    END_TEXT = Told(N_("the end date is free text"))
    END_TEXT_QUESTION = Told(N_("the end date is free text with a question mark"))
    END_IS_DURATION = Told(N_("the end date is a length of time"))
    END_COULD_BE = Told(N_("with this length the last day would be %(day)s; fill it in if that is right"))
    END_FROM_TITLE = Told(N_("the end year %(words)s is only in the title and was not agreed"))
    END_FROM_REPEAL = Told(N_("%(words)s is the day of repeal, not an agreed end date"))
    TERM_WITHOUT_START = Told(N_("a length of time without a start date"))
    TERM_TEXT = Told(N_("the term is free text"))
    DATE_IMPOSSIBLE = Told(N_("“%(words)s” does not exist in the calendar"))
    DATE_SHORT_YEAR = Told(N_("the year of “%(words)s” has only two figures"))
    DATE_IS_NUMBER = Told(N_("“%(words)s” is a number instead of a date; format the column as a date"))
    PERIOD_TAKEN = _fact(N_("first and last day come from “%(words)s”"))
    END_FROM_TERM = _fact(N_("the last day comes from “%(words)s”"))
    PERIOD_CONTRADICTS = Told(N_("“%(words)s” and “%(other)s” do not agree; choose one"))
    END_EXCLUSIVE = Told(N_("“%(words)s” is read as up to that day: %(day)s is the last day"))
    LENGTH_CONTRADICTS = Told(N_("by the stated length the last day is %(day)s, by the end date %(end)s"))
    REVIEW_OUTSIDE_TERM = Told(N_("the review on %(day)s lies outside the term"))
    SIGNED_AFTER_END = Told(N_("signed on %(words)s, but the last day was %(end)s"))
    NOTICE_CONTRADICTS = Told(N_("by the notice period the last day to decide is %(day)s, the list says %(said)s"))
    NOTICE_NOT_READ = Told(N_("the notice “%(words)s” was not read: give a number with months or years"))
    NOTICE_NO_MONTHS = Told(N_("the notice “%(words)s” is no whole number of months: give one"))
    DATE_FROM_NUMBER = Told(N_("the number “%(words)s” was read as %(day)s, as spreadsheets count days"))
    DATE_HAS_TIME = Told(N_("“%(words)s” has a time; the day %(day)s was taken"))
    DATE_VAGUE = Told(N_("“%(words)s” is no day; it lies between %(first)s and %(last)s"))
    DATE_SEVERAL = Told(N_("“%(words)s” has more than one date; choose one"))
    DATE_MONTH_FIRST = Told(N_("in “%(column)s” the month comes first: “%(words)s” would be %(day)s; confirm that"))
    DATE_TWO_READINGS = Told(N_("“%(words)s” in “%(column)s” can be %(day)s or %(other)s"))
    DATE_ORDER_MIXED = Told(N_("“%(words)s” in “%(column)s” can only be %(day)s, unlike other dates there"))
    DATES_OPEN = Told(N_("“%(column)s” does not show whether day or month comes first; say which (rows %(rows)s)"))
    DATES_MIXED = Told(N_("“%(column)s” has dates with the day first and with the month first (rows %(rows)s)"))
    DATE_OUT_OF_RANGE = Told(N_("“%(words)s” lies outside the years 1950 to 2199"))
    DATE_TEXT = Told(N_("“%(words)s” in the column “%(column)s” is not a date"))

    ENDS_BEFORE_START = Told(N_("the end date lies before the start date"))
    TERM_TOO_LONG = Told(N_("lasts longer than %(years)s years"))
    TERM_TOO_SHORT = Told(N_("lasts less than %(years)s year"))
    TERM_REFUSED = Told(N_("the dates do not fit the rules on the term"))
    ALREADY_ENDED = _fact(N_("the end date has passed already"))
    MAY_BE_TRANSITIONAL = _fact(N_("may be entered as transitional, until %(latest)s at the latest"))
    TACIT_RENEWAL = Told(N_("automatic renewal in a remark"))
    TACIT_RENEWAL_STATED = _fact(N_("automatic renewal, which this register does not allow"))
    RENEWAL_AFTER_REVIEW = _fact(N_("renewal after a review: that becomes a new agreement"))
    RENEWAL_MENTIONED = Told(N_("renewal is mentioned: that becomes a new agreement"))
    RETROACTIVE = Told(N_("works back to before the start date"))
    SAYS_ENDED = Told(N_("the row says: %(words)s"))
    CHANGED_SINCE = Told(N_("the row was changed since it was imported; the register leads, so change it there"))

    KNOWN_BY_CELLS = _fact(N_("the same row as in an earlier list"))
    KNOWN_BY_NUMBER = _fact(N_("known by its number %(number)s"))
    KNOWN_BY_CONTENT = _fact(N_("known by its title and by what else it says"))
    NUMBER_TAKEN = Told(
        N_("number %(number)s is that of %(reference)s, which is another agreement; so this is a new one")
    )
    NUMBER_IS_REFERENCE = Told(N_("number %(number)s is also the reference of another agreement here: “%(title)s”"))
    NUMBER_TWICE = Told(N_("number %(number)s stands on more than one row: %(rows)s"))
    REFERENCE_CLASH = Told(N_("%(reference)s is another agreement in this register: “%(title)s”"))
    AMENDMENT_PROPOSED = _fact(N_("it is approved already: this becomes a proposal to change it"))
    CHANGED_HERE_TOO = Told(N_("changed in the list and in the register: %(fields)s; the register stays as it is"))
    CHANGE_WAITS = Told(N_("it waits for approval, so nothing was taken over: %(fields)s"))
    CHANGE_REFUSED = Told(N_("the register does not take this change over: %(fields)s; look at it there"))
    THROWN_AWAY = Told(N_("it was thrown away in the register; make it there if it is needed after all"))
    STATUS_IN_SOURCE = _fact(N_("the register it comes from gives it as “%(words)s”"))
    TERMINATED_IN_SOURCE = _fact(N_("terminated there, with %(words)s as its last day; the draft keeps that"))

    PURPOSE_MISSING = _fact(N_("the purpose is missing"))
    RETENTION_MISSING = _fact(N_("the retention period is missing"))
    RETENTION_QUESTION = _fact(N_("the retention period says '?'"))
    RETENTION_REFERENCE = _fact(N_("the retention period is a reference"))
    RETENTION_NO_NUMBER = _fact(N_("retention period without a number"))
    RETENTION_PER_KIND = _fact(N_("fill in the retention period for each kind of data"))
    PARTIES_IN_ANNEX = Told(N_("parties in an annex"))
    PARTIES_ELSEWHERE = Told(N_("the parties are in another place"))
    PARTIES_OPEN = Told(N_("the list of parties is not complete"))
    PARTIES_GROUPED = Told(N_("parties named as a group"))
    PARTIES_UNSURE = Told(N_("“%(words)s” may be more than one party; divide it if so"))
    PARTIES_TOO_MANY = Told(N_("more than %(limit)s names in the cell of parties; name them yourself"))
    DEPARTMENT_UNKNOWN = _fact(
        N_("the department “%(words)s” has no head in the register; choose another before it is submitted")
    )
    KIND_UNKNOWN = Told(N_("unknown kind of agreement: %(words)s"))
    BASIS_OF = _fact(N_("the legal basis was taken as that of “%(party)s”"))
    CHOICE_UNKNOWN = Told(N_("choose the value of “%(column)s” yourself"))

    POSSIBLE_DUPLICATE = Told(N_("possibly the same as row %(row)s"))
    LOOKS_REGISTERED = Told(N_("looks the same as %(reference)s, which is in the register already"))
    RELATED_AGREEMENT = Told(N_("belongs with another agreement"))
    OLD_LAW = _fact(N_("old law"))
    SENSITIVE_DATA = _fact(N_("special or criminal data are mentioned"))
    LOOKS_LIKE_MODEL = Told(N_("looks like a model or example"))
    IS_MODEL = Told(N_("this is a model or example, not an agreement that applies"))
    IS_UNILATERAL = Told(N_("this is a regulation of one side, not an agreement between parties"))
    OPEN_QUESTION = Told(N_("there is an open question in the remarks"))
    LINE_BREAK_IN_CELL = _fact(N_("line break in a cell"))
    SEMICOLON_IN_CELL = _fact(N_("semicolon in a cell"))
    DITTO = Told(N_("%(columns)s: taken from row %(row)s, as it says the same"))
    NOT_FILLED_IN = _fact(N_("nothing is filled in at %(columns)s; what stands there is kept in the notes"))
    TOO_MANY_CELLS = Told(N_("more cells than there are column names"))
    INVISIBLE_REMOVED = _fact(N_("invisible characters were taken out"))
    LONG_TEXT = _fact(N_("a cell is very long: read it yourself to the end"))
    GARBLED = Told(N_("some letters were garbled before this import"))
    LACKS = _fact(N_("%(count)s items are still missing before approval: %(fields)s"))
