"""What people choose for themselves: language, mails, their calendar."""
