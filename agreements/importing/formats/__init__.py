"""What a file holds: from its bytes to rows of text; which kind of file it is, and nothing about what it means."""
