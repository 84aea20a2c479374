"""The selection as a spreadsheet, made of the lines of its CSV while these come: XLSX and ODS (decision 0052)."""
