"""What goes into the machine and what comes out: commands, events, facts, effects, timers, refusals."""
