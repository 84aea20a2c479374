"""What running text in a list tells: when it was signed, whether it runs on, how to give notice, what is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from agreements.dates import PartialDate
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.date_words import DATE, read_date
from agreements.importing.values.duration import LENGTH, parse_duration
from agreements.importing.values.words import readable

SIGNED = re.compile(rf"\b(?:ge|onder)tekend(?: op| d\.?d\.?| in)?[: ]{{1,3}}(?P<date>{DATE})\b", re.IGNORECASE)
TACIT = re.compile(r"\bstilzwijgend|\bautomatische? verleng|geacht te zijn verlengd|\bverlengt zich\b", re.IGNORECASE)
NOT_TACIT = re.compile(r"\b(?:niet|geen|zonder) (?:stilzwijgend|automatisch)", re.IGNORECASE)
RENEWAL = re.compile(r"\bverleng|\b(?:jaar|maanden|mnd) erbij\b", re.IGNORECASE)
REVIEW = re.compile(r"\bgeëvalu|\bgeevalu|\bevalu", re.IGNORECASE)
NOTICE_BEFORE = re.compile(r"\bopzeg[a-z]*(?P<between>[^.;\n0-9]*)$")
NOTICE_NEAR = 60
"""Characters before a length of time within which notice must be mentioned."""
MOST_LENGTHS = 20
STATED_LENGTH = re.compile(rf"\blooptijd(?: van| is)?[: ]{{1,3}}(?P<length>{LENGTH.pattern})", re.IGNORECASE)

SIGNS = {
    Code.RETROACTIVE: r"\bterugwerkende kracht\b",
    Code.RELATED_AGREEMENT: r"\b(?:hoort|horend|behoort|valt|vallend) (?:bij|onder)\b|\bhangt samen met\b|"
    r"\bonderdeel van\b|\bbijlage bij\b",
    Code.OLD_LAW: r"\bWbp\b|\bWet bescherming persoonsgegevens\b|\bWPR\b|\bWet persoonsregistraties\b|"
    r"\bbewerkersovereenkomst",
    Code.SENSITIVE_DATA: r"\bstrafrechtelijk|\bbijzondere (?:persoons)?gegevens|\bmedische\b|\bgezondheidsgegevens\b",
}
SIGN_PATTERNS = {code: re.compile(words, re.IGNORECASE) for code, words in SIGNS.items()}
SIGN_WORDS = {
    Code.RETROACTIVE: ("terugwerkende",),
    Code.RELATED_AGREEMENT: ("hoort", "horend", "valt", "vallend", "hangt samen", "onderdeel van", "bijlage"),
    Code.OLD_LAW: ("wbp", "wet bescherm", "wpr", "wet persoonsreg", "bewerkers"),
    Code.SENSITIVE_DATA: ("strafrecht", "bijzondere", "medische", "gezondheid"),
}
"""One of these, in small letters, stands in every text that has the sign: most texts are done without its pattern."""
ENDED = re.compile(r"\b(?:verlopen|vervallen|ingetrokken|opgezegd|beëindigd|afgelopen)\b\??", re.IGNORECASE)
OPEN_QUESTION = re.compile(
    r"\?|\b(?:navragen|nakijken|nazoeken|opzoeken|uitzoeken|checken|nog (?:doen|invullen)|onduidelijk)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RemarksReading:
    """What the running text of a row told. `signed_words` is the date of signing as it stands there."""

    signed_on: PartialDate | None = None
    signed_words: str = ""
    duration_words: str = ""
    notice_iso: str | None = None
    tacit_renewal: bool | None = None
    messages: tuple[Message, ...] = ()


def read_remarks(remarks: str, everything: str) -> RemarksReading:
    """Read the remarks of a row; `everything` is all text of the row, where laws and kinds of data are looked for."""
    remarks, everything = readable(remarks), readable(everything)
    signed_on, signed_words, problem = _signed(remarks)
    renewal, told = read_renewal(remarks)
    told += [note(code) for code in _signs(everything)]
    if ended := ENDED.search(remarks):
        told.append(note(Code.SAYS_ENDED, words=ended.group()))
    if OPEN_QUESTION.search(remarks):
        told.append(note(Code.OPEN_QUESTION))
    length = STATED_LENGTH.search(remarks)
    return RemarksReading(
        signed_on=signed_on,
        signed_words=signed_words,
        duration_words=length["length"] if length else "",
        notice_iso=find_notice(remarks),
        tacit_renewal=renewal,
        messages=(*problem, *told),
    )


def _signs(text: str) -> list[Code]:
    folded = text.casefold()
    likely = [code for code, words in SIGN_WORDS.items() if any(word in folded for word in words)]
    return [code for code in likely if SIGN_PATTERNS[code].search(text)]


def read_renewal(text: str) -> tuple[bool | None, list[Message]]:
    """Whether the agreement goes on by itself. Going on after a review is no tacit renewal."""
    text = readable(text)
    if TACIT.search(text) and not NOT_TACIT.search(text):
        return True, [note(Code.TACIT_RENEWAL)]
    if RENEWAL.search(text) and REVIEW.search(text):
        return False, [note(Code.RENEWAL_AFTER_REVIEW)]
    if NOT_TACIT.search(text):
        return False, []
    return None, [note(Code.RENEWAL_MENTIONED)] if RENEWAL.search(text) else []


def find_notice(text: str) -> str | None:
    """The notice period as ISO 8601 period, such as P6M for "opzeggen 6 mnd voor vervaldatum"."""
    folded = readable(text).casefold()
    for length in islice(LENGTH.finditer(folded), MOST_LENGTHS):
        notice = NOTICE_BEFORE.search(folded[max(0, length.start() - NOTICE_NEAR) : length.start()])
        comes_before = notice is not None and notice["between"].split()[-1:] != ["na"]
        if comes_before or folded.startswith(" opzegtermijn", length.end()):
            return parse_duration(length.group())
    return None


def _signed(text: str) -> tuple[PartialDate | None, str, list[Message]]:
    match = SIGNED.search(text)
    if match is None:
        return None, "", []
    partial, told = read_date(match["date"])
    return partial, match["date"], list(told)
