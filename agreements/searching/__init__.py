"""From texts to the words by which they are found, and from a question to what must fit. Pure.

Both databases store and look up the very same words (docs/decisions/0042): they need no language of their own.
"""
