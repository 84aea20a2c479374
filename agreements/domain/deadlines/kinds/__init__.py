"""The kinds of deadline, one file each with its `ROW`: all that the register knows of it. A new kind is a new file
here, its Dutch words in `locale/nl/deadlines.po`, and a test.
"""
