"""The register as Piccolo knows it. Its own migration command is not used: see `database.migrate`."""

from __future__ import annotations

from pathlib import Path

from piccolo.conf.apps import AppConfig

from agreements.storage.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="agreements",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=list(TABLES),
)
