"""What the register keeps about programs of others: their keys, and where they are told what changed."""
