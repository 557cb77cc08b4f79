"""How the desk looks: colours, sizes and letters in one place, icons drawn for it."""
