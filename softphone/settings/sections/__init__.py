"""The sections of the settings, one file per subject; declarations only, no behaviour beyond reading a value."""
