"""What the phone knows: values, and questions about them. No rules."""
