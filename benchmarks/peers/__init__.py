"""Other programs that do the same, as their makers recommend them."""
