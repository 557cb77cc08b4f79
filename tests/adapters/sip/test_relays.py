"""Whether calls find the relays that their accounts name."""

from softphone.adapters.sip.network.relays import Relays
from softphone.core.messages.events import TroubleFound
from softphone.settings.sections.account import AccountSettings, TurnSettings

DIRECT = "a=candidate:Hc0000202 1 UDP 1694498815 192.0.2.2 4000 typ host"
RELAYED = "a=candidate:Rc0000209 1 UDP 16777215 192.0.2.9 5000 typ relay raddr 192.0.2.2 rport 4000"


def relays(told: list[TroubleFound], *, ice: bool = True) -> Relays:
    turn = TurnSettings(server="turn.example:3478")
    accounts = [
        AccountSettings(name="desk", uri="sip:a@x", ice=ice, turn=turn),
        AccountSettings(name="local", uri="sip:b@x"),
    ]
    return Relays(accounts, told.append)


def test_a_relay_that_is_missing_is_told_once_and_once_more_when_it_is_back() -> None:
    told: list[TroubleFound] = []
    seen = relays(told)
    for described in (RELAYED, DIRECT, DIRECT, f"{DIRECT}\r\n{RELAYED}", RELAYED):
        seen.look("desk", described)

    assert [trouble.part for trouble in told] == ["relay", "relay"]
    assert "turn.example:3478 gives account desk no relay" in told[0].says
    assert "again" in told[1].says


def test_who_has_no_relay_misses_none() -> None:
    told: list[TroubleFound] = []
    relays(told).look("local", DIRECT)
    relays(told, ice=False).look("desk", DIRECT)
    relays(told).look("desk", "m=audio 4000 RTP/AVP 0")

    assert told == []
