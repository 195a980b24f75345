"""The data files beside the pages, read once into typed objects.

`docs/interface.yml` (words of the site), `docs/helplines.yml`, `docs/sources.yml`,
`docs/glossary.yml` and `docs/patterns.yml` are inputs, never published as they are. Each loader
raises ``DataError`` with one line: file, entry, what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from handbook.documents import Words, line_of, load_yaml, problem_of, read_text
from handbook.errors import HandbookError

KINDS = ("seed", "strong", "some", "practice", "law")
CERTAINTIES = ("V", "K", "U")

Local = Mapping[str, str]
"""A text in each edition: locale → text."""


class DataError(HandbookError):
    """A data file cannot be used; the message is one line: file, entry, problem, remedy."""


@dataclass(frozen=True)
class Line:
    """One number to call; ``hours`` is ``always``, ``unknown`` or a span such as ``16-22``."""

    id: str
    kind: str
    number: str
    tel: str
    hours: str
    free: str
    source_name: str
    source_url: str
    checked: date
    name: Local
    note: Local


@dataclass(frozen=True)
class Country:
    """Numbers to call in one country: emergency services first, then helplines."""

    id: str
    emergency: tuple[Line, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Helplines:
    """All numbers, and the order of countries in each edition."""

    countries: Mapping[str, Country]
    order: Mapping[str, list[str]]

    def for_edition(self, locale: str) -> list[Country]:
        """Countries with the edition's usual one first."""
        return [self.countries[country] for country in self.order[locale]]


@dataclass(frozen=True)
class Source:
    """One entry a badge can point at: a study, a standard, a law or a programme's fact."""

    id: str
    kind: str
    short: str
    cite: str
    certainty: str
    use: Local
    caveat: Local
    doi: str | None = None
    url: str | None = None
    checked: date | None = None
    country: str | None = None
    seed: str | None = None

    @property
    def anchor(self) -> str:
        """Its id on the bibliography page."""
        return self.id.lower()

    @property
    def link(self) -> str | None:
        """Where it can be read, if we know."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True)
class Term:
    """One glossary entry; ``word``, ``also``, ``avoid``, ``text`` and ``why`` are per edition."""

    id: str
    see: tuple[str, ...]
    word: Local
    text: Local
    also: Mapping[str, list[str]] = field(default_factory=dict)
    avoid: Mapping[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    why: Local = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Its id on the glossary page."""
        return f"term-{self.id}"


def read(file: Path) -> Any:
    """Parse a YAML data file; ``DataError`` when it is missing or malformed."""
    if not file.exists():
        raise DataError(f"{file}: no such file")
    text, flaw = read_text(file)
    if flaw:
        raise DataError(f"{file}:{flaw.line}: {flaw.message}; {flaw.fix}")
    try:
        return load_yaml(text, Words)
    except yaml.YAMLError as error:
        raise DataError(
            f"{file}:{line_of(error, text)}: not valid YAML: {problem_of(error)}"
        ) from error


def load_interface(file: Path, locales: Iterable[str]) -> dict[str, dict[str, str]]:
    """Words of the site: locale → dotted key (``page.edit``) → text.

    Keys of group ``theme`` keep the theme's own dotted names (``theme.search.reset``).
    """
    words: dict[str, dict[str, str]] = {locale: {} for locale in locales}
    for group, entries in read(file).items():
        for key, texts in entries.items():
            texts = local(texts, words, f"{file.name}: {group}.{key}")
            for locale, text in texts.items():
                words[locale][f"{group}.{key}"] = text
    return words


def load_helplines(file: Path, locales: Iterable[str]) -> Helplines:
    """Numbers to call; every one must carry a source and the date it was checked."""
    raw, locales = read(file), list(locales)
    countries = {
        str(entry["id"]): _country(entry, locales, file.name) for entry in raw["countries"]
    }
    order = {str(locale): list(ids) for locale, ids in raw["order"].items()}
    for locale in locales:
        if sorted(order.get(locale, [])) != sorted(countries):
            raise DataError(
                f"{file.name}: order.{locale} must list every country once: {', '.join(countries)}"
            )
    return Helplines(countries, order)


def _country(entry: Any, locales: list[str], name: str) -> Country:
    place = f"{name}: {entry['id']}"
    return Country(
        str(entry["id"]),
        tuple(_line(line, locales, place) for line in entry.get("emergency") or []),
        tuple(_line(line, locales, place) for line in entry.get("lines") or []),
    )


def _line(entry: Any, locales: list[str], place: str) -> Line:
    place = f"{place} › {entry.get('id', '?')}"
    require(entry, ("id", "number", "tel", "hours", "source", "checked", "name", "kind"), place)
    if entry.get("certainty") != "V":
        raise DataError(f"{place}: certainty is not V; only verified numbers may stand here")
    if not str(entry["tel"]).lstrip("+").isdigit():
        raise DataError(f"{place}: tel {entry['tel']!r} must be digits, with + in front if abroad")
    return Line(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        number=str(entry["number"]),
        tel=str(entry["tel"]),
        hours=str(entry["hours"]),
        free=str(entry.get("free", "unknown")).lower(),
        source_name=str(entry["source"]["name"]),
        source_url=str(entry["source"]["url"]),
        checked=entry["checked"],
        name=local(entry["name"], locales, f"{place} › name"),
        note=local(entry["note"], locales, f"{place} › note") if entry.get("note") else {},
    )


def load_sources(file: Path, locales: Iterable[str]) -> dict[str, Source]:
    """Bibliography, programme texts and facts by id, in the file's order."""
    raw, locales = read(file), list(locales)
    found: dict[str, Source] = {}
    for source in _sources(raw, locales, file.name):
        if source.id in found:
            raise DataError(f"{file.name}: {source.id} stands twice; keep one entry")
        found[source.id] = source
    for source in found.values():
        if source.seed and source.seed not in found:
            raise DataError(
                f"{file.name}: {source.id} names seed {source.seed}, which has no entry"
            )
    return found


def _sources(raw: Any, locales: list[str], name: str) -> Iterable[Source]:
    for entry in raw["sources"]:
        place = f"{name}: {entry.get('id', '?')}"
        require(entry, ("id", "kind", "short", "cite", "certainty", "use"), place)
        yield _source(entry, entry["kind"], entry["use"], locales, place)
    for entry in raw["seeds"]:
        place = f"{name}: {entry.get('id', '?')}"
        require(entry, ("id", "short", "cite", "about"), place)
        yield _source({"certainty": "V", **entry}, "seed", entry["about"], locales, place)
    seeds = {entry["id"]: entry for entry in raw["seeds"]}
    for entry in raw["facts"]:
        place = f"{name}: {entry.get('id', '?')}"
        require(entry, ("id", "seed", "text"), place)
        seed = seeds.get(entry["seed"], {})
        fact = {"certainty": "V", "short": seed.get("short", ""), "cite": seed.get("cite", "")}
        yield _source({**fact, **entry}, "seed", entry["text"], locales, place)


def _source(entry: Any, kind: str, use: Any, locales: list[str], place: str) -> Source:
    if kind not in KINDS or entry["certainty"] not in CERTAINTIES:
        raise DataError(
            f"{place}: kind must be one of {', '.join(KINDS)}; certainty one of V, K, U"
        )
    is_fact = kind == "seed" and "text" in entry
    return Source(
        id=str(entry["id"]),
        kind=kind,
        short=str(entry["short"]),
        cite=str(entry["cite"]),
        certainty=entry["certainty"],
        use=local(use, locales, place),
        caveat=local(entry["caveat"], locales, f"{place} › caveat") if entry.get("caveat") else {},
        doi=entry.get("doi"),
        url=entry.get("url"),
        checked=entry.get("checked"),
        country=entry.get("country"),
        seed=str(entry["seed"]) if is_fact else None,
    )


def load_glossary(file: Path, locales: Iterable[str]) -> dict[str, Term]:
    """Terms by id, in the file's order."""
    raw, locales = read(file), list(locales)
    terms = {str(entry["id"]): _term(entry, locales, file.name) for entry in raw["terms"]}
    for term in terms.values():
        for other in term.see:
            if other not in terms:
                raise DataError(f"{file.name}: {term.id} › see: {other} is no term of this file")
    return terms


def _term(entry: Any, locales: list[str], name: str) -> Term:
    place = f"{name}: {entry['id']}"
    for locale in locales:
        require(entry.get(locale) or {}, ("preferred", "text"), f"{place} › {locale}")
    cells = {locale: entry[locale] for locale in locales}
    return Term(
        id=str(entry["id"]),
        see=tuple(entry.get("see") or ()),
        word={locale: str(cell["preferred"]) for locale, cell in cells.items()},
        text={locale: str(cell["text"]) for locale, cell in cells.items()},
        also={locale: list(cell.get("also") or ()) for locale, cell in cells.items()},
        avoid={locale: _avoid(cell) for locale, cell in cells.items()},
        open=frozenset(loc for loc, cell in cells.items() if cell.get("certainty") == "uncertain"),
        why={loc: str(cell["why"]) for loc, cell in cells.items() if cell.get("why")},
    )


def _avoid(cell: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    return [
        (str(form["form"]), form.get("instead"))
        for form in cell.get("forbidden") or ()
        if form["level"] != "hint"
    ]


def local(texts: Any, locales: Iterable[str], place: str) -> dict[str, str]:
    """Check that a text is there in every language; ``place`` names it in the error."""
    if not isinstance(texts, Mapping):
        raise DataError(f"{place}: must give a text for each language")
    lacking = [locale for locale in locales if not str(texts.get(locale) or "").strip()]
    if lacking:
        raise DataError(f"{place}: no text for {', '.join(lacking)}; write it")
    return {locale: str(texts[locale]) for locale in locales}


def require(entry: Mapping[str, Any], keys: Iterable[str], place: str) -> None:
    """Check that an entry has all ``keys``; ``place`` names it in the error."""
    lacking = [key for key in keys if entry.get(key) in (None, "")]
    if lacking:
        raise DataError(f"{place}: lacks {', '.join(lacking)}")
