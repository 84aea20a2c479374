"""When things happen, and how mail leaves. An alert passes these rooms in this order:

- `periodic`, `ticker`, `jobs`: do each job of the register at its pace; correctness never depends on it
- `sweep`, `planning`, `recipients`: which alerts are due and for whom, and once a week an overview; put in the outbox
- `delivery`, `preparing`, `retry`: take what waits, decide what becomes of it, note what became of it
- `occasions`, `letter`, `deadline_letter`, `notice_letter`, `digest_letter`, `grounds`: what a mail says
- `mail`, `transport`: how it is built, and how it leaves
- `commands`: the same by hand, for `afspraken alerts`

The rules stand in `agreements.domain.ladder` and `agreements.domain.digest`, the SQL in `agreements.storage`.
"""
