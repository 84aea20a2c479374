"""Words of a source that stand for a value of the register's own lists."""

from __future__ import annotations

import re

from agreements.domain.content import DataCategory
from agreements.domain.vocabulary import AgreementKind, PartyKind, Sensitivity
from agreements.importing.values.closed_lists import said_sensitivity, value_of
from agreements.importing.values.words import READ_CHARACTERS, one_line, plain, remembered, unique

MOST_NAMES = 200
NAMES_DIVIDED_BY = re.compile(r"[;\n|]")
NAMES_A_LAW = re.compile(r"[0-9]|wet\b|\bwet|\bart", re.IGNORECASE)
COMMA = re.compile(r",(?![^()]{0,200}\))")

KINDS: tuple[tuple[AgreementKind, re.Pattern[str]], ...] = (
    (AgreementKind.PROCESSING, re.compile(r"\b(?:sub)?(?:ver|be)werkersovereenkomst")),
    (
        AgreementKind.JOINT_CONTROLLERS,
        re.compile(r"\bonderlinge regeling|\bgezamenlijke verwerking"),
    ),
    (AgreementKind.DATA_DELIVERY, re.compile(r"\bgegevenslevering|\bglo\b")),
    (AgreementKind.FRAMEWORK, re.compile(r"\braam(?:overeenkomst|convenant)\b")),
    (AgreementKind.COVENANT, re.compile(r"convenant\b")),
    (AgreementKind.PROTOCOL, re.compile(r"protocol\b")),
    (AgreementKind.COOPERATION, re.compile(r"\bsamenwerkings(?:overeenkomst|afspra)")),
    (AgreementKind.REGULATION, re.compile(r"reglement\b")),
    (AgreementKind.OTHER, re.compile(r"^(?:overeenkomst|modelovereenkomst|werkafspraken)$")),
)
SENSITIVITIES: tuple[tuple[Sensitivity, re.Pattern[str]], ...] = (
    (Sensitivity.CRIMINAL, re.compile(r"strafrecht|justiti|veroordel|verdacht")),
    (
        Sensitivity.SPECIAL,
        re.compile(
            r"gezondheid|medisch|etnisch|religie|geloof|biometri|genetisch|seksue|bijzondere (?:persoons)?gegevens"
        ),
    ),
    (Sensitivity.NATIONAL_NUMBER, re.compile(r"\bbsn\b|burgerservicenummer|a nummer")),
)
YES_OR_NO = dict.fromkeys(("ja", "j", "yes", "y", "x", "true", "waar", "1"), True) | dict.fromkeys(
    ("nee", "n", "no", "false", "onwaar", "0"), False
)


@remembered
def agreement_kind(words: str) -> AgreementKind | None:
    """The kind of agreement that a title or a cell names, or None."""
    value = value_of("kind", words)
    if value is not None:
        return AgreementKind(value)
    bare = plain(words)
    return next((kind for kind, pattern in KINDS if pattern.search(bare)), None)


def party_kind(words: str) -> PartyKind | None:
    """The kind of party that a cell or a described document names, or None."""
    kind = value_of("party_kind", words)
    return PartyKind(kind) if kind else None


def yes_or_no(words: str) -> bool | None:
    """True for ja, False for nee, in their common forms; None for anything else."""
    return YES_OR_NO.get(plain(words))


def is_value(field: str, words: str) -> bool:
    """Whether nobody needs to explain the words of a cell: they are a value of the list, or more than one word of it,
    as an article of a law or the kinds of several parties are."""
    if field == "kind":
        return agreement_kind(words) is not None
    if field == "party_kind" and len(names_in(words)) > 1:
        return True
    return value_of(field, words) is not None or (field == "legal_basis" and bool(NAMES_A_LAW.search(words)))


@remembered
def names_in(cell: str) -> tuple[str, ...]:
    """The names in a cell: divided by semicolons, bars or line breaks, else by commas."""
    if len(cell) > READ_CHARACTERS:
        return (one_line(cell),)
    parts = NAMES_DIVIDED_BY.split(cell) if NAMES_DIVIDED_BY.search(cell) else COMMA.split(cell)
    names = unique([one_line(part).strip(" .") for part in parts])
    return names if len(names) <= MOST_NAMES else (one_line(cell),)


@remembered
def data_category(name: str) -> DataCategory:
    """A kind of data, with the protection that its name points at; the officer corrects it in the draft."""
    name, said = said_sensitivity(name)
    bare = plain(name)
    kind = said or next((kind for kind, pattern in SENSITIVITIES if pattern.search(bare)), Sensitivity.ORDINARY)
    return DataCategory(name=name, sensitivity=kind)
