"""The desk phone's window: one client of the bridge; the only package that imports Qt, and it never imports pjsua2."""
