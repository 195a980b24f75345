"""Scripts: which letters are Latin, Cyrillic or Greek, and which look alike.

The look-alikes are pairs that a reader cannot tell apart in an ordinary font (a subset of
Unicode's confusables): only for these is the right letter certain.
"""

from __future__ import annotations

import re

LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏɐ-ʯḀ-ỿﬀ-ﬆＡ-Ｚａ-ｚ"
CYRILLIC = "Ѐ-҂Ҋ-ԯᲀ-ᲈꙀ-ꙮꚀ-ꚝ"
GREEK = "Ͱ-ͳͶͷͻ-ͽΆΈ-ϡϰ-Ͽἀ-῾"
MARKS = "\u0300-\u036f\u0483-\u0487"
"""Combining marks that letters of these scripts take."""

_SCRIPTS = (
    ("Latin", re.compile(f"[{LATIN}]+")),
    ("Cyrillic", re.compile(f"[{CYRILLIC}]+")),
    ("Greek", re.compile(f"[{GREEK}]+")),
)
_LETTERS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
}
CYRILLIC_LANGUAGES = frozenset(_LETTERS) - {"sr"} | {"sr-Cyrl"}


def _pairs(wrong: str, right: str) -> dict[str, str]:
    return dict(zip(wrong, right, strict=True))


_TWINS = {
    ("Cyrillic", "Latin"): _pairs(
        "аеорсухіјѕԁһԛԝкмтАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdhqwkmtABEKMHOPCTYXIJS"
    ),
    ("Latin", "Cyrillic"): _pairs(
        "aeopcyxijskmtABEKMHOPCTYXIJSëïè", "аеорсухіјѕкмтАВЕКМНОРСТУХІЈЅёїѐ"
    ),
    ("Greek", "Latin"): _pairs("οανρυικτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧόάί", "oavpuiktxABEZHIKMNOPTYXóáí"),
    ("Greek", "Cyrillic"): _pairs("οαεκρτχυΑΒΕΗΚΜΟΡΤΧΥΓΛΠΦ", "оаекртхуАВЕНКМОРТХУГЛПФ"),
}


def script_of(letter: str) -> str | None:
    """Return ``Latin``, ``Cyrillic`` or ``Greek``; None for every other character."""
    return next((name for name, letters in _SCRIPTS if letters.match(letter)), None)


def main_script(text: str) -> str | None:
    """Return the script of most letters of a text; None when it has none of the three."""
    counts = {name: sum(map(len, letters.findall(text))) for name, letters in _SCRIPTS}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def expected_script(tag: str) -> str | None:
    """Script a BCP 47 tag implies: ``bg`` → Cyrillic, ``sr-Latn`` → Latin; bare ``sr`` → None.

    Every other language is unknown (None) unless its tag names the script.
    """
    lower = tag.lower().replace("_", "-")
    if "-cyrl" in lower:
        return "Cyrillic"
    if "-latn" in lower:
        return "Latin"
    return "Cyrillic" if lower.split("-")[0] in CYRILLIC_LANGUAGES else None


def twins(wrong: str, right: str, language: str = "") -> dict[str, str]:
    """Letters of script ``wrong`` that look like one of script ``right`` → the letter to type.

    ``language`` leaves out Cyrillic letters which that language does not have.
    """
    pairs = _TWINS.get((wrong, right), {})
    letters = _LETTERS.get(language.split("-")[0].lower())
    if right != "Cyrillic" or letters is None:
        return pairs
    return {one: other for one, other in pairs.items() if other.lower() in letters}


def scripts_of(word: str) -> dict[str, str]:
    """Letters of a word by script, each once, in order."""
    found: dict[str, str] = {}
    for letter in word:
        script = script_of(letter)
        if script and letter not in found.get(script, ""):
            found[script] = found.get(script, "") + letter
    return found


def in_script(word: str, script: str, language: str = "") -> str | None:
    """Return a word with look-alikes replaced by letters of ``script``; None if one has no twin."""
    letters = []
    for letter in word:
        other = script_of(letter)
        if other and other != script:
            twin = twins(other, script, language).get(letter)
            if twin is None:
                return None
            letter = twin
        letters.append(letter)
    return "".join(letters)
