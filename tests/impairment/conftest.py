"""Ports and processes for the tests of the relay."""

from tests.peers.fixtures import peers, ports

__all__ = ["peers", "ports"]
