"""Recordings of calls: written while they run, made whole afterwards, deleted in time."""
