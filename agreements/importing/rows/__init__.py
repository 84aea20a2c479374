"""From one row of a source to an `ImportRow`: somebody's list, a described document, or the register's own export."""
