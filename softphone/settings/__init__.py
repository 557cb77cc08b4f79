"""PURE: what can be set, what it means, and what is wrong with a settings file."""
