"""Programs of others: the keys with which they come in, and where they are told what changed."""
