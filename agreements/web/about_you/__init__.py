"""“Gaat dit over mij?”: residents choose a situation and see which agreements are about people like them.

Nothing about the visitor is known, typed or kept: a situation is a parameter of an address that anyone can open.
"""
