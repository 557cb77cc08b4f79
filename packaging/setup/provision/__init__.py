"""Sets up a fresh machine for the two commands, `make run` and `make test`.

Runs on Python's standard library alone, before anything is installed. Every step asks first whether its result is
already there, so that a second run takes a second and needs no network.
"""
