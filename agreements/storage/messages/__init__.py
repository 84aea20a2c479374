"""The outbox, which is also the ledger of all alerts: planned, waiting, sent."""
