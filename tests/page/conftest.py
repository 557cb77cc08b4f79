"""A browser, a page that stands for Salesforce, and a phone without a network."""

from tests.page.fixtures import bundle, engine, playing, profile, salesforce, site, strict_profile

__all__ = ["bundle", "engine", "playing", "profile", "salesforce", "site", "strict_profile"]
