"""Write a figure of one language as another writes it: 1,138 → 1138, 4.7 → 4,7, 18:00 → 18.00."""

from __future__ import annotations

import re

from handbook.language.figure_runs import number
from handbook.language.figure_words import words

_NUMBER = re.compile(r"[0-9]+(?:(?:[.,:]|[ \xa0\u202f](?=[0-9]{3}(?![0-9])))[0-9]+)*")
_THOUSANDS = {"en": ",", "sr": "."}
_GROUPED_FROM = {"en": 4}
"""Digits from which thousands are grouped; elsewhere five."""
_POINT_IN_TIMES = frozenset(("hu", "sr", "lv"))


def localised(text: str, source: str, target: str) -> str:
    """Rewrite the number in a figure of the source as the target language writes it.

    Words such as “million” stay: they say what is meant, and the reader knows how to say it.
    """
    match = _NUMBER.search(text)
    if not match:
        return text
    return text[: match.start()] + _number(match[0], source, target) + text[match.end() :]


def _number(raw: str, source: str, target: str) -> str:
    ours, theirs = words(source), words(target)
    if ":" in raw:
        return raw.replace(":", ".") if theirs.language in _POINT_IN_TIMES else raw
    values = number(raw, ours.mark)
    if raw.isdigit() or len(values) != 1 or isinstance(values[0], str) or not theirs.is_known:
        return raw
    plain = re.sub(r"[ \xa0\u202f]", "", raw)
    thousands = {".": ",", ",": "."}.get(ours.mark, "")
    whole, _, decimals = plain.replace(thousands, "").partition(ours.mark)
    if len(whole) >= _GROUPED_FROM.get(theirs.language, 5):
        whole = f"{int(whole):,}".replace(",", _THOUSANDS.get(theirs.language, " "))
    return f"{whole}{theirs.mark}{decimals}" if decimals else whole
