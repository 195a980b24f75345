"""Typography and grammar as patterns: data by language, read by one small engine.

`data/typography.yml` holds what several languages share, `data/typography-<language>.yml` the
rest; the head of the first says what the keys of an entry mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from handbook.data import read
from handbook.language.read_aloud import ascending, bulgarian_sas, hungarian_az, spaced, value

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "hu", "sr", "lv", "bg")
MOST = 2000
"""Bounds what hostile text can cost: no page has more places that a pattern fits."""
_REACH = 24
"""Characters before a hit that ``after`` and ``not_after`` see, unless an entry says more."""
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"\(\?P<\w+>")

Match = re.Match[str]
WHEN: dict[str, Callable[[Match], bool]] = {
    "ascending": lambda m: ascending(m["a"], m["b"]),
    "not neighbours": lambda m: ascending(m["a"], m["b"]) and value(m["b"]) - value(m["a"]) > 1,
    "rising": lambda m: value(m["a"]) < value(m["b"]),
    "az": lambda m: hungarian_az(m["n"]),
    "not az": lambda m: not hungarian_az(m["n"]),
    "sas": lambda m: bulgarian_sas(m["n"]),
    "not sas": lambda m: not bulgarian_sas(m["n"]),
}
"""What an entry's ``when`` may ask beside its pattern."""
_POINT = re.compile(r"^(\d+)\.(\d\d?)(?!\d)")
_PLURAL = {"к": "ц", "г": "з"}
MAKE: dict[str, Callable[[Match], str]] = {
    "with dash": lambda m: "–" + m[0][1:],
    "with comma": lambda m: "," + m[0],
    "without space": lambda m: m[0].lstrip(),
    "lower": lambda m: m["x"].lower(),
    "capital": lambda m: m["x"].capitalize(),
    "amount first": lambda m: _POINT.sub(r"\1,\2", m["n"]) + " " + m["unit"],
    "short article": lambda m: "а" if m[0] == "ът" else "я",
    "full article": lambda m: "ът" if m["x"] == "а" else "ят",
    "plural": lambda m: m["x"][:-2] + _PLURAL.get(m["x"][-2], m["x"][-2]) + "и",
    "count form": lambda m: m["x"].removesuffix("ове").removesuffix("и") + "а",
    "spaced": lambda m: spaced(m[0]),
    "thousands": lambda m: " " if len(m[0]) > len("1,000") else "",
    "day. month. year.": lambda m: f"{int(m['d'])}. {int(m['m'])}. {m['y']}",
    "year. month. day.": lambda m: f"{m['y']}. {int(m['m']):02}. {int(m['d']):02}",
}
"""What an entry's ``make`` may write where ``put`` does not do."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to be wrong: where it is found, what to say and what to write instead."""

    id: str
    find: re.Pattern[str]
    say: str
    fix: str | None = None
    put: str | None = None
    make: str | None = None
    edit: bool = False
    level: str | None = None
    house: bool = False
    beside: str | None = None
    wide: bool = False
    number: bool = False
    needs: tuple[str, ...] = ()
    after: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    reach: int = _REACH
    only_word: frozenset[str] = frozenset()
    unless_word: frozenset[str] = frozenset()
    when: str | None = None

    def hits(self, text: str, numbers: Sequence[int]) -> Iterator[Hit]:
        """Find the pattern in a text, of which the offsets of all numbers are given."""
        if self.needs and not any(need in text for need in self.needs):
            return
        matches: Iterator[Match]
        if self.number:
            tried = (self.find.match(text, at) for at in numbers)
            matches = (match for match in tried if match)
        else:
            matches = islice(self.find.finditer(text), MOST)
        for match in matches:
            if self._applies(match, text):
                yield Hit(self, match.span(), self._target(match), self._instead(match))

    def _applies(self, match: Match, text: str) -> bool:
        if self.after or self.not_after:
            before = text[max(0, match.start() - self.reach) : match.start()]
            if self.after and not self.after.search(before):
                return False
            if self.not_after and self.not_after.search(before):
                return False
        if self.only_word and word_before(text, match.start()) not in self.only_word:
            return False
        if self.unless_word and word_before(text, match.start()) in self.unless_word:
            return False
        return self.when is None or WHEN[self.when](match)

    def _target(self, match: Match) -> tuple[int, int]:
        return match.span("x" if "x" in self.find.groupindex else 0)

    def _instead(self, match: Match) -> str | None:
        if self.make:
            return MAKE[self.make](match)
        return None if self.put is None else match.expand(self.put)


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: the span to quote, the span to replace, and by what."""

    pattern: Pattern
    span: tuple[int, int]
    target: tuple[int, int]
    put: str | None


def word_before(text: str, at: int) -> str:
    """Return the word before the one in which an offset stands (before the space, if on one)."""
    end = at if text[at].isspace() else _space_before(text, at)
    if end < 0:
        return ""
    return text[_space_before(text, end) + 1 : end].lower().lstrip('„“”«»‘’"([\0')


def _space_before(text: str, at: int) -> int:
    low = max(0, at - _REACH)
    return max(text.rfind(" ", low, at), text.rfind("\n", low, at))


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two accepted ways of writing of which a page keeps to one."""

    id: str
    one: re.Pattern[str]
    other: re.Pattern[str]
    say: str

    def found(self, text: str) -> tuple[Match, Match] | None:
        """Return the first place of the rarer way and one of the other; None when not mixed."""
        if not (self.one.search(text) and self.other.search(text)):
            return None
        one, other = (list(islice(w.finditer(text), MOST)) for w in (self.one, self.other))
        return (one[0], other[0]) if len(one) <= len(other) else (other[0], one[0])


def numbers(text: str) -> list[int]:
    """Offsets at which the digits of each number of a text start."""
    return [match.start() for match in islice(_NUMBER.finditer(text), MOST)]


def find(patterns: Sequence[Pattern], text: str, numbers: Sequence[int]) -> list[Hit]:
    """Return the hits of several patterns in order, without those inside an earlier one."""
    hits = sorted(
        (hit for pattern in patterns for hit in pattern.hits(text, numbers)),
        key=lambda hit: hit.span[0],
    )
    kept: list[Hit] = []
    end = -1
    for hit in hits:
        if hit.span[0] >= end:
            kept.append(hit)
            end = hit.span[1]
    return kept


@cache
def patterns(locale: str, rule: str) -> tuple[Pattern, ...]:
    """Return the patterns of a rule for a language (``sr-Latn`` counts as ``sr``)."""
    language = base(locale)
    words = _words(language)
    return tuple(
        _pattern(entry, words)
        for entry in _entries(language, "rules", rule)
        if language in entry.get("languages", LANGUAGES)
    )


@cache
def any_number(locale: str) -> re.Pattern[str]:
    """Return one pattern that fits where one of those for numbers does, of whichever rule."""
    rules = {rule for name in _files(base(locale)) for rule in _file(name).get("rules") or {}}
    finds = [p.find.pattern for r in sorted(rules) for p in patterns(locale, r) if p.number]
    return re.compile("|".join(_GROUP.sub("(?:", find) for find in finds) or "(?!)", re.MULTILINE)


@cache
def mixed(locale: str, rule: str) -> tuple[Mixed, ...]:
    """Return the pairs of accepted ways that a page of a language must not mix."""
    language = base(locale)
    words = _words(language)
    return tuple(
        Mixed(
            entry["id"],
            _compile(entry["ways"][0], words),
            _compile(entry["ways"][1], words),
            entry["say"],
        )
        for entry in _entries(language, "mixed", rule)
    )


def settings(locale: str) -> dict[str, Any]:
    """Return a language's file; empty when there is none."""
    language = base(locale)
    return _file(f"typography-{language}") if language in LANGUAGES else {}


def base(locale: str) -> str:
    """Language of a locale: ``sr-Latn`` → ``sr``."""
    return locale.replace("_", "-").split("-")[0]


def _entries(language: str, section: str, rule: str) -> Iterator[dict[str, Any]]:
    for name in _files(language):
        yield from (_file(name).get(section) or {}).get(rule) or ()


def _files(language: str) -> tuple[str, ...]:
    return (f"typography-{language}", "typography") if language in LANGUAGES else ()


def _words(language: str) -> dict[str, str]:
    if language not in LANGUAGES:
        return {}
    return {**_file("typography")["words"], **_file(f"typography-{language}")["words"]}


def _pattern(entry: dict[str, Any], words: dict[str, str]) -> Pattern:
    known = {key: value for key, value in entry.items() if key != "languages"}
    for key in ("find", "after", "not_after"):
        if key in known:
            known[key] = _compile(known[key] if key == "find" else rf"(?:{known[key]})\Z", words)
    for key in ("only_word", "unless_word"):
        if key in known:
            known[key] = frozenset(words[known[key]].split("|"))
    known["needs"] = tuple(known.get("needs", ()))
    return Pattern(**known)


def _compile(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_NAME.sub(lambda name: f"(?:{words[name[1]]})", pattern), re.MULTILINE)


@cache
def _file(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = read(DATA / f"{name}.yml")
    return loaded
