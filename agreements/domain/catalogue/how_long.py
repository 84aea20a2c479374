"""The rows of the group "how long"."""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, has, keeps_for_a_reason, notice_fits, reviews_fit, says
from agreements.domain.catalogue.conditions import A_MUNICIPALITY, OUTSIDE_EUROPE, PASSED_ON, PASSED_ON_CONDITIONALLY
from agreements.domain.catalogue.field import DAY_HINT, OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page, Section
from agreements.domain.vocabulary import OnwardSharing, Transfer
from agreements.domain.wording import N_

HOW_LONG: tuple[Field, ...] = (
    Field(
        name="starts_on",
        kind=FieldKind.DAY,
        label=N_("Start date"),
        meaning=N_("The first day on which the agreement applies."),
        hint=DAY_HINT,
        short=N_("start date"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        demands=(Demand(N_("Give the start date, to the day."), OWN_RULE, has("starts_on")),),
        is_public=True,
        dutch="begindatum",
        column=15,
        headers="ingangsdatum; startdatum; datum ingang; datum inwerkingtreding; inwerkingtreding; ingang; start; "
        "geldig vanaf; van; datum van ingang; begin; aanvang; aanvangsdatum; datum aanvang; datum start; "
        "datum begin; geldig van; vanaf; in werking per; ingaande; looptijd vanaf; looptijd van; valid from; "
        "effective date; commencement date; commencement; sinds wanneer",
    ),
    Field(
        name="ends_on",
        kind=FieldKind.DAY,
        label=N_("End date"),
        meaning=N_("The last day on which the agreement applies, as it was agreed."),
        hint=N_("The last day on which the agreement applies. For example 31-12-2026"),
        short=N_("end date"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        demands=(Demand(N_("Give the end date, to the day."), OWN_RULE, has("ends_on"), is_basic=True),),
        is_public=True,
        dutch="einddatum",
        column=16,
        headers="datum einde; afloopdatum; vervaldatum; expiratiedatum; geldig tot en met; geldig t m; einde; eind; "
        "einde looptijd; tot en met; t m; afloop; verloopdatum; datum afloop; datum eind; datum verval; "
        "datum expiratie; expiratie; eindigt op; vervalt op; loopt af op; verloopt op; geldig tot; tot; "
        "datum tot; looptijd tot; looptijd tot en met; looptijd t m; einde geldigheid; valid until; "
        "valid to; expiry date; expires on; expires; tot wanneer; valid till; loopt tot; loopt tot en met; "
        "loopt af",
    ),
    Field(
        name="notice_months",
        kind=FieldKind.NUMBER,
        label=N_("Notice period in months"),
        meaning=N_("How many whole months ahead notice must be given."),
        hint=N_("Leave empty for three months: that is when the office must decide before the end."),
        short=N_("notice period"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        is_optional=True,
        demands=(Demand(N_("The notice period must be shorter than the term."), OWN_RULE, notice_fits, is_basic=True),),
        is_public=True,
        dutch="opzegtermijn_maanden",
    ),
    Field(
        name="review_dates",
        kind=FieldKind.DAYS,
        label=N_("Planned reviews"),
        meaning=N_("The days on which the parties look back whether the sharing is still right."),
        short=N_("review date"),
        section=Section.HOW_LONG,
        page=Page.OWN,
        parts=(Field(name="on", kind=FieldKind.DAY, label=N_("Review on"), hint=DAY_HINT),),
        one=N_("Review"),
        first_rows=1,
        demands=(
            Demand(N_("Plan at least one review before the end."), OWN_RULE, has("review_dates")),
            Demand(N_("A review must fall within the term."), OWN_RULE, reviews_fit, is_basic=True),
        ),
        is_public=True,
        dutch="evaluatiedata",
        headers="evaluatiedatum; evaluatie; datum evaluatie; evaluatiedata; evaluatiemoment; evalueren op; "
        "volgende evaluatie; geplande evaluatie; herziening; herzieningsdatum; herijking; review; "
        "review date; evalueren; evalueren voor",
    ),
    Field(
        name="destruction",
        kind=FieldKind.TEXT,
        label=N_("How and by whom the data are destroyed"),
        heading=N_("How the data are destroyed"),
        meaning=N_("How and by whom the data are destroyed in the end."),
        short=N_("destruction"),
        section=Section.HOW_LONG,
        demands=(
            Demand(N_("Say how and by whom the data are destroyed."), N_("GDPR art. 5(1)(e)"), explains("destruction")),
        ),
        is_public=True,
        dutch="vernietiging",
        column=13,
        headers="wijze van vernietiging; vernietigen; vernietiging gegevens; hoe vernietigd; verwijdering",
    ),
    Field(
        name="archive_class",
        kind=FieldKind.LINE,
        label=N_("Class of the selection list"),
        heading=N_("Class of the selection list (Archiefwet)"),
        meaning=N_("By which class of the selection list the municipality keeps its own papers about it."),
        hint=N_("Of the municipality's own papers. Such as: Selectielijst 2020, class 11.1."),
        section=Section.HOW_LONG,
        demands=(
            Demand(
                N_("Name the class of the selection list by which the municipality keeps its own papers."),
                N_("Archiefwet; Selectielijst 2020"),
                says("archive_class"),
                A_MUNICIPALITY,
            ),
        ),
        is_public=True,
        dutch="selectielijst",
    ),
    Field(
        name="kept_by_law",
        kind=FieldKind.TEXT,
        label=N_("What a law keeps longer"),
        heading=N_("What has to be kept by law"),
        meaning=N_("What a law keeps longer than the agreement, with whom, and until when."),
        hint=N_(
            "Which data, with whom, by which law, and until when. Such as: a file that has to be kept for twenty years."
        ),
        section=Section.HOW_LONG,
        is_optional=True,
        demands=(
            Demand(
                N_("Data are kept for more than twenty years: say which law asks that."),
                N_("GDPR art. 5(1)(e)"),
                keeps_for_a_reason,
            ),
        ),
        is_public=True,
        dutch="blijft_wettelijk_bewaard",
    ),
    Field(
        name="onward_sharing",
        kind=FieldKind.CHOICE,
        label=N_("May the data go further?"),
        meaning=N_("Whether those who receive the data may pass them on."),
        short=N_("onward sharing"),
        section=Section.HOW_LONG,
        words=OnwardSharing,
        demands=(
            Demand(
                N_("Say whether the data may go further than the parties."),
                N_("GDPR art. 5(1)(b)"),
                has("onward_sharing"),
            ),
        ),
        is_public=True,
        explained_at="doorverstrekking",
        dutch="doorverstrekking",
        column=14,
        headers="doorlevering; doorverstrekken; doorverstrekking toegestaan; doorverstrekking aan derden; "
        "verstrekking aan derden; delen met derden",
    ),
    Field(
        name="onward_recipients",
        kind=FieldKind.TEXT,
        label=N_("To whom else"),
        heading=N_("Who else may receive the data"),
        meaning=N_("To whom the data may be passed on, when that is allowed."),
        hint=N_("Only when others are named."),
        short=N_("other recipients"),
        section=Section.HOW_LONG,
        is_optional=True,
        beside="onward_sharing",
        demands=(
            Demand(
                N_("Name who else may receive the data, or do not allow it."),
                N_("GDPR art. 5(1)(b)"),
                explains("onward_recipients"),
                PASSED_ON,
            ),
        ),
        is_public=True,
        dutch="doorverstrekking_aan",
    ),
    Field(
        name="onward_conditions",
        kind=FieldKind.TEXT,
        label=N_("On what conditions"),
        heading=N_("Conditions of onward sharing"),
        meaning=N_("On what conditions the data may be passed on."),
        hint=N_("Only when there are conditions."),
        section=Section.HOW_LONG,
        is_optional=True,
        demands=(
            Demand(
                N_("Say on what conditions the data may be passed on."),
                N_("GDPR art. 5(1)(b)"),
                explains("onward_conditions"),
                PASSED_ON_CONDITIONALLY,
            ),
        ),
        is_public=True,
        beside="onward_sharing",
        dutch="voorwaarden_doorverstrekking",
    ),
    Field(
        name="transfer",
        kind=FieldKind.CHOICE,
        label=N_("Do data leave the European Economic Area?"),
        heading=N_("Do data leave Europe?"),
        meaning=N_("Whether data leave the European Economic Area, and by which rule."),
        short=N_("transfer outside the EEA"),
        section=Section.HOW_LONG,
        page=Page.FLOWS,
        words=Transfer,
        demands=(
            Demand(
                N_("Say whether data leave the European Economic Area."),
                N_("GDPR art. 30(1)(e) and 44"),
                has("transfer"),
            ),
        ),
        is_public=True,
        dutch="doorgifte",
    ),
    Field(
        name="outside_eea",
        kind=FieldKind.TEXT,
        label=N_("Transfer outside the EEA"),
        heading=N_("Outside the European Economic Area"),
        meaning=N_("To which country outside Europe data go, and what protects them there."),
        hint=N_("Which country, and with which safeguard."),
        short=N_("transfer outside the EEA"),
        section=Section.HOW_LONG,
        page=Page.FLOWS,
        is_optional=True,
        demands=(
            Demand(
                N_("Say to which country data go, and what protects them there."),
                N_("GDPR art. 45, 46 and 49"),
                explains("outside_eea"),
                OUTSIDE_EUROPE,
            ),
        ),
        is_public=True,
        dutch="buiten_eer",
    ),
)
