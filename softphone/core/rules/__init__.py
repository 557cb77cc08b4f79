"""What each message does, one idea per file. All changes go through `core/turn.py`."""
