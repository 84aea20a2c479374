"""What `verify_history` compares, a file for each kind of evidence: the chain, objects, what follows, the ledger."""
