"""The engine's side of the connector page: who is in charge, what is told and kept, what is asked and answered."""
