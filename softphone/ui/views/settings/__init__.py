"""What the settings dialog and the first start show, made from the settings' schema: no Qt, no I/O."""
