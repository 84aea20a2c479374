"""The words that addresses of beheer use for what the desk knows; see `agreements.domain.dutch`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from agreements.domain.desk.correction import Outcome
from agreements.domain.desk.question import QuestionKind, QuestionState

SLUGS: Final[dict[type[StrEnum], dict[str, str]]] = {
    QuestionKind: {
        "question": "vraag",
        "error_in_the_agreement": "fout-in-de-afspraak",
        "error_in_my_data": "fout-in-mijn-gegevens",
        "something_else": "iets-anders",
    },
    QuestionState: {
        "unconfirmed": "niet-bevestigd",
        "new": "nieuw",
        "in_hand": "in-behandeling",
        "answered": "beantwoord",
        "closed": "afgesloten",
    },
    Outcome: {"done": "verbeterd", "nothing_held": "geen-gegevens", "refused": "niet-verbeterd"},
}
FIELDS: Final = {"asked": "vraag", "answered": "antwoord"}
"""Names in the JSON of what is told of a question."""
MESSAGES: Final = {
    "question_confirm": "vraag-bevestigen",
    "question_answered": "vraag-beantwoord",
    "question_open": "vraag-open",
    "correction_asked": "verbetering-gevraagd",
    "correction_late": "verbetering-te-laat",
    "correction_answered": "verbetering-beantwoord",
}
