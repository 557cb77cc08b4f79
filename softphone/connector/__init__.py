"""PURE: the Connector API of Salesforce in types of our own, and its translation to and from the call machine."""
