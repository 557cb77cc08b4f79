"""What the engine needs from outside, in its own words; adapters fill these, `verbs/engine_parts` plugs them together.

Every port answers for itself: it bounds its waits, and its failures become events or values, never exceptions that
reach the mailbox.
"""
