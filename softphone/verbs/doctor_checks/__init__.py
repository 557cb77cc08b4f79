"""The checks of `softphone doctor`: one file for each thing that may be wrong with a machine. Not verbs."""
