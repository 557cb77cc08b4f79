"""What is told and asked outside of calls: lamps, mailboxes, the agent's own presence, notices of supervision."""
