"""Agreements as the Woo-index harvests them: sitemaps with metadata of DiWoo 0.9.8 (standaarden.overheid.nl/diwoo)."""
