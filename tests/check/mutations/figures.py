"""Defects of figures: numbers, years, dates, shares, money, times, units, numbers to call."""

from __future__ import annotations

import re

from .model import Change, Desk, plants
from .sheet import aligned

NUMBER = re.compile(r"(?<![\w.,:–/-])\d{1,4}(?![\w:/]|[.,\s]\d)")
YEAR = re.compile(r"(?<![\w./])(?:19|20)\d\d(?!\d)")
PERCENT = re.compile(r"(\d+(?:,\d+)?)\s?%")
GROUPED = re.compile(
    r"(?<![\d.,])(?!116\s)\d{1,3}[.\s]\d{3}(?!\d)|(?<![\w.,-])\d{4}(?= (?:e[vu]r|eiro|евр))"
)
TIME = re.compile(r"(?<![\d.,:])(?:1?\d|2[0-3])[.:][0-5]\d(?![\d.,:]\d|%|,\d)")
DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d+)(?![\d.,])")
CALL = re.compile(
    r"(?<![\d.,-])(?:116[-\s]?(?:111|123|006)|112|19[234]|110|113|10[457])(?![\d.,]\d|\d|[-\s]\d)"
)
FORM = re.compile(r"(?<![\w./])[TH]\d+(?:\.\d+)?(?!\w)")
MONTHS = {
    "hu": "január|február|március|április|május|június|július|augusztus|szeptember|október|november"
    "|december",
    "sr": "januar|februar|mart|april|maj|jun|jul|avgust|septemb|oktob|novemb|decemb",
    "lv": "janvār|februār|mart|aprīl|maij|jūnij|jūlij|august|septembr|oktobr|novembr|decembr",
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
}
DAY = {
    "hu": r"(?:{0}) (\d{{1,2}})(?!\d)",
    "sr": r"(?<!\d)(\d{{1,2}})\. (?:{0})",
    "lv": r"(?<!\d)(\d{{1,2}})\. (?:{0})",
    "bg": r"(?<!\d)(\d{{1,2}}) (?:{0})(?!\w)",
}
LIKE = {
    "hu": "szeptember október november december/március május június július",
    "sr": "septemb oktob novemb decemb/januar februar/jun jul",
    "lv": "septembr oktobr novembr decembr/janvār februār/jūnij jūlij",
    "bg": "януари февруари септември октомври ноември декември/юни юли",
}
UNITS = {
    "hu": "perc óra/percet órát/perces órás/hónap hét nap/napon héten/éve hónapja/percig óráig",
    "sr": "minuta sati/minut sat/dana sati/meseci nedelja/nedelje godine/sata dana",
    "lv": "minūtes stundas/minūtēm stundām/dienu nedēļu/dienām nedēļām/mēnešus gadus"
    "/mēnešiem gadiem/minūšu stundu/stundas dienas",
    "bg": "минути часа/дни седмици/часа дни/месеца години/месеца дни/години месеца",
}
MONEY = {"hu": "euró forint", "sr": "evra dinara", "lv": "eiro dolāri", "bg": "евро лева"}


def _other_digits(desk: Desk, old: str) -> str:
    """The number as a slip of the hand leaves it: another digit, two swapped, one lost or twice."""
    spots = [n for n, letter in enumerate(old) if letter.isdigit()]
    at = desk.dice.choice(spots)
    digit = str(desk.dice.choice([d for d in range(1, 10) if str(d) != old[at]]))
    ways = [old[:at] + digit + old[at + 1 :]] * 3
    if len(spots) > 1:
        ways += [old[:at] + old[at + 1 :] if at else old[:-1], old[:at] + old[at] + old[at:]]
        if spots[-1] == spots[-2] + 1 and old[-1] != old[-2]:
            ways.append(old[:-2] + old[-1] + old[-2])
    return desk.dice.choice([way for way in ways if way != old and not way.startswith("0")])


def _change(desk: Desk, pattern: re.Pattern[str], group: int = 0) -> Change | None:
    spot = desk.pick(desk.target.find(pattern))
    if spot is None:
        return None
    line, match = spot
    new = _other_digits(desk, match[group])
    return desk.put(line, match.start(group), match.end(group), new, "")


@plants("number-changed")
def _number(desk: Desk) -> Change | None:
    return _change(desk, NUMBER)


@plants("number-lost")
def _lost(desk: Desk) -> Change | None:
    """A number between two words is lost."""
    spots = [
        (line, match)
        for line, match in desk.target.find(NUMBER)
        if re.match(r"\s[^\W\d_]", desk.target.prose[line][match.end() :])
    ]
    spot = desk.pick(spots)
    return desk.put(spot[0], spot[1].start(), spot[1].end() + 1, "", "") if spot else None


@plants("year-changed")
def _year(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(YEAR))
    if spot is None:
        return None
    new = str(int(spot[1][0]) + desk.dice.choice([-10, -2, -1, 1, 2, 10]))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")


@plants("day-changed")
def _day(desk: Desk) -> Change | None:
    pattern = re.compile(DAY[desk.language].format(MONTHS[desk.language]))
    spot = desk.pick(desk.target.find(pattern))
    if spot is None:
        return None
    day = int(spot[1][1])
    new = str(desk.dice.choice([other for other in range(1, 29) if other != day]))
    return desk.put(spot[0], spot[1].start(1), spot[1].end(1), new, "")


@plants("month-changed")
def _month(desk: Desk) -> Change | None:
    """Another month, its ending kept."""
    for group in desk.dice.sample(
        LIKE[desk.language].split("/"), LIKE[desk.language].count("/") + 1
    ):
        names = group.split()
        found = desk.target.find(re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?=\w{{0,7}}(?!\w))"))
        near = [
            (n, m) for n, m in found if re.search(r"\d", desk.target.prose[n][: m.start()][-6:])
        ]
        if spot := desk.pick(near):
            new = desk.dice.choice([name for name in names if name != spot[1][0]])
            return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")
    return None


@plants("percent-changed")
def _percent(desk: Desk) -> Change | None:
    return _change(desk, PERCENT, 1)


@plants("percent-sign-lost")
def _sign(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(PERCENT))
    return desk.put(spot[0], spot[1].end(1), spot[1].end(), "", "") if spot else None


@plants("money-changed")
def _money(desk: Desk) -> Change | None:
    return _change(desk, GROUPED)


@plants("currency-changed")
def _currency(desk: Desk) -> Change | None:
    """Only where the English names the euro too: elsewhere nobody could tell."""
    old, new = MONEY[desk.language].split()
    priced = [here for there, here in aligned(desk.source, desk.target) if "euro" in there.text]
    lines = {line for block in priced for line in range(block.start, block.end)}
    found = desk.target.find(re.compile(rf"(?<=\d ){old}(?!\w)"))
    spot = desk.pick([(line, match) for line, match in found if line in lines])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "") if spot else None


@plants("time-changed")
def _time(desk: Desk) -> Change | None:
    """The hour or the minutes of a clock time."""
    spot = desk.pick(desk.target.find(TIME))
    if spot is None:
        return None
    mark = ":" if ":" in spot[1][0] else "."
    hour, minute = spot[1][0].split(mark)
    later = f"{(int(hour) + desk.dice.randint(1, 5)) % 24}{mark}{minute}"
    new = desk.dice.choice([later, f"{hour}{mark}{(int(minute) + 10) % 60:02}"])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")


@plants("unit-changed")
def _unit(desk: Desk) -> Change | None:
    """Minutes become hours, days weeks."""
    swaps = [tuple(group.split()) for group in UNITS[desk.language].split("/")]
    spots = [
        (line, match, new)
        for group in swaps
        for old in group
        for new in group
        if old != new
        for line, match in desk.target.find(re.compile(rf"(?<=\d ){old}(?!\w)"))
    ]
    spot = desk.pick(spots)
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[2], "") if spot else None


@plants("decimal-shifted")
def _decimal(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(DECIMAL))
    if spot is None:
        return None
    whole, part = spot[1][1], spot[1][2]
    new = desk.dice.choice([whole + part, f"0,{whole}{part}", f"{whole}{part},0"])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")


@plants("helpline-changed")
def _helpline(desk: Desk) -> Change | None:
    return _change(desk, CALL)


@plants("form-number-changed")
def _form(desk: Desk) -> Change | None:
    """T35 becomes T53: the reader takes another form."""
    return _change(desk, FORM)
