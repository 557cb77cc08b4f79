"""Everything that the desk shows at one moment, put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from softphone.protocol.figures import Figures
from softphone.ui.views.call_card import CallCard, call_card
from softphone.ui.views.chips import Chip, chips
from softphone.ui.views.language import ENGLISH, Language
from softphone.ui.views.line_keys import LineKey, Lines, chosen_call, line_keys
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.notices import Notice, SettingsTrouble, notices
from softphone.ui.views.popup import Popup, popup
from softphone.ui.views.seen import Seen
from softphone.ui.views.tray import Tray, tray
from softphone.ui.views.wrap_up import WrapUpBar, wrap_up_bar


@dataclass(frozen=True, slots=True)
class Glance:
    """From where somebody looks at the phone: the language, the lines, the line that was chosen, the hour."""

    say: Language = ENGLISH
    region: str | None = None
    lines: Lines = (None, None)
    chosen: str | None = None
    """A call; None for whichever matters, `DIAL_PAD` for none."""
    now: float = 0.0
    figures: Figures | None = None
    trouble: SettingsTrouble | None = None
    silences: Mapping[str, str] = field(default_factory=dict)
    """By call: what the phone knows about why nothing is heard from the other end."""
    has_voicemail: bool = False
    """Whether the settings say how the voice mailbox is called."""


@dataclass(frozen=True, slots=True)
class DeskView:
    """The whole desk. `card` is None where the dial pad is shown."""

    chips: tuple[Chip, ...]
    notices: tuple[Notice, ...]
    lines: tuple[LineKey, ...]
    card: CallCard | None
    at_hand: CallCard | None
    """The call that keys mean while no card is seen: the one that is chosen, else the one that matters."""
    wrap_up: WrapUpBar | None
    popup: Popup | None
    tray: Tray

    @property
    def has_clock(self) -> bool:
        """Whether anything in it changes with time alone."""
        return bool(self.card or self.wrap_up or self.popup or any(line.call_id for line in self.lines))


def _card(mirror: Mirror, name: str | None, glance: Glance) -> CallCard | None:
    call = mirror.call(name)
    if call is None or mirror.state is None:
        return None
    passed = mirror.passed(glance.now)
    return call_card(
        call, Seen(mirror.state, passed, glance.say, glance.region, glance.figures, glance.silences.get(name or "", ""))
    )


def desk_view(mirror: Mirror, glance: Glance) -> DeskView:
    """Make everything that is shown."""
    say, now = glance.say, glance.now
    shown = chosen_call(mirror, glance.chosen)
    card, at_hand = (_card(mirror, name, glance) for name in (shown, chosen_call(mirror, None)))
    return DeskView(
        chips=chips(mirror, say, has_voicemail=glance.has_voicemail),
        notices=notices(mirror, glance.trouble, say),
        lines=line_keys(mirror, glance.lines, shown, now, say),
        card=card,
        at_hand=card or at_hand,
        wrap_up=wrap_up_bar(mirror, now, say),
        popup=popup(mirror, now, say, glance.region),
        tray=tray(mirror, say),
    )
