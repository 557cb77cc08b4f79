"""What `softphone diagnostics` gathers, and the bundle that it is put into. Not verbs."""
