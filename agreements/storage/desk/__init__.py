"""Questions, corrections and secret links in the database."""
