"""The public site: pages and downloads that anyone can open, without cookie or script."""
