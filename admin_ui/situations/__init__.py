"""The situations in plain words that residents choose from at `/gaat-dit-over-mij`."""
