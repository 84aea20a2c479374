"""Settings that say whose register it is: its name, how to reach it, its house style and how accessible the site is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from agreements.settings import accessibility, house_style, values
from agreements.settings.accessibility import Problem
from agreements.settings.errors import PREFIX
from agreements.settings.row import Row

Contacts = tuple[tuple[str, str, str], ...]
"""Ways to reach the organisation: what it is (phone, mail or page), the address of a link, and what people read."""


class OrganisationSettings(BaseModel):
    """What differs between municipalities, as people see it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    organisation_name: Annotated[
        str,
        Field(min_length=2, max_length=120),
        Row("the name of your municipality, in 2 to 120 characters", "stands on every page and in every mail"),
    ] = "Gemeente Meerdam"
    organisation_id: Annotated[
        str,
        AfterValidator(values.tooi),
        Row(
            "its TOOI address, such as https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
            "your identity in open data; the page about this register shows it",
        ),
    ] = ""
    woo_basis: Annotated[
        str,
        Field(pattern=r"^3\.[13]$"),
        Row(
            "3.1 or 3.3",
            "the article of the Woo under which the Woo-index lists your agreements: of your own accord (3.1), or as "
            "covenants, once that article is in force (3.3)",
        ),
    ] = "3.1"
    organisation_phone: Annotated[
        str,
        AfterValidator(values.phone),
        Row("a telephone number such as 14 033 or +31 30 286 00 00", "stands below every page, with a link to call"),
    ] = ""
    organisation_mail: Annotated[
        str,
        AfterValidator(values.mail_address),
        Row("one mail address such as privacy@example.nl", "where residents can ask; stands below every page"),
    ] = ""
    organisation_page: Annotated[
        str,
        AfterValidator(values.web_page),
        Row("an address that begins with https://", "your page with other ways to reach you; linked below every page"),
    ] = ""
    organisation_address: Annotated[
        str,
        Field(max_length=200),
        Row("one line, in at most 200 characters", "where people can come to the counter; stands below every page"),
    ] = ""
    organisation_logo: Annotated[
        Annotated[Path, AfterValidator(house_style.logo)] | None,
        Row("the path of an SVG or PNG file of at most 200 kB", "your logo, above every page beside the name"),
    ] = None
    theme_css: Annotated[
        Annotated[Path, AfterValidator(values.existing_file)] | None,
        Row("the path of a CSS file", "your house style: one file with NL Design System tokens"),
    ] = None
    theme_class: Annotated[
        str,
        Field(pattern=r"^[\w -]*$"),
        Row("letters, digits, spaces, - and _ only", "the class of that house style"),
    ] = ""
    accessibility_status: Annotated[
        str,
        Field(pattern="^[A-E]?$"),
        Row("A, B, C, D or E", "the status of this site in your accessibility statement"),
    ] = ""
    accessibility_statement: Annotated[
        str,
        AfterValidator(values.web_page),
        Row("an address that begins with https://", "your accessibility statement in the register of statements"),
    ] = ""
    accessibility_tested_on: Annotated[
        Annotated[date, BeforeValidator(values.day)] | None,
        Row("a day such as 2026-01-01", "when this site was examined last by people"),
    ] = None
    accessibility_report: Annotated[
        str,
        AfterValidator(values.web_page),
        Row("an address that begins with https://", "the report of that examination"),
    ] = ""
    accessibility_problems: Annotated[
        str,
        AfterValidator(accessibility.problems),
        Row(
            "what / what is done / day; and so on, such as Kaart zonder tekst / er komt een tabel / 2027-03-01",
            "what is known not to work, in Dutch, with the plan",
        ),
    ] = ""
    accessibility_answer_days: Annotated[
        int,
        Field(ge=0, le=60),
        Row("a whole number of days from 1 to 60", "within how many days who reports a problem hears from you"),
    ] = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is known not to work for everybody."""
        return accessibility.as_problems(self.accessibility_problems)

    @property
    def contacts(self) -> Contacts:
        """The ways to reach the organisation that are given."""
        phone, mail = self.organisation_phone, self.organisation_mail
        ways = (
            ("phone", f"tel:{phone.replace(' ', '')}", phone),
            ("mail", f"mailto:{mail}", mail),
            ("page", self.organisation_page, self.organisation_page.removeprefix("https://").rstrip("/")),
        )
        return tuple(way for way in ways if way[2])

    @property
    def of_the_organisation(self) -> tuple[str, ...]:
        """All of the above as text: what public pages can depend on besides the register."""
        return tuple(str(getattr(self, name)) for name in OrganisationSettings.model_fields)

    @property
    def open_data_doubts(self) -> tuple[str, ...]:
        """What the catalogue of open data cannot say yet, and data.overheid.nl asks."""
        lacks = {
            "ORGANISATION_ID": (
                self.organisation_id,
                "so the catalogue names you by an address of this site, and there is no Woo-index",
            ),
            "ORGANISATION_MAIL": (self.organisation_mail, "so the catalogue names no mail address for questions"),
            "ORGANISATION_PHONE": (self.organisation_phone, "so the catalogue names no telephone number"),
        }
        return tuple(f"{PREFIX}{name} is empty, {then}." for name, (given, then) in lacks.items() if not given)

    @property
    def accessibility_doubts(self) -> tuple[str, ...]:
        """What the page about accessibility cannot say yet."""
        return accessibility.doubts(
            status=self.accessibility_status,
            statement=self.accessibility_statement,
            tested_on=self.accessibility_tested_on,
            problems=self.accessibility_problems,
            answer_days=self.accessibility_answer_days,
            can_be_reached=bool(self.contacts),
        )
