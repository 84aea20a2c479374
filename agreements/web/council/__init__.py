"""What the council asks of the register: what can still be decided, and what a year brought."""
