"""The whole register at once: backups, and moves to another database."""
