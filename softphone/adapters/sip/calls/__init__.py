"""Calls from their making to their end, and what changes them: INVITEs that arrive, modes, calls put in their place."""
