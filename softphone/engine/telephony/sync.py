"""Keeps Salesforce's status and the telephony side's presence in step, by rules, in both directions.

A status that the rules made is never mapped again when it comes back: that is why nothing runs in circles.
"""

from collections.abc import Callable

from msgspec.structs import replace

from softphone.core.messages.facts import StatusChanged
from softphone.core.state.presence import Status
from softphone.engine.ports.telephony import AVAILABLE, AWAY, BUSY, OFFLINE, TelephonyPort
from softphone.engine.runner import Announced
from softphone.settings.status_mapping import (
    MappingInput,
    RuleSet,
    SalesforceChange,
    SalesforceStatus,
    TelephonyChange,
    TelephonyPresence,
    deciding,
    mapped,
)

Choose = Callable[[str], None]
"""Lets the phone choose another status, on the telephony side's behalf."""
DEFAULT_PRESENCES = (AVAILABLE, BUSY, AWAY, OFFLINE)


class StatusSync:
    """Stands between the two sides."""

    def __init__(self, port: TelephonyPort, choose: Choose, rules: RuleSet) -> None:
        self._port = port
        self._choose = choose
        self._rules = rules if rules.presences else replace(rules, presences=DEFAULT_PRESENCES)
        self._made: str | None = None
        self._current = SalesforceStatus()

    @property
    def presence(self) -> TelephonyPresence:
        """What the agent is on the telephony side."""
        return self._port.presence

    def listen(self, told: Announced) -> None:
        """The agent is in another status."""
        if isinstance(told.fact, StatusChanged):
            self._salesforce_changed(told.fact.status, told.fact.before)

    def presence_changed(self, name: str) -> TelephonyPresence:
        """Somebody changed the presence on the telephony side."""
        before, presence = self._port.presence, self._presence(name)
        self._port.note(presence)
        self._bring_about(
            MappingInput(
                salesforce_status=SalesforceChange(current_status=self._current, target_status=self._current),
                telephony_status=TelephonyChange(current_status=before, target_status=presence),
            ),
            presence,
        )
        return self._port.presence

    def _salesforce_changed(self, status: Status, before: Status | None) -> None:
        self._current, is_made = _described(status), self._made is not None and status.is_called(self._made)
        self._made = None
        if is_made:
            return
        was, now = _described(before) if before else SalesforceStatus(), self._port.presence
        self._bring_about(
            MappingInput(
                salesforce_status=SalesforceChange(current_status=was, target_status=self._current),
                telephony_status=TelephonyChange(current_status=now, target_status=now),
            ),
            presence_of(status),
        )

    def _bring_about(self, asked: MappingInput, otherwise: TelephonyPresence) -> None:
        """Let the rules decide; where none does, the telephony side becomes what a status of that kind is there."""
        rule = deciding(self._rules, asked)
        out = mapped(self._rules, asked)
        presence = otherwise if rule is None else out.telephony_status.target_status
        if presence != self._port.presence:
            self._port.take(presence)
        wanted = out.salesforce_status.target_status
        if wanted != self._current:
            self._made = wanted.status_id
            self._choose(wanted.status_id)

    def _presence(self, name: str) -> TelephonyPresence:
        return self._rules.presence(name)


def presence_of(status: Status) -> TelephonyPresence:
    """What a status is on the telephony side where no rules say otherwise."""
    if status.is_offline:
        return OFFLINE
    return AVAILABLE if status.has_channels else AWAY


def _described(status: Status) -> SalesforceStatus:
    return SalesforceStatus(status_id=status.id, status_api_name=status.api_name, status_name=status.name)
