"""Mails about changes: asked for, confirmed, chosen otherwise, and stopped."""
