"""The parts of `softphone ctl`: the tables of its verbs, the asking, and the showing of what the engine says."""
