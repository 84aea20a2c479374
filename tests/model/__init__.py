"""An independent model of the rules, and histories that compare the register with it."""
