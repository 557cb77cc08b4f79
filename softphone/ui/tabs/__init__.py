"""The tabs beside the phone. Each module here is one tab: it has a `TAB`, and nothing else has to know of it."""
