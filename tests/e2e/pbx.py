"""The engine as a phone at Asterisk: its accounts there."""

from typing import Any

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.peers import Asterisk, Peers

PASSWORD = "PHONE_PASSWORD"  # noqa: S105 - the name of the environment variable


def account(pbx: Asterisk, user: str = "agent1", **more: Any) -> dict[str, Any]:
    """Describe an account over UDP."""
    return {
        "name": "office",
        "uri": f"sip:{user}@127.0.0.1:{pbx.ports.sip}",
        "registrar": pbx.registrar,
        "username": user,
        "password_env": PASSWORD,
        **more,
    }


def secure_account(pbx: Asterisk, user: str = "secure1", **more: Any) -> dict[str, Any]:
    """Describe an account over TLS, with SRTP or nothing."""
    return {
        **account(pbx, user),
        "uri": f"sip:{user}@localhost:{pbx.ports.tls}",
        "registrar": f"sip:localhost:{pbx.ports.tls};transport=tls",
        "transport": "tls",
        "ca_file": str(pbx.authority.ca),
        "srtp": "mandatory",
        "srtp_keying": ["sdes"],
        **more,
    }


async def phone_at(
    peers: Peers,
    described: dict[str, Any],
    *,
    password: str | None = None,
    says_hz: float | None = 440,
    name: str = "engine",
    **settings: Any,
) -> Engine:
    """Start an engine with this account; it need not be registered yet."""
    found = desk(peers, name, says_hz, accounts=[described], **settings)
    found.environment[PASSWORD] = password or f"{described['username']}-password"
    return await peers.started(Engine(found))


async def registered_at(peers: Peers, described: dict[str, Any], **settings: Any) -> Engine:
    """Start an engine with this account, and wait until it is registered."""
    engine = await phone_at(peers, described, **settings)
    await engine.registration("registered")
    return engine
