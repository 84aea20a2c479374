"""Lists that are brought in: uploaded, looked at, stored and undone."""
