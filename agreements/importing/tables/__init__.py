"""The table in a sheet: where it stands, which column is about what, and the cells of one row by meaning."""
