"""No-break spaces, inserted when a page is built so that authors need not type them.

The rules are those of each language's norms: a number stays with its unit, a day with its month,
an article of law with its number, a spaced dash with the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

NBSP = "\u00a0"

_MONTHS = {
    "hu": "jan|febr|márc|ápr|máj|jún|júl|aug|szept|okt|nov|dec",
    "sr": "jan|feb|mart|apr|maj|jun|jul|avg|sept|okt|nov|dec",
    "lv": "janv|febr|mart|apr|maij|jūn|jūl|aug|sept|okt|nov|dec",
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
}
_UNITS = {
    "en": "min|minutes?|hours?|h|days?|weeks?|months?|years?|people|km|cm|kg|kB|pages?",
    "hu": "óra|órá|perc|nap|hét|hete|hónap|év|fő|euró|Ft|millió|milliárd|ezer|oldal|km|cm|kg|kB",
    "sr": "sat|čas|minut|min|dan|nedelj|mesec|godin|osob|mlad|evra|EUR|RSD|milion|mil|km|cm|kg|kB",
    "lv": "stund|minū|min|dien|nedēļ|mēne|gad|cilvēk|dalībniek|eiro|EUR|miljon|lpp|km|cm|kg|kB|%",
    "bg": "час|мин|дни|ден|седмиц|месец|годин|души|евро|млн|млрд|г\\.|ч\\.|лв|стр|км|см|кг|kB",
}
_BEFORE_NUMBER = {
    "en": "page|pages|week|weeks|step|module|session",
    "hu": "§",
    "sr": "čl\\.|str\\.|br\\.|st\\.",
    "lv": "plkst\\.|Nr\\.|lpp\\.",
    "bg": "чл\\.|ал\\.|т\\.|стр\\.|№",
}
_FIXED = {
    "hu": [(r"[0-9]{4}\.", "évi "), (r"[0-9]\.", "§")],
    "sr": [(r"\bi", r"sl\."), (r"\bdr", "[A-ZČĆĐŠŽ]")],
    "lv": [(r"\bu\.", r"(?:c|tml)\."), (r"\bt\.", r"(?:i|sk)\."), (r"[0-9]{4}\.", "gad")],
    "bg": [
        *((rf"\b{word}", "[А-Я]") for word in (r"гр\.", r"ул\.", "г-н", "д-р")),
        (r"\b116", r"111\b"),
    ],
}
"""What stands before a space that must not break, and what after it."""
_LONG = {
    "hu": [
        (r"(\b[IVXLC]+\.) (?=törvény)", rf"\1{NBSP}"),
        (rf"((?:{_MONTHS['hu']})\w*\.?) (?=[0-9]{{1,2}}\b)", rf"\1{NBSP}"),
    ],
}
"""Rules of their own: what stands before has no certain length."""
_SIGNS = {
    "hu": [r"\. törvény"],
    "sr": [r"i sl\.", "dr "],
    "lv": [r"u\. ", r"t\. "],
    "bg": [r"гр\. ", r"ул\. ", "г-н ", "д-р "],
}
"""One of these is where a rule applies that asks neither for a digit nor for a dash."""


def _spaces(locale: str) -> re.Pattern[str]:
    """Return a pattern of the spaces that must not break.

    It begins with the space itself, so that the rules are looked at only where there is one.
    """
    words = "|".join(rf"(?<=\b{word} )" for word in _BEFORE_NUMBER[locale].split("|"))
    rules = [
        rf"(?<=[0-9] )(?:{_UNITS[locale]}|[0-9]{{3}}(?:[^0-9]|$))",
        rf"(?=[0-9])(?:{words})",
        r"(?<=\S )– ",
        *(rf"(?<={before} )(?:{after})" for before, after in _FIXED.get(locale, [])),
    ]
    if locale in _MONTHS:
        dot = "" if locale == "bg" else r"\."
        rules.append(rf"(?<=[0-9]{dot} )(?:{_MONTHS[locale]})")
    return re.compile(f" (?={'|'.join(rules)})")


@dataclass(frozen=True)
class _Typesetter:
    """The rules of a language."""

    signs: list[re.Pattern[str]]
    """Each space that a rule changes has one of these around it."""
    spaces: re.Pattern[str]
    long: list[tuple[re.Pattern[str], str]]

    def text(self, text: str) -> str:
        """Return plain text with no-break spaces."""
        if any(sign.search(text) for sign in self.signs):
            return self._set(text)
        return text

    def html(self, content: str) -> str:
        """Return HTML with no-break spaces: text between two tags is set by itself."""
        parts, done = [], 0
        for start, end in self._texts(content):
            parts += [content[done:start], self._set(content[start:end])]
            done = end
        return "".join(parts) + content[done:]

    def _set(self, text: str) -> str:
        text = self.spaces.sub(NBSP, text)
        for pattern, replacement in self.long:
            text = pattern.sub(replacement, text)
        return text

    def _texts(self, content: str) -> Iterator[tuple[int, int]]:
        """Yield where the texts begin and end in which a rule may apply."""
        untouched = _untouched(content)
        signs = {found.start() for sign in self.signs for found in sign.finditer(content)}
        end = 0
        for place in sorted(signs):
            start = max(content.rfind(">", end, place) + 1, end)
            if place < end or content.find("<", start, place) >= 0:
                continue  # done already, or within a tag
            end = content.find("<", place)
            end = len(content) if end < 0 else end
            if not any(begins < place < ends for begins, ends in untouched):
                yield start, end


_SKIPPED = "script", "style", "code", "pre", "svg", "textarea"
_OPENING = re.compile(
    rf"<(?:({'|'.join(_SKIPPED)})(?=[\s>])|"
    r"([a-z][\w-]*)(?=(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\slang=[\"'][^\"']))[^<>]*>"
)
_EMPTY = frozenset(("br", "img", "hr", "input", "wbr", "source", "track", "col", "area"))


def _untouched(content: str) -> list[tuple[int, int]]:
    """Where elements lie whose text is not prose, or is of another language."""
    if " lang=" not in content and not any(f"<{name}" in content for name in _SKIPPED):
        return []
    found, end = [], 0
    while opening := _OPENING.search(content, end):
        end = opening.end()
        name = opening[1] or opening[2]
        if name not in _EMPTY:
            end = _end_of(name, content, end)
            found.append((opening.start(), end))
    return found


def _end_of(name: str, content: str, at: int) -> int:
    """Return where an element ends whose content begins at a place."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}(?=[\s>])").finditer(content, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(content)


@cache
def _typesetter(locale: str) -> _Typesetter:
    signs = [r"[0-9–](?:\.? |(?<= .))", *_SIGNS.get(locale, [])]
    long = [(re.compile(pattern), new) for pattern, new in _LONG.get(locale, [])]
    return _Typesetter([re.compile(sign) for sign in signs], _spaces(locale), long)


def no_break(locale: str) -> Callable[[str], str]:
    """Return the function that sets the no-break spaces of a language in a piece of plain text.

    Languages without rules get their text back unchanged.
    """
    return _typesetter(locale).text if locale in _UNITS else lambda text: text


def no_break_html(content: str, locale: str) -> str:
    """Set the no-break spaces of a language in HTML as `lxml` writes it.

    There ``<`` and ``>`` begin and end tags, and nothing else; comments must be gone. Code,
    drawings and what is marked as of a language stay as they are.
    """
    return _typesetter(locale).html(content) if locale in _UNITS else content
