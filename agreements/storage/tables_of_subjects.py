"""The tables that stand in the folder of their subject, together: a new one joins here."""

from __future__ import annotations

from piccolo.table import Table

from agreements.storage.desk.tables import TABLES as DESK
from agreements.storage.imports.tables import TABLES as IMPORTS
from agreements.storage.programs.tables import TABLES as PROGRAMS
from agreements.storage.public_memory.tables import TABLES as PUBLIC_MEMORY
from agreements.storage.subscriptions.tables import TABLES as SUBSCRIPTIONS

OF_SUBJECTS: tuple[type[Table], ...] = (*PUBLIC_MEMORY, *IMPORTS, *DESK, *PROGRAMS, *SUBSCRIPTIONS)
