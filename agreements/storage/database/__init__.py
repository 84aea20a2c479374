"""How statements reach SQLite or PostgreSQL, and when they count: engines, transactions, migrations."""
