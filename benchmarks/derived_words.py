"""The words by which one of the crowd is found: those of what it is like, with its own reference and title in front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agreements.publication import public_words
from agreements.publication.document import from_json
from agreements.searching.spelling import spellings
from agreements.searching.stems import marks
from agreements.searching.stored import GAP
from agreements.searching.words import runs
from benchmarks.crowd import Copy, Step


@dataclass(frozen=True, slots=True)
class Said:
    """The words of some texts before they are put together (`searching.stored`)."""

    in_order: tuple[str, ...]
    joined: frozenset[str]
    forms: frozenset[str]

    @staticmethod
    def of(texts: Iterable[str]) -> Said:
        """Of these texts."""
        in_order, joined = list[str](), set[str]()
        for text in texts:
            found = list(runs(text))
            in_order += [word for run in found for word in run.words] + ([GAP] if found else [])
            joined |= {run.joined for run in found if run.joined}
        forms = frozenset(mark for word in (*in_order, *joined) for mark in marks(word))
        return Said(tuple(in_order), frozenset(joined), forms)

    def before(self, rest: Said) -> str:
        """As it is stored, with the rest behind it."""
        apart = [part for word in sorted(self.joined | rest.joined) for part in (word, GAP)]
        return " ".join((*self.in_order, *rest.in_order, *apart, *sorted(self.forms | rest.forms)))


class Words:
    """The words of a crowd, and how they are written; what the rules say of one is asked once."""

    def __init__(self) -> None:
        """Before any entry."""
        self.written: dict[str, str] = {}
        self._rest: dict[Step, Said] = {}

    def of(self, step: Step, copy: Copy) -> str:
        """Of an entry about `copy`, whose record is like that of `step`."""
        spelled: Mapping[str, str] = {}
        if step not in self._rest:
            _, _, *texts = public_words._texts(from_json(step.record))  # the reference and the title come first
            self._rest[step] = Said.of(texts)
            spelled = spellings(texts)
        own = (copy.reference, copy.title)
        for word, written in (*spellings(own).items(), *spelled.items()):
            self.written.setdefault(word, written)
        return Said.of(own).before(self._rest[step])
