"""The characters of a plate, as the recogniser numbers them.

`O` and `I` have no class of their own: on a plate they are the same glyph as `0` and `1`, and the grammar tells which is meant.
Source: DOMAIN.md 4.2 (GA 36-2018).
"""

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "0123456789"
SUFFIXES = "学警领港澳挂使应急民航"

SYMBOLS = PROVINCES + LETTERS + DIGITS + SUFFIXES
"""Class k + 1 of the recogniser is SYMBOLS[k]; class 0 is the CTC blank."""

CLASS_OF = {symbol: number + 1 for number, symbol in enumerate(SYMBOLS)} | {"O": SYMBOLS.index("0") + 1, "I": SYMBOLS.index("1") + 1}


def classes_of(text: str) -> list[int]:
    """The recogniser's classes of a plate text. Raises KeyError for what stands on no plate."""
    return [CLASS_OF[character] for character in text]


def comparable(text: str) -> str:
    """Folds what no reader can tell apart, as VISION.md section 4 scores it."""
    return text[:1] + text[1:2].replace("0", "O") + text[2:].replace("O", "0").replace("I", "1")
