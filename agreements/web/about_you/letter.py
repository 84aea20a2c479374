"""A letter that asks a party for access (GDPR art. 15), ready to be sent. Pure.

It is always in Dutch, as who reads it is. Name, address and signature are dotted lines: nobody types them here, so
nothing about the sender comes to the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from agreements.domain.content import Content, Party
from agreements.domain.vocabulary import LegalRegime
from agreements.domain.wording import N_
from agreements.publication.published import Published
from agreements.texts import Texts

_OPEN: Final = "." * 40
_GROUNDS: Final = {
    LegalRegime.GDPR: N_("I ask you for access to my personal data (GDPR, article 15)."),
    LegalRegime.WPG: N_("I ask you for access to my personal data (Police Data Act, article 25)."),
    LegalRegime.WJSG: N_("I ask you for access to my personal data (Judicial Data and Criminal Records Act)."),
}
_QUESTIONS: Final = (
    N_("Do you have data about me under this agreement?"),
    N_("Which data are these? Please send me a copy."),
    N_("What do you use them for?"),
    N_("From whom did you get them, and to whom did you give them?"),
    N_("How long do you keep them?"),
    N_("Does a computer decide about me with these data? If so, how?"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """Its parts, each a paragraph or a line."""

    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    subject: str
    opening: tuple[str, ...]
    data: tuple[str, ...]
    questions: tuple[str, ...]
    closing: tuple[str, ...]
    signature: tuple[str, ...]

    def as_text(self) -> str:
        """As plain text, with the line ends of a letter that is opened anywhere (RFC 2046 section 4.1.1)."""
        data = [f"- {one}" for one in self.data]
        questions = [f"{number}. {one}" for number, one in enumerate(self.questions, start=1)]
        blocks = [self.sender, self.receiver, (self.subject,), *[(one,) for one in self.opening], data, questions]
        blocks += [*[(one,) for one in self.closing], self.signature]
        return "\r\n\r\n".join("\r\n".join(block) for block in blocks if block) + "\r\n"


def letter(kept: Published, party: Party, address: str) -> Letter:
    """To a party, about an agreement that is public at this address."""
    say = Texts("nl")
    regime = party.regime or LegalRegime.GDPR
    in_time = [say(N_("Please answer me within a month (GDPR, article 12(3))."))] if regime is LegalRegime.GDPR else []
    return Letter(
        sender=_lines(say, N_("Name:"), N_("Address:"), N_("Date:")),
        receiver=(say(N_("To: %(party)s"), party=party.name), *([party.desk] if party.desk else [])),
        subject=say(N_("About: a request for access to my data")),
        opening=(
            say(_GROUNDS[regime]),
            say(
                N_("It is about data that are shared under “%(title)s” (%(reference)s)."),
                title=kept.content.title,
                reference=kept.reference,
            ),
            say(
                N_("This agreement can be read at %(address)s. According to it, these data are shared:"),
                address=address,
            ),
        ),
        data=_data(kept.content),
        questions=tuple(say(one) for one in _QUESTIONS),
        closing=(
            *in_time,
            say(N_("Do you need to know more to be sure who I am? Please tell me what. I do not send my BSN along.")),
        ),
        signature=(say(N_("Kind regards,")), *_lines(say, N_("Signature:"))),
    )


def _lines(say: Texts, *names: str) -> tuple[str, ...]:
    return tuple(f"{say(name)} {_OPEN}" for name in names)


def _data(content: Content) -> tuple[str, ...]:
    return tuple(kind.name for kind in content.data)
