"""The steps of the schema, in order. See `agreements.storage.database.migrate`."""
