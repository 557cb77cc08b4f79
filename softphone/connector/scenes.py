"""What telling Salesforce about a call needs besides the call: the settings and what the clocks say.

Time enters here as a value: this is a pure layer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from softphone.connector.calls import PhoneCall
from softphone.connector.statistics import AudioStatsElement
from softphone.core.values import CallId, Instant
from softphone.settings import DEFAULTS
from softphone.settings.sections.connector import ConnectorSettings


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment, on both clocks, and what the settings want shown."""

    now: Instant
    wall: datetime
    """The same moment for people; must know its time zone."""
    settings: ConnectorSettings = DEFAULTS.connector
    is_measured: bool = False
    """Whether Salesforce was told that it gets statistics (`supportsMos`)."""
    last_stats: Mapping[CallId, AudioStatsElement] = field(default_factory=dict)
    """What is left to be told of the sound of calls that end now."""
    believed: Mapping[CallId, tuple[PhoneCall, ...]] = field(default_factory=dict)
    """The legs that Salesforce shows of calls that end now, also those whose leaving it never heard of."""
    is_wrap_up_end_told: bool = False
    """Whether the call that is being wrapped up is one of those whose end of wrap-up is to be published."""

    def when(self, instant: Instant) -> datetime:
        """Say an instant as people do."""
        return self.wall + timedelta(seconds=instant - self.now)
