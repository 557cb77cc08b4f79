"""What Salesforce can know: the picture it has of calls, drawn from nothing but what the base connector dispatched."""

from dataclasses import dataclass, field
from typing import Any

from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.state.phone import Phone
from softphone.core.values import Role

Party = tuple[str, bool]
"""How a party stands, in Salesforce's words, and whether it is on hold."""
_TOGGLES = ("HOLD_TOGGLE", "PARTICIPANTS_SWAPPED", "PARTICIPANTS_CONFERENCED")


@dataclass
class Picture:
    """The parties of each call, and which calls are merged."""

    parties: dict[str, dict[str, Party]] = field(default_factory=dict)
    thirds: set[str] = field(default_factory=set)
    merged: set[str] = field(default_factory=set)

    def replay(self, calls: list[dict[str, Any]]) -> None:
        """A new page was asked for what goes on: it tells each call as it is, and none as merged."""
        self.merged.clear()
        for call in calls:
            self._put(call, call["state"], is_held=call["callAttributes"].get("isOnHold", False))

    def dispatch(self, event: str, payload: Any, left: list[dict[str, Any]] | None = None) -> None:
        """The base connector tells Salesforce something. `left` is what it found when it asked for active calls."""
        match event:
            case "CALL_STARTED":
                self._put(payload["call"], "ringing")
            case "CALL_CONNECTED":
                self._put(payload["call"], "connected")
            case "PARTICIPANT_ADDED":
                self._hold_all(payload["callId"])
                self._put(payload, "transferring")
            case "PARTICIPANT_CONNECTED":
                self._put(payload, "transferred")
            case "PARTICIPANT_REMOVED":
                assert left, "with nobody left this is a second HANGUP"
                self._drop(payload["call"])
            case "HANGUP":
                for leg in payload["calls"]:
                    self._drop(leg)
            case _ if event in _TOGGLES:
                self._toggle(payload, is_swap=event == "PARTICIPANTS_SWAPPED")
            case _:
                pass

    def _put(self, leg: dict[str, Any], state: str, *, is_held: bool = False) -> None:
        if state in ("transferring", "transferred"):
            self.thirds.add(leg["connectionId"])
        self.parties.setdefault(leg["callId"], {})[leg["connectionId"]] = (state, is_held)

    def _drop(self, leg: dict[str, Any]) -> None:
        call = self.parties.get(leg["callId"], {})
        call.pop(leg["connectionId"], None)
        self.merged.discard(leg["callId"])
        if not call:
            self.parties.pop(leg["callId"], None)

    def _hold_all(self, call: str) -> None:
        self.parties[call] = {name: (state, True) for name, (state, _) in self.parties.get(call, {}).items()}

    def _toggle(self, told: dict[str, Any], *, is_swap: bool) -> None:
        call = told["calls"][0]["callId"]
        held = {True: told["isThirdPartyOnHold"], False: told["isCustomerOnHold"]}
        self.parties[call] = {
            name: (state, held[name in self.thirds]) for name, (state, _) in self.parties[call].items()
        }
        if not is_swap:
            (self.merged.add if told["isCallMerged"] else self.merged.discard)(call)


def truth(phone: Phone) -> dict[str, dict[str, Party]]:
    """The same, as the phone has it."""
    calls = (call for call in phone.conversations if call.is_announced and call.is_live)
    return {call.id: {leg.id: (_state(leg), leg.is_held) for leg in call.parties} for call in calls}


def is_quiet(call: Conversation) -> bool:
    """Whether nothing is under way that Salesforce will be told of."""
    return call.is_settled and len(call.parties) == len([leg for leg in call.legs if leg.is_told])


def _state(leg: Leg) -> str:
    if leg.role is Role.THIRD_PARTY:
        return "transferred" if leg.is_talking else "transferring"
    return "connected" if leg.is_talking else "ringing"
