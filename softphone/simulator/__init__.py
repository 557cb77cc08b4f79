"""SIP peers that play customers, third parties and other agents, for newcomers, QA and tests."""
