"""The parts of `softphone engine`, put together in `process`."""
