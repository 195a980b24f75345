"""The emergency box: numbers to call, built from `docs/helplines.yml`."""

from __future__ import annotations

from handbook.data import Country, Line
from handbook.render.context import PageContext, template
from handbook.render.dates import long_date


def emergency_box(page: PageContext, card: str = "") -> str:
    """HTML of the box: all countries, the edition's usual one first, each number a call away.

    With ``card``, the address of the page that has them, the box leads there instead of naming
    its sources: it stands on every page.
    """
    countries = page.library.helplines.for_edition(page.language)
    lines = [line for country in countries for line in _all(country)]
    return template(
        "emergency.html",
        page,
        countries=countries,
        hours={line.id: _hours(line, page) for line in lines},
        checked=long_date(min(line.checked for line in lines), page.language),
        sources=sorted({(line.source_name, line.source_url) for line in lines}),
        card=card,
    )


def emergency_numbers(page: PageContext) -> str:
    """HTML of the shortest list: what to dial in each country when life is in danger."""
    countries = page.library.helplines.for_edition(page.language)
    return template(
        "numbers.html", page, countries=[(country, _first(country)) for country in countries]
    )


def _first(country: Country) -> tuple[Line, ...]:
    """Return the one number for everything where there is one, else the separate services."""
    general = tuple(line for line in country.emergency if line.kind == "emergency")
    return general or country.emergency


def _all(country: Country) -> tuple[Line, ...]:
    return country.emergency + country.lines


def _hours(line: Line, page: PageContext) -> str:
    """Return the opening hours in words, or nothing where we do not know them."""
    if line.hours == "unknown":
        return ""
    if line.hours == "always":
        return page.word("emergency.always")
    start, end = line.hours.split("-")
    return page.word("emergency.hours", start=start, end=end)
