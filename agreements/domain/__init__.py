"""The rules of the register, as pure code: no clock, no database, no web.

Start here. Every rule stands in one module and takes the day it is asked about as an argument:

- `term`: how long an agreement may last (rule 1 and 2)
- `completeness`: what an agreement must say before it can be approved, and which law asks it (rule 3)
- `lifecycle`: which status an agreement has on a given day (rule 4)
- `step_rules`: every step, when it is possible, what it settles and withdraws; `roles` says who may take which, and
  `possible_steps` what somebody can do with an agreement on a day
- `viewing`: whose agreements somebody sees whole, and of which departments they may do something, as values
- `transitions`: what comes of each step (rules 8 and 9), a room per subject; `preconditions` holds the checks that
  several steps share
- `succession`: how one agreement follows another (rule 7)
- `deadlines`: what must be decided when (rule 5), a row for each kind; `ladder`: who is told in time (rule 6);
  `snooze`: being told later; `due_dates`: the days that follow from what was agreed
- `filters`: what agreements are picked by, a row for each; `selection` is what somebody picked
- `liveness`: when silence is an alarm, for all who watch over the register
- `audit`: the chain of events that shows that history was not rewritten (rule 10)
- `agreement`, `content`, `vocabulary`: the words these rules speak in
- `errors`: every refusal, each with a sentence

What is public (rule 11) is decided in `agreements.publication.public_record`.
"""
