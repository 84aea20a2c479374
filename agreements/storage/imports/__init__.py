"""Lists that are brought in, in the database: the runs, their rows, and where an agreement came from."""
