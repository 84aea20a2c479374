"""An agreement as a document to keep: one paper of headings, facts and tables (`paper`), made of what was published
(`agreement_paper`), and a way to write it in each form (`forms`): as PDF and as ODT.

A paper tells how an agreement stood in one entry of the public memory, and nothing that depends on the day on which
somebody opens it: so the same entry gives the same bytes for ever.
"""
