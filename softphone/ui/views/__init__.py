"""PURE: what the desk shows, as frozen values made from the phone's state. No Qt, no clock, no I/O."""
