"""A bad network for tests: loses, delays, shakes, doubles and overtakes packets as told, and knows what it did."""
