"""One leg at a time, as PJSIP has it: what is asked of it, what it reports, how its audio arrives."""
