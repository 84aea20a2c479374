"""Piccolo's configuration: which database, which tables. The address comes from AFSPRAKEN_DATABASE_URL alone."""

from __future__ import annotations

from piccolo.conf.apps import AppRegistry

from agreements.settings import load_settings
from agreements.storage.database.engine import engine_from_url

DB = engine_from_url(load_settings().database_url.get_secret_value())

APP_REGISTRY = AppRegistry(apps=["agreements.storage.piccolo_app"])
