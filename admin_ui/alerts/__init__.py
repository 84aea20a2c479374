"""The messages that the register sends, and what became of them."""
