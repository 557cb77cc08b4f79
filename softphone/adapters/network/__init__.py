"""Notices when the workstation's network goes, comes back or becomes another one, and when the machine was asleep."""
