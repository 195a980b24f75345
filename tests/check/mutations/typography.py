"""Defects of typography: English habits and those of plain keyboards."""

from __future__ import annotations

import re

from .figures import DAY, DECIMAL, MONTHS
from .model import Change, Desk, plants

QUOTED = {
    "hu": re.compile("„([^„”“]+)”"),
    "sr": re.compile("„([^„”“]+)[”“]"),
    "lv": re.compile("“([^“”]+)”"),
    "bg": re.compile("„([^„“”]+)“"),
}
WRONG = {"hu": ["“”", "„“"], "sr": ["“”", "””"], "lv": ["„“", "””"], "bg": ["“”", "„”", "«»"]}
RANGE = re.compile(r"(?<![\d–.])(\d{1,3}\.?)–(?=\d)")
DASH = re.compile(r"(?<=\w)\s–\s(?=\w)")
GROUP = re.compile(r"(?<![\d.,])(?!116\s)\d{1,3}([.\s])\d{3}(?!\d)")
STOP = re.compile(r"(?<=[^\W\d_]{2})[,.;:!?](?= |$)")
PERCENT = re.compile(r"(?<=\d)%")
LONG_DATE = {
    "hu": re.compile(rf"((?:19|20)\d\d)\. ({MONTHS['hu']}) (\d\d?)\.(?!\w)"),
    "sr": re.compile(rf"(\d\d?)\. ((?:{MONTHS['sr']})\w*) ((?:19|20)\d\d)"),
    "lv": re.compile(rf"((?:19|20)\d\d)\. gada (\d\d?)\. ((?:{MONTHS['lv']})\w+)"),
    "bg": re.compile(rf"(\d\d?) ({MONTHS['bg']}) ((?:19|20)\d\d)"),
}
ENGLISH = {"hu": "{2} {3}, {1}", "sr": "{2} {1}, {3}", "lv": "{3} {2}, {1}", "bg": "{2} {1}, {3}"}
DATE_FAULT = {
    "hu": (re.compile(rf"(?<=\d\d\d\d)\.(?= (?:{MONTHS['hu']}) \d)"), ""),
    "sr": (re.compile(rf"(?<=\d)\. (?={MONTHS['sr']})"), " "),
    "lv": (re.compile(r"(?<=\d\d\d\d)\. (?=gad)"), "."),
    "bg": (re.compile(rf"(?<=\d)(?= (?:{MONTHS['bg']}) \d)"), "-ми"),
}


def _quotes(desk: Desk, marks: str) -> Change | None:
    spot = desk.pick(desk.target.find(QUOTED[desk.language]))
    if spot is None:
        return None
    line, match = spot
    change = desk.put(line, match.end() - 1, match.end(), marks[1], f"{match[0]!r} in {marks}")
    text = change.lines[line]
    change.lines[line] = text[: match.start()] + marks[0] + text[match.start() + 1 :]
    return change


@plants("quotes-foreign")
def _foreign(desk: Desk) -> Change | None:
    return _quotes(desk, desk.dice.choice(WRONG[desk.language]))


@plants("quotes-straight")
def _straight(desk: Desk) -> Change | None:
    return _quotes(desk, '""')


def _sub(desk: Desk, pattern: re.Pattern[str], new: str, group: int = 0) -> Change | None:
    spot = desk.pick(desk.target.find(pattern))
    if spot is None:
        return None
    return desk.put(spot[0], spot[1].start(group), spot[1].end(group), new, "")


@plants("range-hyphen")
def _range(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(RANGE))
    return desk.put(spot[0], spot[1].end() - 1, spot[1].end(), "-", "") if spot else None


@plants("dash-hyphen")
def _hyphen(desk: Desk) -> Change | None:
    return _sub(desk, DASH, " - ")


@plants("dash-em")
def _em(desk: Desk) -> Change | None:
    """The norms call it a fault in Serbian and Bulgarian."""
    if desk.language not in ("sr", "bg"):
        return None
    return _sub(desk, DASH, desk.dice.choice([" — ", "—"]))


@plants("decimal-point")
def _point(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(DECIMAL))
    return desk.put(spot[0], spot[1].end(1), spot[1].end(1) + 1, ".", "") if spot else None


@plants("thousands-comma")
def _comma(desk: Desk) -> Change | None:
    return _sub(desk, GROUP, ",", 1)


@plants("thousands-other")
def _thousands(desk: Desk) -> Change | None:
    """A dot where the language has a space; nothing where it has a mark (from five digits)."""
    spots = desk.target.find(GROUP)
    if desk.language == "sr":
        return None
    spot = desk.pick([(n, m) for n, m in spots if m[1] != "."])
    return desk.put(spot[0], spot[1].start(1), spot[1].end(1), ".", "") if spot else None


@plants("date-english")
def _date(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(LONG_DATE[desk.language]))
    if spot is None:
        return None
    new = ENGLISH[desk.language].format(*[spot[1][n] for n in range(4)])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")


@plants("date-form")
def _form(desk: Desk) -> Change | None:
    """The faults of dates that the norms list first."""
    pattern, new = DATE_FAULT[desk.language]
    return _sub(desk, pattern, new)


@plants("month-capital")
def _capital(desk: Desk) -> Change | None:
    day = DAY[desk.language].format(MONTHS[desk.language])
    spot = desk.pick(desk.target.find(re.compile(day)))
    if spot is None:
        return None
    match = re.search(r"[^\W\d_]", spot[1][0])
    assert match
    at = spot[1].start() + match.start()
    return desk.put(spot[0], at, at + 1, match[0].upper(), "")


@plants("space-before-punctuation")
def _space(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(STOP))
    return desk.put(spot[0], spot[1].start(), spot[1].start(), " ", "") if spot else None


@plants("percent-spaced")
def _percent(desk: Desk) -> Change | None:
    """A fault in Hungarian and Bulgarian; the others allow it."""
    if desk.language not in ("hu", "bg"):
        return None
    spot = desk.pick(desk.target.find(PERCENT))
    return desk.put(spot[0], spot[1].start(), spot[1].start(), " ", "") if spot else None
