"""Importing real lists: from the bytes of a file to drafts, pure and without a database.

`formats` tell what a file holds, `tables` where its table stands and what columns there can be, `mapping` which column
is about what and why, `values` what the words of a cell say, and `rows` what becomes of one row. `interpret.interpret`
does all of that for a whole source; `identity` knows a row again in a later import, `duplicates` within its file;
`codes` are the things that can be told about a row, and `report` shows them. Storing the drafts is the work of
`agreements.services.imports`.
"""
