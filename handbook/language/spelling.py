"""Spelling with hunspell and the system's dictionaries, where both are installed.

The program is called once a language and run with all words at once; nothing is downloaded.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache

from handbook.language.stem import stem
from handbook.language.typography import base

DICTIONARIES = {
    "en": "en_GB",
    "hu": "hu_HU",
    "sr": "sr_Latn_RS",
    "lv": "lv_LV",
    "bg": "bg_BG",
}
_PROGRAM = "hunspell"
_LONGEST = 60
"""Longer strings are no words."""
_SECONDS = 120


@cache
def available(locale: str) -> bool:
    """Whether hunspell and a dictionary of the language are installed."""
    name = DICTIONARIES.get(base(locale))
    if name is None or shutil.which(_PROGRAM) is None:
        return False
    return _run(name, []) is not None


def note(locales: Iterable[str]) -> str | None:
    """Say in one line for which languages spelling cannot be checked here; None if for none."""
    missing = sorted({base(locale) for locale in locales if not available(locale)})
    if not missing:
        return None
    if shutil.which(_PROGRAM) is None:
        return "spelling not checked: hunspell is not installed"
    names = ", ".join(f"{name} ({DICTIONARIES.get(name, 'none known')})" for name in missing)
    return f"spelling not checked for lack of a hunspell dictionary: {names}"


def unknown(words: Iterable[str], locale: str, known: Iterable[str] = ()) -> frozenset[str]:
    """Return the words that neither the dictionary nor a list of known words has.

    A word counts as known with the stem of a listed one; one with hyphens when all its parts do.
    """
    asked = {word for word in words if len(word) <= _LONGEST}
    stems = {stem(word, locale) for word in known}
    parts = {part for word in asked for part in word.split("-") if part}
    wrong = _run(DICTIONARIES[base(locale)], sorted(parts)) if available(locale) else None
    unknown = {part for part in wrong or () if stem(part, locale) not in stems}
    return frozenset(
        word
        for word in asked
        if not unknown.isdisjoint(word.split("-")) and stem(word, locale) not in stems
    )


def _run(dictionary: str, words: list[str]) -> set[str] | None:
    """Words that hunspell does not know; None when the dictionary cannot be opened."""
    command = [_PROGRAM, "-i", "utf-8", "-d", dictionary, "-l"]
    try:
        done = subprocess.run(
            command, input="\n".join(words), capture_output=True, encoding="utf-8",
            errors="replace", timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return set(done.stdout.split()) if done.returncode == 0 else None
