"""Bringing in a list, from an uploaded file to drafts and back.

- `runs`: what people ask: begin, choose, look, store, undo
- `working`: what the register does about it by itself, one step of one run at a time
- `reading`, `known`, `correcting`, `storing`, `undoing`: those steps
- `kept_rows`: how a row is kept for people to look at
- `command`: all of it in one go, for the command line
"""
