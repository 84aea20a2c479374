"""Getting in: passwords, links, sessions, and one's own access."""
