"""The selection as a spreadsheet for LibreOffice: the rows of the CSV."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.publication.shape import Shape
from agreements.publication.shapes import csv
from agreements.publication.spreadsheets.ods import MEDIA_TYPE, ODS
from agreements.publication.spreadsheets.packing import Packing

ROW = Shape(
    name="ods",
    place=3,
    path="/afspraken.ods",
    media_type=MEDIA_TYPE,
    label=N_("ODS"),
    explanation=N_("For LibreOffice: the same sheets, in the open standard for spreadsheets (OpenDocument)."),
    link=N_("Download for LibreOffice (ODS)"),
    item=csv.ROW.item,
    gone=csv.ROW.gone,
    kept_as=csv.ROW.name,
    packer=lambda making: Packing(ODS, making),
    carries_head=True,
    says_what_it_is=True,
)
