"""One agreement: its page, its form, its steps."""
