"""How numbers in figures are read: which word before them fits, which two make a range."""

from __future__ import annotations


def hungarian_az(number: str) -> bool:
    """Whether a number takes the article *az*: it is read with a vowel first.

    5… (öt, ötven, ötszáz) always does; 1 only as egy, ezer or egymillió, which is when it has
    one, four or seven digits (tíz, száz, tízezer and százezer begin with a consonant).
    """
    digits = _digits(number)
    return digits[:1] == "5" or (digits[:1] == "1" and len(digits) in (1, 4, 7))


def bulgarian_sas(number: str) -> bool:
    """Whether a number takes *със*: it is read with с first (7, 17, 70, 100, 700).

    Groups of three digits are read from the left: 7 000 седем хиляди, 100 000 сто хиляди.
    """
    digits = _digits(number)
    head = digits[: len(digits) % 3 or 3]
    if len(head) == 3:
        return head[0] in "17"
    return head in ("7", "17") or (len(head) == 2 and head[0] == "7")


def spaced(number: str) -> str:
    """Write the whole part of a number in groups of three: 251395,55 → 251 395,55."""
    whole, comma, rest = number.partition(",")
    return f"{int(_digits(whole) or 0):,}".replace(",", " ") + comma + rest


def ascending(first: str, last: str) -> bool:
    """Whether two numbers read as a range: the second is greater and of like size.

    Numbers to call (116-123, 1-800) and codes with leading zeros do not.
    """
    if first[:1] == "0" or last[:1] == "0":
        return False
    lengths = (len(_whole(first)), len(_whole(last)))
    if lengths == (4, 4):
        like = all(number[:2] in ("18", "19", "20") for number in (first, last))
    else:
        like = lengths in ((1, 1), (1, 2), (2, 2), (2, 3))
    return like and value(first) < value(last)


def value(number: str) -> float:
    """Value of a number or time in figures, good enough to compare two of them."""
    return float(number.replace(",", ".").replace(":", ".").strip("."))


def _whole(number: str) -> str:
    return number.replace(",", ".").replace(":", ".").partition(".")[0]


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign in "0123456789")
