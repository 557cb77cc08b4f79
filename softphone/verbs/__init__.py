"""One module per verb of the `softphone` command; each is imported only when it is asked for."""
