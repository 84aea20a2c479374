"""The register for programs, by the NL API Design Rules 2.1: JSON of what is public, below `/api/v1`.

`routes` has a row for each operation; addresses, what each refuses and the OpenAPI document follow from it.
"""
