"""The figures of one call, as they come: what there was so far is asked for once, and the figures go on from there."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from softphone.protocol.figures import Figures, LegFigures
from softphone.protocol.sound_quality import CallCourse
from softphone.protocol.vocabulary import Role
from softphone.ui.ports import PhonePort
from softphone.ui.views.sound_choice import CallChoice
from softphone.ui.views.sound_track import NO_TRACK, Track, track_of


class SoundFeed(QObject):
    """Listens to one call at a time, running or over; answers about another one are let go."""

    changed = Signal()

    def __init__(self, phone: PhonePort, parent: QObject) -> None:
        super().__init__(parent)
        self._phone = phone
        self.choice: CallChoice | None = None
        self.is_waiting = False
        """Whether the course so far is still on its way."""
        self._tracks: dict[str, Track] = {}
        self._roles: dict[str, Role] = {}
        self._figures: dict[str, LegFigures] = {}
        phone.measured.connect(self._hear)

    def listen(self, choice: CallChoice | None) -> None:
        """Listen to this call from now on."""
        self.choice = choice
        self._tracks, self._roles, self._figures = {}, {}, {}
        self.is_waiting = choice is not None
        if choice is not None:
            self._phone.enquire(choice.course, partial(self._take, choice), otherwise=partial(self._go_without, choice))
        self.changed.emit()

    @property
    def parties(self) -> tuple[tuple[str, Role], ...]:
        """The legs of which something is known."""
        return tuple(self._roles.items())

    def track(self, leg_id: str) -> Track:
        """Give what is known of a leg, second by second."""
        return self._tracks.get(leg_id, NO_TRACK)

    def figures(self, leg_id: str) -> LegFigures | None:
        """Give the latest figures of a leg of a running call."""
        return self._figures.get(leg_id)

    def _take(self, choice: CallChoice, course: CallCourse) -> None:
        if choice is self.choice:
            tracks = {leg.leg_id: track_of(leg) for leg in course.legs}
            is_running = choice.entry is None
            self._tracks = {name: track.lately() if is_running else track for name, track in tracks.items()}
            self._roles = {leg.leg_id: leg.role for leg in course.legs}
            self.is_waiting = False
            self.changed.emit()

    def _go_without(self, choice: CallChoice) -> None:
        if choice is self.choice:
            self.is_waiting = False
            self.changed.emit()

    def _hear(self, figures: Figures) -> None:
        """Go on, once it is known what there was before."""
        choice = self.choice
        if choice is None or choice.entry is not None or self.is_waiting:
            return
        legs = [leg for leg in figures.legs if leg.call_id == choice.call_id]
        for leg in legs:
            self._roles.setdefault(leg.leg_id, leg.role)
            self._figures[leg.leg_id] = leg
            self._tracks[leg.leg_id] = self.track(leg.leg_id).after(leg)
        if legs:
            self.changed.emit()
