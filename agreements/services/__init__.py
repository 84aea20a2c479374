"""The use cases of the register: one file each.

Every change runs through `change.change_agreement`: one transaction that holds the change, its audit event, the
deadlines that follow from it and the messages it causes. The rules themselves are in `agreements.domain`.
"""
