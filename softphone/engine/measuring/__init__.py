"""How calls sound, while they last: looks at each leg come in, and go out as figures, reports, alarms and records."""
