"""The sample register: a fictional municipality with about forty agreements and a history behind each."""
