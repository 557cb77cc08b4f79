"""A desk phone for contact-centre agents, seen by Salesforce as a real desk phone."""
