"""What the import tells about a row: one code and one short sentence per thing that needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from agreements.domain.catalogue import FIELDS as CATALOGUE
from agreements.importing.codes import Code

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
        return self.code.value.sentence

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
