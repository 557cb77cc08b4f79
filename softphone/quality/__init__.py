"""PURE: how good a call is, in figures people can trust; knows no clock, no I/O and no SIP."""
