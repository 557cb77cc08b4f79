"""Says in one line which sound devices are not those that were wished for. Pure."""

from softphone.protocol.state import DeviceState, State
from softphone.ui.views import people
from softphone.ui.views.language import Language, mark
from softphone.ui.views.refusals import own_words

USES = {"input": mark("Microphone"), "output": mark("Headset"), "ringer": mark("Ringer")}
NOBODY = {"silence", "null"}
"""What stands in for a device where there is none."""
REASONS = frozenset({mark("it is not there, or stopped working"), mark("it cannot be opened")})
"""Why a device is not used, in the phone's own words; others are the sound library's."""


def sound_text(state: State, say: Language) -> str:
    """Say what is wrong with the sound, if anything is."""
    wrong = [device for device in state.devices if device.why]
    if not wrong:
        return ""
    if {"input", "output"} <= {device.use for device in wrong if device.device in NOBODY}:
        return say("No microphone and no headset was found. Calls go on, but nobody hears anything.")
    if len(wrong) > 1:
        uses = ", ".join(f"{_use(device, say)}: {_name(device.device, say)}" for device in wrong)
        return say("Sound does not run as wished: {uses}", uses=uses)
    (device,) = wrong
    return say(
        "Sound: {device} instead of {wished} ({why})",
        device=_name(device.device, say),
        wished=people.clean(device.wished),
        why=say(device.why) if device.why in REASONS else own_words(device.why, say),
    )


def _use(device: DeviceState, say: Language) -> str:
    return say(USES[device.use]) if device.use in USES else people.clean(device.use)


def _name(device: str, say: Language) -> str:
    return say("none") if device in NOBODY else people.clean(device)
