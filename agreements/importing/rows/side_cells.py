"""Columns about the parties or about the data as a whole: taken over where there is no doubt whom they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from agreements.domain.content import DataCategory, Party
from agreements.domain.vocabulary import LawfulBasis, PartyKind, Sensitivity
from agreements.importing.codes import Code
from agreements.importing.messages import note
from agreements.importing.rows.optional_cells import Gathers
from agreements.importing.tables.cells import Cells
from agreements.importing.tables.columns import Column
from agreements.importing.values.choices import names_in, party_kind
from agreements.importing.values.closed_lists import basis_in, value_of
from agreements.importing.values.words import one_line

Parts = TypeVar("Parts")


def with_kinds(parties: tuple[Party, ...], cells: Cells, loose: Gathers) -> tuple[Party, ...]:
    """The parties, each with its kind out of a column that says as many as there are."""
    words = cells[Column.PARTY_KIND]
    kinds = [party_kind(word) for word in names_in(words)]
    if not words:
        return parties
    if None in kinds or len(kinds) != len(parties):
        return _left_open(Column.PARTY_KIND, cells, loose, parties)
    return tuple(replace(party, kind=kind) for party, kind in zip(parties, kinds, strict=True) if kind)


def with_basis(parties: tuple[Party, ...], cells: Cells, loose: Gathers) -> tuple[Party, ...]:
    """The parties with their legal basis, a word of the GDPR or a law: each its own where the cell names them all, as
    our own lists do; else it is that of the one municipality among them."""
    words = cells[Column.LEGAL_BASIS]
    if each := _basis_of_each(parties, words):
        return each
    own = [place for place, party in enumerate(parties) if party.kind is PartyKind.MUNICIPALITY]
    if not words:
        return parties
    if len(own) != 1:
        return _left_open(Column.LEGAL_BASIS, cells, loose, parties)
    named = value_of(Column.LEGAL_BASIS, words)
    basis = LawfulBasis(named) if named else basis_in(words)
    party = replace(parties[own[0]], lawful_basis=basis, legal_ground="" if named else one_line(words))
    loose.messages.append(note(Code.BASIS_OF, party=party.name))
    return (*parties[: own[0]], party, *parties[own[0] + 1 :])


def _basis_of_each(parties: tuple[Party, ...], words: str) -> tuple[Party, ...]:
    """From "A: toestemming (artikel 3); B: …"; nothing when a party is not named so."""
    begins = {party.name: f"; {words}".find(f"; {party.name}:") for party in parties}
    if not parties or min(begins.values()) != 0:
        return ()
    ends = [*sorted(begins.values())[1:], len(words)]
    spans = dict(zip(sorted(begins, key=lambda name: begins[name]), ends, strict=True))
    said = {name: words[begins[name] + len(name) + 1 : end].strip("; ") for name, end in spans.items()}
    return tuple(_with_own_basis(party, said[party.name]) for party in parties)


def _with_own_basis(party: Party, said: str) -> Party:
    """With "toestemming (artikel 3)" as a word of the GDPR and a law; other words are the law."""
    word, _, ground = said.removesuffix(")").partition("(")
    named = value_of(Column.LEGAL_BASIS, word)
    if named or not word.strip():
        return replace(party, lawful_basis=LawfulBasis(named) if named else None, legal_ground=one_line(ground))
    return replace(party, lawful_basis=basis_in(said), legal_ground=one_line(said))


def with_protection(data: tuple[DataCategory, ...], cells: Cells, loose: Gathers) -> tuple[DataCategory, ...]:
    """The kinds of data, with the protection that a column gives the only one."""
    words = cells[Column.PROTECTION]
    protection = value_of(Column.PROTECTION, words) if words else None
    if not words:
        return data
    if protection is None or len(data) != 1:
        return _left_open(Column.PROTECTION, cells, loose, data)
    return (replace(data[0], sensitivity=Sensitivity(protection)),)


def _left_open(column: Column, cells: Cells, loose: Gathers, parts: Parts) -> Parts:
    """The words are kept for the officer to judge."""
    loose.messages.append(note(Code.CHOICE_UNKNOWN, column=cells.titles[column]))
    loose.notes.append((cells.titles[column], cells[column]))
    return parts
