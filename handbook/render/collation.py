"""Alphabetical order of each language, for lists a reader looks words up in.

Source: the national alphabets; a letter pair such as Hungarian *sz* or Serbian *lj* is one letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ALPHABETS = {
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty u ü v w x y z zs",
    "sr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "lv": "a b c č d e f g ģ h i j k ķ l ļ m n ņ o p r s š t u v z ž",
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
}
_SAME = {
    "hu": str.maketrans("áéíóőúű", "aeioöuü"),
    "lv": str.maketrans("āēīū", "aeiu"),
    "bg": str.maketrans("ѝ", "и"),
}


def sort_key(locale: str) -> Callable[[str], tuple[list[int], str]]:
    """Return a key function that sorts words as a dictionary of the language does.

    Long and short vowels count as one letter unless words are otherwise equal. Letters foreign to
    the alphabet come last, in code-point order.
    """
    letters = _ALPHABETS.get(locale, _ALPHABETS["en"]).split()
    order = {letter: place for place, letter in enumerate(letters)}
    pattern = re.compile("|".join(sorted(letters, key=len, reverse=True)) + r"|\w")
    same = _SAME.get(locale, {})

    def key(word: str) -> tuple[list[int], str]:
        plain = word.lower().translate(same)
        return [order.get(x, 1000 + ord(x[0])) for x in pattern.findall(plain)], word

    return key
