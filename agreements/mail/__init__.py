"""What a mail says and how it leaves the building. When it does is up to `scheduler`."""
