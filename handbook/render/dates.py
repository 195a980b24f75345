"""Dates as each language writes them."""

from __future__ import annotations

from datetime import date

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "hu": "január február március április május június július augusztus szeptember október "
    "november december",
    "sr": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris "
    "novembris decembris",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
}
_SHAPES = {
    "en": "{d} {month} {y}",
    "hu": "{y}. {month} {d}.",
    "sr": "{d}. {month} {y}.",
    "lv": "{y}. gada {d}. {month}",
    "bg": "{d} {month} {y} г.",
}


def long_date(day: date, locale: str) -> str:
    """Write a date out in full: ``7 April 2021``, ``2021. április 7.``, ``7 април 2021 г.``.

    Languages without a rule get the ISO form. Spaces are ordinary; the typography pass joins them.
    """
    if locale not in _SHAPES:
        return day.isoformat()
    month = _MONTHS[locale].split()[day.month - 1]
    return _SHAPES[locale].format(d=day.day, month=month, y=day.year)
