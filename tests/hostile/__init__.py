"""Requests that no browser sends, for every address of the site: made from a seed, so that each can be made again."""
