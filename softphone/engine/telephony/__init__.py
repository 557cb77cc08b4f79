"""The agent's presence on the telephony side: what it is, how it is changed, and how both sides are kept in step."""
