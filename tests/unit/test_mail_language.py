"""A mail in English says which of its words are Dutch, for who listens to it (WCAG 3.1.2)."""

from __future__ import annotations

from agreements.mail.message import compose
from tests.people import MUNICIPALITY
from tests.unit.test_mail import ENVELOPE, occasion, part, read


def test_what_stands_in_the_register_is_marked_as_dutch_in_an_english_mail_only() -> None:
    dutch, english = (part(read(compose(occasion(), ENVELOPE, one)), "text/html").get_content() for one in ("nl", "en"))

    assert '<table role="presentation" lang="en"' in english
    assert f'<span lang="nl">{MUNICIPALITY}, ' in english
    assert "<span lang=" not in dutch
