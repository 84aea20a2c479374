"""Who gets mails about changes."""
