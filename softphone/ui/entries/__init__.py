"""The entries of the menu. Each module here is one: it has an `ENTRY`, and nothing else has to know of it."""
