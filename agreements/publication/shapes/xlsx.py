"""The selection as a spreadsheet for Excel: the rows of the CSV."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.publication.shape import Shape
from agreements.publication.shapes import csv
from agreements.publication.spreadsheets.packing import Packing
from agreements.publication.spreadsheets.xlsx import MEDIA_TYPE, XLSX

ROW = Shape(
    name="xlsx",
    place=2,
    path="/afspraken.xlsx",
    media_type=MEDIA_TYPE,
    label=N_("XLSX"),
    explanation=N_("For Excel: the columns of the CSV. A second sheet says which selection it is, and of which day."),
    link=N_("Download for Excel (XLSX)"),
    item=csv.ROW.item,
    gone=csv.ROW.gone,
    kept_as=csv.ROW.name,
    packer=lambda making: Packing(XLSX, making),
    carries_head=True,
    says_what_it_is=True,
)
