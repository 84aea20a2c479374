"""The register as linked data: its catalogue (DCAT-AP-NL), the stream of its changes, and agreements as policies (ODRL)
and as entries of a register of processing (LDV). One small graph of things, written as JSON-LD and as Turtle."""
