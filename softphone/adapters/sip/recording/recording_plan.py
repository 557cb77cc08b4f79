"""What has to change about recordings, compared with a plan. Pure."""

from dataclasses import dataclass

from softphone.core.state.audio import AudioPlan
from softphone.core.values import CallId


@dataclass(frozen=True, slots=True)
class RecordingChanges:
    """Recordings to begin and to end, and marks to set in those that go on."""

    begin: frozenset[CallId]
    end: frozenset[CallId]
    pause: frozenset[CallId]
    resume: frozenset[CallId]


def recording_changes(before: AudioPlan, now: AudioPlan) -> RecordingChanges:
    """Compare two plans; one that begins paused is begun and paused."""
    return RecordingChanges(
        begin=now.recorders - before.recorders,
        end=before.recorders - now.recorders,
        pause=(now.paused & now.recorders) - (before.paused & before.recorders),
        resume=(before.paused & before.recorders & now.recorders) - now.paused,
    )
