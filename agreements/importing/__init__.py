"""Importing real lists: from the bytes of a file to drafts, pure and without a database.

`source.read_source` tells what kind of file it is and gives its rows; `interpret.interpret` turns each into an
`ImportRow`; `report` shows them. The words of a list are read by `agreements.dates`, `duration`, `term_words`,
`parties`, `retention` and `remarks`; `identity` knows a row again in a later import, `duplicates` within its file.
Storing the drafts is the work of `agreements.services.import_agreements`.
"""
