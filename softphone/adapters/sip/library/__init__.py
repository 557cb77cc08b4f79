"""PJSIP itself: its one thread, its timers, its log, and what keeps it from harm."""
