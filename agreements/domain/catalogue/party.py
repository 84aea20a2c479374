"""The rows of a party."""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, has, says
from agreements.domain.catalogue.conditions import (
    AN_AUTHORITY,
    BY_ART_28,
    BY_OWN_RULE,
    EACH_CONTROLLER,
    GIVES_JUDICIAL_DATA,
    GIVES_POLICE_DATA,
    ON_A_LAW,
    ON_AN_INTEREST,
    ON_ANOTHER_BASIS,
    UNDER_POLICE_OR_JUDICIAL_LAW,
    UNDER_THE_GDPR,
    WHO_TAKES_PART,
)
from agreements.domain.catalogue.field import DAY_HINT, OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Fold, Page
from agreements.domain.catalogue.own_side import OWN_SIDE
from agreements.domain.catalogue.signing import SIGNING
from agreements.domain.vocabulary import GdprRole, LawfulBasis, LegalRegime, PartyKind
from agreements.domain.wording import N_

PARTY: tuple[Field, ...] = (
    Field(
        name="name",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Name of the organisation"),
        is_public=True,
        dutch="naam",
    ),
    Field(
        name="kind",
        kind=FieldKind.CHOICE,
        label=N_("Kind of organisation"),
        words=PartyKind,
        default=PartyKind.OTHER,
        is_public=True,
        dutch="soort",
    ),
    Field(
        name="gdpr_role",
        kind=FieldKind.CHOICE,
        label=N_("Role under the GDPR"),
        words=GdprRole,
        demands=(
            Demand(
                N_("Say which role “%(party)s” has under the GDPR."),
                N_("GDPR art. 26 and 28"),
                has("gdpr_role"),
                WHO_TAKES_PART,
            ),
        ),
        is_public=True,
        dutch="avg_rol",
    ),
    Field(
        name="purpose",
        kind=FieldKind.TEXT,
        label=N_("Own purpose"),
        heading=N_("What it wants to reach"),
        hint=N_("What this party itself wants to reach with the data."),
        demands=(
            Demand(
                N_("Describe the purpose of “%(party)s”."),
                N_("GDPR art. 5(1)(b)"),
                explains("purpose"),
                EACH_CONTROLLER,
            ),
        ),
        is_public=True,
        dutch="doel",
    ),
    Field(
        name="lawful_basis",
        kind=FieldKind.CHOICE,
        label=N_("Lawful basis"),
        heading=N_("Legal basis"),
        hint=N_("GDPR article 6."),
        words=LawfulBasis,
        demands=(
            Demand(
                N_("Choose the lawful basis of “%(party)s”."), N_("GDPR art. 6(1)"), has("lawful_basis"), UNDER_THE_GDPR
            ),
            Demand(
                N_("“%(party)s” is an authority: a legitimate interest is no basis for its tasks."),
                N_("GDPR art. 6(1), last sentence"),
                lambda party: party.lawful_basis is not LawfulBasis.LEGITIMATE_INTEREST,
                AN_AUTHORITY,
            ),
        ),
        is_public=True,
        explained_at="grondslag",
        dutch="grondslag",
    ),
    Field(
        name="legal_ground",
        kind=FieldKind.LINE,
        label=N_("Law and article"),
        hint=N_(
            "What the lawful basis is founded on, such as: Wet gemeentelijke schuldhulpverlening, article 3(1)(b)."
        ),
        demands=(
            Demand(
                N_("Name the law and article that “%(party)s” relies on."),
                N_("GDPR art. 6(3)"),
                explains("legal_ground"),
                ON_A_LAW,
            ),
            Demand(
                N_("Say which legitimate interest “%(party)s” has."),
                N_("GDPR art. 6(1)(f) and 14(2)(b)"),
                explains("legal_ground"),
                ON_AN_INTEREST,
            ),
            Demand(
                N_("Say on what the basis of “%(party)s” rests: the consent, the contract or the interest."),
                N_("GDPR art. 5(2)"),
                explains("legal_ground"),
                ON_ANOTHER_BASIS,
            ),
            Demand(
                N_("Name the article of the Wpg or Wjsg that “%(party)s” relies on."),
                N_("Wpg; Wjsg"),
                explains("legal_ground"),
                UNDER_POLICE_OR_JUDICIAL_LAW,
            ),
        ),
        is_public=True,
        beside="lawful_basis",
        dutch="wettelijke_basis",
    ),
    Field(
        name="responsible_function",
        kind=FieldKind.LINE,
        label=N_("Function that answers for it"),
        heading=N_("Answerable function"),
        hint=N_("Such as: director of housing. Not the name of a person."),
        demands=(
            Demand(
                N_("Name the function that answers for “%(party)s”."),
                N_("GDPR art. 5(2)"),
                says("responsible_function"),
                WHO_TAKES_PART,
            ),
        ),
        is_public=True,
        dutch="verantwoordelijke_functie",
    ),
    Field(
        name="identifier",
        kind=FieldKind.LINE,
        label=N_("Number"),
        heading=N_("Identifier"),
        hint=N_("TOOI address, OIN or KVK number."),
        is_optional=True,
        is_public=True,
        dutch="identificatie",
    ),
    Field(
        name="signed_on",
        kind=FieldKind.DAY,
        label=N_("Signed on"),
        hint=DAY_HINT,
        demands=(
            Demand(
                N_("Give the date on which “%(party)s” signed."), N_("GDPR art. 28(9)"), has("signed_on"), BY_ART_28
            ),
            Demand(N_("Give the date on which “%(party)s” signed."), OWN_RULE, has("signed_on"), BY_OWN_RULE),
        ),
        is_public=True,
        dutch="ondertekend_op",
    ),
    Field(
        name="regime",
        kind=FieldKind.CHOICE,
        label=N_("Under which law"),
        heading=N_("Handles the data under"),
        hint=N_("Most parties: the GDPR. The police and the public prosecutor often have a law of their own."),
        words=LegalRegime,
        demands=(
            Demand(
                N_("Say under which law “%(party)s” handles the data: GDPR, Wpg or Wjsg."),
                N_("GDPR art. 2(2)(d)"),
                has("regime"),
                EACH_CONTROLLER,
            ),
        ),
        is_public=True,
        dutch="wettelijk_regime",
    ),
    Field(
        name="regime_decision",
        kind=FieldKind.TEXT,
        label=N_("Decision to provide police or judicial data"),
        heading=N_("Decision to provide these data"),
        hint=N_(
            "Which decision, by whom, and on which weighty public interest. Such as: decision under article 20 Wpg."
        ),
        fold=Fold.OWN_SIDE,
        is_optional=True,
        demands=(
            Demand(
                N_("Name the decision by which “%(party)s” gives police data."),
                N_("Wpg art. 20"),
                explains("regime_decision"),
                GIVES_POLICE_DATA,
            ),
            Demand(
                N_("Name the decision by which “%(party)s” gives judicial data."),
                OWN_RULE,
                explains("regime_decision"),
                GIVES_JUDICIAL_DATA,
            ),
        ),
        is_public=True,
        dutch="besluit_verstrekking",
    ),
    *SIGNING,
    *OWN_SIDE,
)
