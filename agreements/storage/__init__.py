"""The database of the register. The only place with SQL.

- `engine`, `transaction`, `migrate`: how statements reach SQLite or PostgreSQL, and when they count
- `tables`, `migrations`: what is kept
- `errors`: what the database can refuse
"""

from agreements.storage.database import sqlite_library

sqlite_library.install()
