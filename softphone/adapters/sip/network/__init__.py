"""Where the phone is reached, through which accounts, and who may reach it."""
