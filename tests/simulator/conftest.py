"""Ports for the simulated parties of the tests in this folder."""

from tests.peers.fixtures import ports

__all__ = ["ports"]
