"""Every colour and every size of the window. Pure; nothing else in the desk names a colour or a number of pixels.

Colours are named for what they mean. `PAIRS` lists which text stands on which ground, for the test of contrast.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as #rrggbb."""

    name: str
    ground: str
    """Behind everything."""
    surface: str
    """Cards, keys and fields."""
    raised: str
    """What lies above a card: pressed keys, menus, the line under the mouse."""
    sunken: str
    """Wells: the tab bar, the row of line keys."""
    outline: str
    """Edges that only decorate."""
    edge: str
    """Edges that show where a field or key is."""
    text: str
    muted: str
    """Second lines, labels."""
    accent: str
    """What can be pressed now, and what is chosen."""
    on_accent: str
    accent_soft: str
    """Ground of what is chosen."""
    good: str
    on_good: str
    good_soft: str
    warn: str
    on_warn: str
    warn_soft: str
    bad: str
    on_bad: str
    bad_soft: str
    accent_fill: str
    """Grounds of large keys, with `on_fill` on them."""
    good_fill: str
    warn_fill: str
    bad_fill: str
    on_fill: str
    focus: str
    """The ring round what has the keyboard."""
    shadow: str


LIGHT = Palette(
    name="light",
    ground="#f3f5f9",
    surface="#ffffff",
    raised="#e9edf5",
    sunken="#e8ecf3",
    outline="#dde3ed",
    edge="#838da0",
    text="#131a2a",
    muted="#535e73",
    accent="#3452d9",
    on_accent="#ffffff",
    accent_soft="#e3e9ff",
    good="#0b7a43",
    on_good="#ffffff",
    good_soft="#dbf3e5",
    warn="#8f5200",
    on_warn="#ffffff",
    warn_soft="#fdeed2",
    bad="#c3243a",
    on_bad="#ffffff",
    bad_soft="#fde4e7",
    accent_fill="#3452d9",
    good_fill="#0b7a43",
    warn_fill="#8f5200",
    bad_fill="#c3243a",
    on_fill="#ffffff",
    focus="#3452d9",
    shadow="#8592ad",
)

DARK = Palette(
    name="dark",
    ground="#0f131c",
    surface="#1a202d",
    raised="#28303f",
    sunken="#151a25",
    outline="#2a3344",
    edge="#69758c",
    text="#eef2fa",
    muted="#a3afc4",
    accent="#92a8ff",
    on_accent="#0c1330",
    accent_soft="#26315c",
    good="#4fd38d",
    on_good="#04210f",
    good_soft="#163a2a",
    warn="#f5b95a",
    on_warn="#2a1800",
    warn_soft="#40301a",
    bad="#ff8492",
    on_bad="#33040b",
    bad_soft="#481f28",
    accent_fill="#4c66ea",
    good_fill="#15814a",
    warn_fill="#9a5b00",
    bad_fill="#d0344a",
    on_fill="#ffffff",
    focus="#92a8ff",
    shadow="#05070c",
)

GROUNDS = ("ground", "surface", "raised", "sunken")
SOFT = ("accent", "good", "warn", "bad")
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "muted") for ground in GROUNDS),
    *((ink, ground) for ink in SOFT for ground in ("ground", "surface", "sunken")),
    *((f"on_{ink}", ink) for ink in SOFT),
    *(("on_fill", f"{ink}_fill") for ink in SOFT),
    *((ink, f"{ink}_soft") for ink in SOFT),
    *(("text", f"{ink}_soft") for ink in SOFT),
)
"""Text and the ground it stands on: at least 4.5 to 1."""
EDGES: tuple[tuple[str, str], ...] = (
    ("edge", "surface"),
    ("edge", "ground"),
    ("focus", "surface"),
    ("focus", "ground"),
)
"""Lines that have to be seen: at least 3 to 1."""


@dataclass(frozen=True, slots=True)
class Space:
    """Distances, in pixels at 100 %."""

    hair: int = 2
    tiny: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    huge: int = 24


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes of letters, in pixels at 100 %."""

    small: int = 11
    body: int = 13
    strong: int = 15
    title: int = 20
    display: int = 26


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of things, in pixels at 100 %."""

    radius: int = 10
    radius_small: int = 7
    key: int = 44
    round_key: int = 56
    icon: int = 20
    icon_small: int = 16
    portrait: int = 88
    avatar: int = 48
    phone_width: int = 380
    phone_height: int = 640
    wide_from: int = 760
    tall_from: int = 720
    """From this height on there is room for the names of the tabs below any call."""


SPACE, LETTERS, SIZES = Space(), Letters(), Sizes()
FONTS = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")


def colour_names() -> tuple[str, ...]:
    """Name every colour of a palette."""
    return tuple(entry.name for entry in fields(Palette) if entry.name != "name")
