"""Settings of the desk phone's window."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc

Shortcut = Annotated[
    str,
    doc("", pattern=r"\A[A-Za-z0-9+]*\Z", max_length=40, extra={"expects": "a shortcut such as Ctrl+Alt+A, or empty"}),
]


class DeskSettings(Section, frozen=True, kw_only=True):
    """The window on the desktop."""

    language: Annotated[Literal["auto", "en", "de"], doc("Language of the window.")] = "auto"
    theme: Annotated[Literal["auto", "light", "dark"], doc("Colours.")] = "auto"
    line_keys: Annotated[int, doc("Line keys, one per conversation.", ge=2, le=6)] = 2
    animations: Annotated[bool, doc("Move things where it helps.")] = True
    popup: Annotated[bool, doc("Small window on top for incoming calls; it never takes the keyboard.")] = True
    notifications: Annotated[bool, doc("Notifications of the desktop.")] = True
    tray: Annotated[bool, doc("Icon in the tray.")] = True
    autostart: Annotated[bool, doc("Start with the desktop.")] = False
    background: Annotated[
        Literal["ask", "end", "ring"],
        doc("When the window is closed: ask, end the phone (not in a call), or go on ringing."),
    ] = "end"
    answer_key: Annotated[Shortcut, doc("Global shortcut that answers.")] = "Ctrl+Alt+A"
    decline_key: Annotated[Shortcut, doc("Global shortcut that declines.")] = "Ctrl+Alt+D"
    mute_key: Annotated[Shortcut, doc("Global shortcut that mutes.")] = "Ctrl+Alt+M"
    handle_links: Annotated[bool, doc("Open tel:, sip: and callto: links of other programs.")] = True
