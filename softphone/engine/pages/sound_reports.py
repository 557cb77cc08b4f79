"""Tells Salesforce every few seconds how each connected call sounds, and what is left when the call is over.

Only the leg that a call is about is told: a consulted party has no place in Salesforce's figure. What is left is taken
by whoever publishes the end, because it has to stand before the HANGUP.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from softphone.connector.publications import Publication
from softphone.connector.reports import Untold, told_of
from softphone.connector.statistics import AudioStats, AudioStatsElement
from softphone.connector.table import EventType
from softphone.core.values import CallId, Instant
from softphone.engine.measuring.gauges import Seen
from softphone.quality.salesforce import Prediction

EARLY_S = 0.5
"""Looks come once a second, not to the instant."""

NOTHING_UNTOLD = Untold()
NOTHING_TOLD = Prediction()


@dataclass(frozen=True, slots=True)
class Account:
    """One connected call: when its next report is due, what was not told yet, and what was."""

    due: float
    untold: Untold = NOTHING_UNTOLD
    told: Prediction = NOTHING_TOLD

    def reported(self) -> tuple["Account", AudioStatsElement | None]:
        """Tell what there is to tell."""
        untold, element = self.untold.told()
        if element is None:
            return self, None
        told = self.told.plus(told_of(element.input_channel_stats), told_of(element.output_channel_stats))
        return replace(self, untold=untold, told=told), element


@dataclass(slots=True)
class SoundReports:
    """Keeps an account of each connected call."""

    interval_s: float
    publish: Callable[[Publication], None]
    _accounts: dict[CallId, Account] = field(default_factory=dict)

    def begin(self, call: CallId, at: Instant) -> None:
        """A call is connected: its reports begin."""
        self._accounts[call] = Account(at + self.interval_s)

    def see(self, seen: Seen) -> None:
        """Note a second of a call, and report when it is time."""
        call, account = seen.call, self._accounts.get(seen.call.id)
        if account is None or seen.gauge.leg.id != call.initial.id:
            return
        account, element = replace(account, untold=account.untold.plus(seen.second)), None
        if seen.second.at >= account.due - EARLY_S:
            account, element = account.reported()
            account = replace(account, due=max(account.due, seen.second.at - EARLY_S) + self.interval_s)
        self._accounts[call.id] = account
        if element is not None:
            stats = AudioStats(call_id=call.id, stats=(element,))
            self.publish(Publication(EventType.UPDATE_AUDIO_STATS, stats, call.id))

    def last(self, call: CallId) -> AudioStatsElement | None:
        """A call is over: what has not been told of it goes with its end, and nothing comes afterwards."""
        account = self._accounts.pop(call, None)
        return account.reported()[1] if account else None

    def predicted(self, call: CallId) -> float | None:
        """The MOS that Salesforce would make of a call that goes on; None as long as there is nothing to tell."""
        account = self._accounts.get(call)
        told = account.reported()[0].told if account else NOTHING_TOLD
        return told.mos() if told != NOTHING_TOLD else None
