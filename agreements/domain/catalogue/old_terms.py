"""The rows of agreements from before the rule: transitional ones, and those reported with what is known."""

from __future__ import annotations

from agreements.domain.catalogue.checks import keeps_its_words
from agreements.domain.catalogue.conditions import TRANSITIONAL
from agreements.domain.catalogue.field import OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page, Section
from agreements.domain.catalogue.papers import STATED
from agreements.domain.content import StatedWords
from agreements.domain.wording import N_

OLD_TERMS: tuple[Field, ...] = (
    Field(
        name="is_transitional",
        kind=FieldKind.TICK,
        label=N_("This is a transitional agreement"),
        heading=N_("Transitional agreement"),
        meaning=N_("Whether it is older than this register and does not meet the rule on terms yet."),
        hint=N_("It began before the register came into force and does not meet the rule of one to three years yet."),
        short=N_("transitional agreement"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        is_public=True,
        dutch="overgangsafspraak",
        column=19,
    ),
    Field(
        name="is_reported",
        kind=FieldKind.TICK,
        label=N_("This is an old agreement, reported with what is known"),
        heading=N_("Reported old agreement"),
        meaning=N_("Whether it is an old agreement that is reported with what is known, and shown with what it lacks."),
        hint=N_(
            "It began before the register came into force and lacks more than its term. "
            "Everyone sees what it lacks. It may last twelve months at most."
        ),
        short=N_("reported old agreement"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        is_public=True,
        dutch="gemelde_afspraak",
    ),
    Field(
        name="stated",
        kind=FieldKind.PART,
        label=N_("Term in its own words"),
        meaning=N_("What a transitional agreement itself says about its term and end."),
        short=N_("words of the source"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        parts=STATED,
        made_of=StatedWords,
        demands=(
            Demand(
                N_("Keep the term of a transitional agreement in its own words."),
                OWN_RULE,
                keeps_its_words,
                TRANSITIONAL,
            ),
        ),
        is_public=True,
        public_when=TRANSITIONAL.holds,
        public_note="of a transitional or reported agreement",
        dutch="eigen_woorden",
    ),
)
