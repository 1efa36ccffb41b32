"""Every kind of plate: how its text is composed, and where each character stands.

Millimetres, origin at the top left. Source: DOMAIN.md 4.1 to 4.3; kinds that DOMAIN.md does not measure (armed police, military, rescue, civil
aviation) take the layout of the kind they resemble.
"""

from dataclasses import dataclass
from random import Random

from .alphabet import DIGITS, LETTERS, PROVINCES

NEW_ENERGY = "ABCDEFGHJK"


@dataclass(frozen=True)
class Box:
    """Where a character's ink stands."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Kind:
    """One kind of plate.

    `patterns` use P province, L issuing authority, S serial, D digit, E new-energy letter, X any capital; another sign stands for itself.
    `ground` and `ink` name colours of `paint.py`; `red` holds the characters that are printed red.
    """

    name: str
    width: float
    height: float
    ground: str
    ink: str
    boxes: tuple[Box, ...]
    patterns: tuple[str, ...]
    split: float | None = None
    """Two rows: the height at which the lower row's space begins."""
    red: str = ""
    dot: tuple[float, float] | None = None
    emblem: tuple[float, float] | None = None
    """The round emblem of new-energy plates, whose letters and digits differ, too (`strokes.NEW_ENERGY`)."""
    radius: float = 10

    @property
    def rows(self) -> int:
        return 1 if self.split is None else 2


def _row(lefts: list[float], y: float, width: float, height: float) -> tuple[Box, ...]:
    return tuple(Box(x, y, width, height) for x in lefts)


_SEVEN = _row([15.5, 72.5, 151.5, 208.5, 265.5, 322.5, 379.5], 25, 45, 90)
_POLICE = _row([15.5, 94.5, 151.5, 208.5, 265.5, 322.5, 379.5], 25, 45, 90)
_EIGHT = _row([15.5], 25, 45, 90) + _row([69.5, 161.5, 213.5, 265.5, 317.5, 369.5, 421.5], 25, 43, 90)
_EIGHT_ON_440 = _row([13.5 + i * 53 for i in range(8)], 25, 42, 90)
_LARGE_TWO_ROWS = _row([110, 250], 15, 80, 60) + _row([27.5 + 80 * i for i in range(5)], 90, 65, 110)
_MOTORCYCLE = _row([52.5, 122.5], 12, 45, 50) + _row([15 + 39.5 * i for i in range(5)], 70, 32, 60)
_LOW_SPEED = _row([68, 172], 14, 60, 46) + _row([18 + 54.5 * i for i in range(5)], 68, 46, 84)
_ARMED_POLICE_TWO_ROWS = _row([80, 180, 280], 15, 80, 60) + _row([27.5 + 80 * i for i in range(5)], 90, 65, 110)

KINDS: tuple[Kind, ...] = (
    Kind("small", 440, 140, "blue", "white", _SEVEN, ("PLSSSSS",), dot=(134.5, 70)),
    Kind("large", 440, 140, "yellow", "black", _SEVEN, ("PLSSSSS",), dot=(134.5, 70)),
    Kind("large_rear", 440, 220, "yellow", "black", _LARGE_TWO_ROWS, ("PLSSSSS",), split=82, dot=(220, 45)),
    Kind("trailer", 440, 220, "yellow", "black", _LARGE_TWO_ROWS, ("PLSSSS挂",), split=82, dot=(220, 45)),
    Kind("coach", 440, 140, "yellow", "black", _SEVEN, ("PLSSSS学",), dot=(134.5, 70)),
    Kind("nev_small", 480, 140, "green", "black", _EIGHT, ("PLESDDDD",), emblem=(137, 70)),
    Kind("nev_large", 480, 140, "yellow-green", "black", _EIGHT, ("PLDDDDDE",), emblem=(137, 70)),
    Kind("police", 440, 140, "white", "black", _POLICE, ("PLSSSS警",), red="警", dot=(77.5, 70)),
    Kind("embassy", 440, 140, "black", "white", _SEVEN, ("使DDDDDD", "DDDDDD使"), red="使"),
    Kind("consulate", 440, 140, "black", "white", _SEVEN, ("PDDDDD领", "PLDDDD领"), red="领", dot=(134.5, 70)),
    Kind("hong_kong", 440, 140, "black", "white", _SEVEN, ("粤ZSSSS港",), dot=(134.5, 70)),
    Kind("macau", 440, 140, "black", "white", _SEVEN, ("粤ZSSSS澳",), dot=(134.5, 70)),
    Kind("motorcycle", 220, 140, "yellow", "black", _MOTORCYCLE, ("PLSSSSS", "PLSSSS学"), split=66, dot=(110, 37), radius=8),
    Kind("moped", 220, 140, "blue", "white", _MOTORCYCLE, ("PLSSSSS",), split=66, dot=(110, 37), radius=8),
    Kind("police_motorcycle", 220, 140, "white", "black", _MOTORCYCLE, ("PLSSSS警",), split=66, red="警", radius=8),
    Kind("low_speed", 300, 165, "yellow", "black", _LOW_SPEED, ("PLSSSSS",), split=64, dot=(150, 37), radius=8),
    Kind("military", 440, 140, "white", "black", _SEVEN, ("XXDDDDD",), red="*first", dot=(134.5, 70)),
    Kind("armed_police", 440, 140, "white", "black", _EIGHT_ON_440, ("WJPDDDDS", "WJPDDDDD"), red="WJ*province"),
    Kind(
        "armed_police_rear", 440, 220, "white", "black", _ARMED_POLICE_TWO_ROWS, ("WJPDDDDS", "WJPDDDDD"), split=82, red="WJ*province",
    ),
    Kind("rescue", 480, 140, "white", "black", _EIGHT, ("PXDDDD应急",), red="应急"),
    Kind("civil_aviation", 440, 140, "dark-green", "white", _SEVEN, ("民航LDDDD",), dot=(134.5, 70)),
)

KIND_BY_NAME = {kind.name: kind for kind in KINDS}


def compose(kind: Kind, random: Random, province: str | None = None) -> str:
    """A text of this kind. Letters are few among the serial signs of some plates and many among those of others, so that neither is learnt as a rule."""
    letters = random.choice((0.08, 0.25, 0.5))
    signs: list[str] = []
    for slot in random.choice(kind.patterns):
        match slot:
            case "P":
                signs.append(province or random.choice(PROVINCES))
            case "L":
                signs.append(random.choice(LETTERS))
            case "S":
                signs.append(random.choice(LETTERS if random.random() < letters else DIGITS))
            case "D":
                signs.append(random.choice(DIGITS))
            case "E":
                signs.append(random.choice("DF" if random.random() < 0.5 else NEW_ENERGY))
            case "X":
                signs.append(random.choice(LETTERS))
            case _:
                signs.append(slot)
    return "".join(signs)


def red_places(kind: Kind, text: str) -> set[int]:
    """The places of the text that are printed red."""
    places = {i for i, sign in enumerate(text) if sign in kind.red.split("*")[0]}
    if kind.red.endswith("*first"):
        places |= {0, 1}
    if kind.red.endswith("*province"):
        places |= {i for i, sign in enumerate(text) if sign in PROVINCES}
    return places
