"""Where work starts: what waits for somebody, and the list of agreements."""
