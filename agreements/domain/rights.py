"""Which rights people have towards who handles their data, by the basis that it relies on. Pure.

Access, correction and restriction hold whatever the basis (GDPR art. 15, 16, 18). The others depend on it. What a law
says for one case may differ: pages say that the organisation looks at each request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from agreements.domain.content import Content
from agreements.domain.vocabulary import GdprRole, LawfulBasis, LegalRegime
from agreements.domain.wording import N_


class Right(StrEnum):
    """A right of the GDPR, in the order in which pages tell of it."""

    ACCESS = "access"  # art. 15
    CORRECTION = "correction"  # art. 16
    RESTRICTION = "restriction"  # art. 18
    ERASURE = "erasure"  # art. 17
    OBJECTION = "objection"  # art. 21(1)
    WITHDRAWAL = "withdrawal"  # art. 7(3)
    PORTABILITY = "portability"  # art. 20


EXPLAINED: Final[Mapping[Right, str]] = {
    Right.ACCESS: N_(
        "You may see which data an organisation has of you. You may always ask this. The letter on this page does."
    ),
    Right.CORRECTION: N_(
        "Is something wrong? Then the organisation must correct it, and tell those to whom it gave the data."
    ),
    Right.RESTRICTION: N_(
        "Do you say that data are wrong? Then you can ask that they are not used while that is looked at."
    ),
    Right.ERASURE: N_("Sometimes you can have data removed. Not as long as a law or a public task asks for them."),
    Right.OBJECTION: N_(
        "Is there something special in your situation? Then you can object. "
        "The organisation stops, unless it has a weighty reason."
    ),
    Right.WITHDRAWAL: N_(
        "Did you give consent? Then you may always take it back. From then on your data are not used for it any more."
    ),
    Right.PORTABILITY: N_("You can ask for the data that you gave yourself, in a file."),
}
"""What each means for residents. Message ids."""
ALWAYS: Final = frozenset({Right.ACCESS, Right.CORRECTION, Right.RESTRICTION})
BY_BASIS: Final[Mapping[LawfulBasis, frozenset[Right]]] = {
    LawfulBasis.CONSENT: frozenset({Right.ERASURE, Right.WITHDRAWAL, Right.PORTABILITY}),
    LawfulBasis.CONTRACT: frozenset({Right.ERASURE, Right.PORTABILITY}),
    LawfulBasis.LEGAL_OBLIGATION: frozenset(),  # no erasure: art. 17(3)(b); no objection: art. 21(1)
    LawfulBasis.VITAL_INTEREST: frozenset({Right.ERASURE}),
    LawfulBasis.PUBLIC_TASK: frozenset({Right.OBJECTION}),  # no erasure as long as the task asks it: art. 17(3)(b)
    LawfulBasis.LEGITIMATE_INTEREST: frozenset({Right.ERASURE, Right.OBJECTION}),
}


def rights_of(bases: Iterable[LawfulBasis | None]) -> tuple[Right, ...]:
    """What people can ask of those that rely on one of these, in the order of the list."""
    found = ALWAYS.union(*(BY_BASIS[basis] for basis in bases if basis))
    return tuple(right for right in Right if right in found)


def answering(content: Content) -> tuple[str, ...]:
    """The parties that must answer people: a processor sends them on to whom it works for (GDPR art. 28(3)(e))."""
    return tuple(party.name for party in content.parties if party.gdpr_role is not GdprRole.PROCESSOR)


def rights_under(content: Content) -> tuple[Right, ...]:
    """The rights of people whom an agreement is about, towards one or more of its parties under the GDPR."""
    bases = [
        one.lawful_basis
        for one in content.parties
        if one.gdpr_role is not GdprRole.PROCESSOR and one.regime in (None, LegalRegime.GDPR)
    ]
    return rights_of([*bases, *(one.lawful_basis for one in content.further_bases)])


def is_under_another_law(content: Content) -> bool:
    """Whether police or judicial data acts hold for a party: then those say what people can ask of it."""
    return any(party.regime in (LegalRegime.WPG, LegalRegime.WJSG) for party in content.parties)
