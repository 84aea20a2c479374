"""What the register costs beside its peers and the least code that does the same; see docs/performance.md."""
