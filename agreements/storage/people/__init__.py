"""Accounts, keys, sessions, personal feeds, and who was refused."""
