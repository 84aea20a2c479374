"""The rules as the contract tells them, written down a second time: Python and its calendar, nothing of the product.

What the product and this model say differently is a fault of one of them. A test of the house keeps them apart.
"""
