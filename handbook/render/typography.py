"""No-break spaces, inserted when a page is built so that authors need not type them.

The rules are those of each language's norms: a number stays with its unit, a day with its month,
an article of law with its number, a spaced dash with the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    "hu": [
        (r"(\d{4}\.) (?=évi )", rf"\1{NBSP}"),
        (r"(\b[IVXLC]+\.) (?=törvény)", rf"\1{NBSP}"),
        (r"(\d\.) (?=§)", rf"\1{NBSP}"),
    ],
    "sr": [(r"\bi (sl\.)", rf"i{NBSP}\1"), (r"\bdr (?=[A-ZČĆĐŠŽ])", f"dr{NBSP}")],
    "lv": [
        (r"\bu\. (c\.|tml\.)", rf"u.{NBSP}\1"),
        (r"\bt\. (i\.|sk\.)", rf"t.{NBSP}\1"),
        (r"(\d{4}\.) (gad)", rf"\1{NBSP}\2"),
    ],
    "bg": [(r"\b(гр\.|ул\.|г-н|д-р) (?=[А-Я])", rf"\1{NBSP}"), (r"\b116 111\b", f"116{NBSP}111")],
}


def _rules(locale: str) -> list[tuple[re.Pattern[str], str]]:
    rules = [
        (rf"(\d) (?={_UNITS[locale]})", rf"\1{NBSP}"),
        (rf"\b({_BEFORE_NUMBER[locale]}) (?=\d)", rf"\1{NBSP}"),
        (r"(?<=\d) (?=\d{3}(?:\D|$))", NBSP),
        (r"(?<=\S) (?=– )", NBSP),
        *_FIXED.get(locale, []),
    ]
    if locale in _MONTHS:
        dot = "" if locale == "bg" else r"\."
        rules.append((rf"(\d{{1,2}}{dot}) (?={_MONTHS[locale]})", rf"\1{NBSP}"))
    if locale == "hu":
        rules.append((rf"((?:{_MONTHS['hu']})\w*\.?) (?=\d{{1,2}}\b)", rf"\1{NBSP}"))
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


_SIGNS = {
    "hu": r"\. törvény",
    "sr": r"\bi sl\.|\bdr ",
    "lv": r"\b[ut]\. ",
    "bg": r"\b(?:гр\.|ул\.|г-н|д-р) ",
}
"""What is in every text to which a rule applies that asks for no digit beside a space."""


@cache
def no_break(locale: str) -> Callable[[str], str]:
    """Return the function that sets the no-break spaces of a language in a piece of plain text.

    Languages without rules get their text back unchanged.
    """
    if locale not in _UNITS:
        return lambda text: text
    rules = _rules(locale)
    may_apply = re.compile("|".join(filter(None, [r"\d\.? | \d|– ", _SIGNS.get(locale)]))).search

    def apply(text: str) -> str:
        if not may_apply(text):
            return text
        for pattern, replacement in rules:
            text = pattern.sub(replacement, text)
        return text

    return apply
