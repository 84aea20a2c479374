"""What stands in the CSV, for programs: Metadata Vocabulary for Tabular Data (W3C, CSV on the Web, 2015).

A reader that knows it takes dates for dates and lists for lists; both languages explain each column.
"""

from __future__ import annotations

import json
from typing import Any

from agreements.publication.cells import BETWEEN_VALUES
from agreements.publication.csv_file import COLUMNS, Column
from agreements.texts import LANGUAGES, Texts

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def csv_metadata(base_url: str) -> bytes:
    """The description; it stands at the address of the file with `-metadata.json` behind it (section 5.3)."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{base_url}/afspraken.csv",
        "dc:license": {"@id": CC0},
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(column) for column in COLUMNS],
            "primaryKey": COLUMNS[0].name,
            "aboutUrl": f"{base_url}/afspraken/{{{COLUMNS[0].name}}}",
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _column(column: Column) -> dict[str, Any]:
    meaning = [{"@language": language, "@value": Texts(language)(column.meaning)} for language in LANGUAGES]
    datatype: Any = column.datatype
    if column.datatype == "boolean":
        datatype = {"base": "boolean", "format": "ja|nee"}
    described = {"name": column.name, "titles": column.name, "datatype": datatype, "dc:description": meaning}
    return {**described, "separator": BETWEEN_VALUES} if column.is_list else described
