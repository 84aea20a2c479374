"""Beheer: pages and forms for people who sign in."""
