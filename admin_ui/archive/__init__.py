"""What auditors take with them: everything that the register holds."""
