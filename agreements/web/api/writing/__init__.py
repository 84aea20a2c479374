"""What programs of the office do with a key: register and amend drafts, submit them, read the history.

It works with the whole register, so a node that serves only what is public does not have it. People do the same in
beheer, and both go through the same services; a session opens nothing here, and a key nothing there.
"""
