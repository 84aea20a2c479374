"""The form of an agreement: every field with its label, hint and section. A new field is added here, nowhere else.

Names are those of `agreements.domain.content`; `content` turns the one into the other.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from admin_ui.forms.kinds import (
    Basis,
    ByWhatMeans,
    DataChoice,
    Day,
    Days,
    Department,
    Dpia,
    HowOften,
    HowSensitive,
    KeptFrom,
    Kind,
    KindOfParty,
    Line,
    Link,
    LongText,
    Months,
    Onward,
    PartyChoice,
    Reference,
    RoleOfParty,
    Tick,
)
from agreements.domain.wording import N_

DAY_HINT = N_("For example 31-12-2026")

SECTIONS: dict[str, tuple[str, str]] = {
    "short": (N_("In short"), N_("What people see first.")),
    "who": (N_("Who"), N_("The parties. Each answers for its own side. Name functions, never persons.")),
    "what": (N_("What"), N_("Which data about whom go from whom to whom.")),
    "why": (N_("Why"), N_("The purpose, and why it cannot be done with less.")),
    "how_long": (N_("How long"), N_("At least one year, at most three. There is no tacit renewal.")),
    "answers": (N_("Who answers"), N_("Who owns the agreement, and where people can turn to.")),
}
"""Sections in the order of the page: title and one line about it."""

FOLDS: dict[str, str] = {
    "more": N_("More about weighing interests"),
    "source": N_("Words from an older list or the document itself"),
    "registers": N_("Links to other registers"),
}
"""Parts of a section that are folded until there is something in them."""


def shown(
    label: str, hint: str = "", *, section: str = "", optional: bool = False, one: str = "", fold: str = ""
) -> Any:
    """A field as people see it. `one` is the name of one row, for fields that repeat; `fold` a key of `FOLDS`."""
    return Field(
        title=label,
        description=hint,
        json_schema_extra={"section": section, "optional": optional, "one": one, "fold": fold},
    )


class FormModel(BaseModel):
    """Reads strings; anything the form does not have is ignored, so that nobody can slip a field in (ASVS 15.3.3)."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class PartyForm(FormModel):
    """One side of the agreement."""

    name: Line = shown(N_("Name of the organisation"))
    kind: KindOfParty = shown(N_("Kind of organisation"))
    gdpr_role: RoleOfParty = shown(N_("Role under the GDPR"))
    purpose: LongText = shown(N_("Own purpose"), N_("What this party itself wants to reach with the data."))
    lawful_basis: Basis = shown(N_("Lawful basis"), N_("GDPR article 6."))
    legal_ground: Line = shown(N_("Law and article"), N_("What the lawful basis rests on, such as Wgs, article 4a."))
    responsible_function: Line = shown(
        N_("Function that answers for it"), N_("Such as: director of housing. Not the name of a person.")
    )
    identifier: Line = shown(N_("Number"), N_("TOOI address, OIN or KVK number."), optional=True)
    signed_on: Day = shown(N_("Signed on"), DAY_HINT)


class DataForm(FormModel):
    """One kind of data."""

    name: Line = shown(N_("Kind of data"), N_("Such as: name and address."))
    sensitivity: HowSensitive = shown(N_("How sensitive"))
    necessity: LongText = shown(N_("Why these data are needed"))
    source: Line = shown(N_("Source"), N_("The register they come from, such as the BRP."), optional=True)
    retention_months: Months = shown(N_("Retention period in months"), N_("36 months is three years."))
    retention_days: Days = shown(N_("and days"), optional=True)
    retention_starts_at: KeptFrom = shown(N_("counted from"))


class SubjectForm(FormModel):
    """One group of people."""

    name: Line = shown(N_("Group of people"), N_("Such as: tenants with rent arrears."))


class FlowForm(FormModel):
    """One flow of data. Parties and data are chosen by the number of their row in the same form."""

    provider: PartyChoice = shown(N_("Who gives"))
    recipient: PartyChoice = shown(N_("Who receives"))
    data: DataChoice = shown(N_("Which data"), N_("Tick each kind of data that goes this way."))
    frequency: HowOften = shown(N_("How often"), optional=True)
    channel: ByWhatMeans = shown(N_("By what means"), optional=True)


class ReviewForm(FormModel):
    """One planned review."""

    on: Day = shown(N_("Review on"), DAY_HINT)


class DocumentForm(FormModel):
    """One related document."""

    title: Line = shown(N_("Title of the document"))
    url: Link = shown(N_("Web address"), N_("Starts with https://"))
    is_public: Tick = shown(N_("Residents may read this document"))


class RecordForm(FormModel):
    """The whole agreement."""

    title: Line = shown(N_("Title"), N_("Short and plain. Such as: catching rent arrears early."), section="short")
    summary: LongText = shown(
        N_("Summary"),
        N_("Two or three plain sentences for residents: what is shared, and why. 500 characters at most."),
        section="short",
    )
    kind: Kind = shown(N_("Kind of agreement"), section="short")
    theme: Line = shown(N_("Theme"), N_("Such as: debts, housing, safety."), section="short", optional=True)

    parties: list[PartyForm] = shown(N_("Parties"), section="who", one=N_("Party"))

    data: list[DataForm] = shown(N_("Kinds of data"), section="what", one=N_("Kind of data"))
    data_subjects: list[SubjectForm] = shown(
        N_("People whom the data are about"), section="what", one=N_("Group of people")
    )
    flows: list[FlowForm] = shown(
        N_("Flows of data"),
        N_("Fill in the parties and the kinds of data first: here you choose from them."),
        section="what",
        one=N_("Flow"),
    )

    purpose: LongText = shown(N_("Purpose of the sharing"), section="why")
    necessity: LongText = shown(N_("Why the sharing is necessary"), section="why")
    less_intrusive: LongText = shown(
        N_("Which less intrusive way was considered"), N_("And why that is not enough."), section="why"
    )
    special_exception: LongText = shown(
        N_("Exception for special or criminal data"),
        N_("Only when such data are shared: which exception of GDPR article 9 or 10 allows it?"),
        section="why",
        optional=True,
    )
    dpia: Dpia = shown(N_("Impact assessment (DPIA)"), section="why")
    dpia_reference: LongText = shown(N_("Where the DPIA is, or why none is needed"), section="why")
    public_task: LongText = shown(N_("Public task and values served"), section="why", optional=True, fold="more")
    expected_benefit: LongText = shown(N_("Expected benefit"), section="why", optional=True, fold="more")
    rights_at_stake: LongText = shown(N_("Rights of people at stake"), section="why", optional=True, fold="more")
    unintended_effects: LongText = shown(
        N_("Unintended effects that were looked at"), section="why", optional=True, fold="more"
    )
    automated_decisions: LongText = shown(N_("Automated decisions"), section="why", optional=True, fold="more")
    costs: LongText = shown(N_("Costs"), section="why", optional=True, fold="more")

    starts_on: Day = shown(N_("Start date"), DAY_HINT, section="how_long")
    ends_on: Day = shown(
        N_("End date"), N_("The last day on which the agreement holds. For example 31-12-2026"), section="how_long"
    )
    notice_months: Months = shown(
        N_("Notice period in months"),
        N_("Leave empty for three months: that is when the office must decide before the end."),
        section="how_long",
        optional=True,
    )
    review_dates: list[ReviewForm] = shown(N_("Planned reviews"), section="how_long", one=N_("Review"))
    destruction: LongText = shown(N_("How and by whom the data are destroyed"), section="how_long")
    onward_sharing: Onward = shown(N_("May the data go further?"), section="how_long")
    onward_recipients: LongText = shown(
        N_("To whom else"), N_("Only when others are named."), section="how_long", optional=True
    )
    outside_eea: LongText = shown(
        N_("Transfer outside the EEA"),
        N_("Which country, and with which safeguard."),
        section="how_long",
        optional=True,
    )
    is_transitional: Tick = shown(
        N_("This is a transitional agreement"),
        N_("It began before the register came into force and does not meet the rule of one to three years yet."),
        section="how_long",
    )
    stated_term: LongText = shown(
        N_("The term in the agreement's own words"), N_("Such as: indefinite."), section="how_long", optional=True
    )
    stated_starts_on: Line = shown(
        N_("Start date in the source's own words"), section="how_long", optional=True, fold="source"
    )
    stated_ends_on: Line = shown(
        N_("End date in the source's own words"), section="how_long", optional=True, fold="source"
    )
    stated_retention: LongText = shown(
        N_("Retention in the source's own words"), section="how_long", optional=True, fold="source"
    )
    stated_parties: LongText = shown(
        N_("Parties in the source's own words"), section="how_long", optional=True, fold="source"
    )
    stated_signed_on: Line = shown(
        N_("Signing in the source's own words"), section="how_long", optional=True, fold="source"
    )

    department: Department = shown(
        N_("Department that owns the agreement"), N_("Its head approves and decides."), section="answers"
    )
    contact_point: Line = shown(
        N_("Desk where residents can ask"), N_("A desk or function. No person, no personal address."), section="answers"
    )
    security_measures: LongText = shown(N_("How the data are kept safe"), section="answers")
    incident_duty: LongText = shown(N_("Who tells whom about a data breach"), N_("And how fast."), section="answers")
    rights_handling: LongText = shown(
        N_("How people use their rights"), N_("Access, correction, erasure and objection."), section="answers"
    )
    documents: list[DocumentForm] = shown(N_("Documents"), section="answers", one=N_("Document"))
    processing_register_url: Link = shown(
        N_("Entry in the record of processing activities"),
        N_("Starts with https://"),
        section="answers",
        optional=True,
        fold="registers",
    )
    algorithm_register_url: Link = shown(
        N_("Entry in the algorithm register"),
        N_("Starts with https://"),
        section="answers",
        optional=True,
        fold="registers",
    )
    sensor_register_url: Link = shown(
        N_("Entry in the sensor register"),
        N_("Starts with https://"),
        section="answers",
        optional=True,
        fold="registers",
    )
    predecessor: Reference = shown(
        N_("Follows the agreement"), N_("Reference of the agreement before this one."), section="answers", optional=True
    )
    is_public: Tick = shown(N_("Everyone may read this agreement"), section="answers")
    not_public_reason: LongText = shown(
        N_("Reason why not everyone may read it"),
        N_("Name the ground in the Woo. Everyone can read it if the agreement was public before."),
        section="answers",
        optional=True,
    )
    internal_notes: LongText = shown(N_("Internal notes"), N_("Never public."), section="answers", optional=True)


ROW_MODELS: dict[str, type[FormModel]] = {
    "parties": PartyForm,
    "data": DataForm,
    "data_subjects": SubjectForm,
    "flows": FlowForm,
    "review_dates": ReviewForm,
    "documents": DocumentForm,
}
MOST_ROWS = 100
"""Past this the button to add a row goes away."""
