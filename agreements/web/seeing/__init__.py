"""The register seen otherwise than as a list: by partner, theme, kind of data, group of people or law; by end; by who
gives what to whom. Every page is one of the selection that its address names, and costs what a page of a list costs.
"""
