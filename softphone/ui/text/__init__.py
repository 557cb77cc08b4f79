"""The phone as text in a terminal, for machines without a display."""
