"""PURE: the messages of the bridge protocol."""
