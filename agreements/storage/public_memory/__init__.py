"""The public memory (rule 12), written in the transaction of each change: all that public readers will need."""
