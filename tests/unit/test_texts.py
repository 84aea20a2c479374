"""Words of closed lists, as people read them."""

from __future__ import annotations

import pytest

from agreements.domain.vocabulary import AdviceBy, AgreementKind
from agreements.texts import Texts


@pytest.mark.parametrize("first_asked", [AdviceBy.OTHER, AgreementKind.OTHER])
def test_words_of_two_lists_that_are_written_alike_keep_their_own_names(first_asked: AdviceBy | AgreementKind) -> None:
    dutch = Texts("nl")
    dutch.word(first_asked)

    assert (dutch.word(AdviceBy.OTHER), dutch.word(AgreementKind.OTHER)) == ("iemand anders", "anders")


def test_a_word_is_told_in_the_language_that_is_asked() -> None:
    assert [Texts(language).word(AdviceBy.OTHER) for language in ("nl", "en", "nl")] == [
        "iemand anders",
        "other",
        "iemand anders",
    ]


def test_a_number_chooses_the_form_of_a_text_also_of_one_that_is_not_translated() -> None:
    counted = [
        Texts("nl").plural("%(num)s agreement", "%(num)s agreements", number, num=number) for number in (0, 1, 2)
    ]
    unknown = [Texts("nl").plural("%(count)s swan", "%(count)s swans", number) for number in (0, 1, 2)]

    assert counted == ["0 afspraken", "1 afspraak", "2 afspraken"]
    assert unknown == ["0 swans", "1 swan", "2 swans"]
