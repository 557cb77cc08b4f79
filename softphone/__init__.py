"""A desk phone for contact-centre agents, seen by Salesforce as a real desk phone."""

__version__ = "0.1.0"
