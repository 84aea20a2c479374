"""What the register does by itself."""
