"""Defects of whole files and of front matter: lost, renamed, half-filled."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .model import Change, Desk, Mutant, plants

KEY = re.compile(r"([a-z_]+):")
NOT_SHARED = ("source_blob", "status", "reviewed_by")
ENTRY = re.compile(r"\b[A-Z]\d[\w.]*")


@plants("page-missing")
def _missing(desk: Desk) -> Mutant:
    path = desk.pair.path
    return Mutant("", path, 1, None, "the translation is gone", files={path: None})


@plants("page-orphan")
def _orphan(desk: Desk) -> Mutant:
    path = PurePosixPath(desk.pair.path)
    name = desk.dice.choice(["{}-copy", "{}-1", "{}_old", "{}.{lang}", "nowhere/{}"])
    new = str(path.parent / f"{name.format(path.stem, lang=desk.language)}.md")
    return Mutant("", new, 1, desk.pair.target, "a page English has not")


@plants("page-case")
def _case(desk: Desk) -> Mutant | None:
    path = PurePosixPath(desk.pair.path)
    name = desk.dice.choice([path.stem.capitalize(), path.stem.upper(), path.stem.title()])
    new = str(path.parent / f"{name}.md")
    note = f"{path.name} is named {name}.md"
    return Mutant("", new, 1, desk.pair.target, note, files={str(path): None})


def _keys(lines: list[str], end: int) -> dict[str, tuple[int, int]]:
    """Lines of each key of the front matter that ends before line ``end``."""
    starts = [(n, m[1]) for n in range(1, end - 1) if (m := KEY.match(lines[n]))]
    ends = [*(n for n, _ in starts[1:]), end - 1]
    return {key: (n, last) for (n, key), last in zip(starts, ends, strict=True)}


def _shared(desk: Desk) -> dict[str, tuple[int, int]]:
    keys = _keys(desk.target.lines, desk.target.body)
    return {key: lines for key, lines in keys.items() if key not in NOT_SHARED}


@plants("meta-key-missing")
def _key_missing(desk: Desk) -> Change | None:
    key = desk.pick(sorted(_shared(desk)))
    if key is None:
        return None
    start, end = _shared(desk)[key]
    change = desk.splice(start, end, [], f"{key} is gone")
    # what is not there has no line of its own: the top of the page is as good
    return Change(change.lines, 0, change.note, also=(start,))


def _ids_differ(desk: Desk, key: str) -> Change | None:
    """Lose, add or change one id of a list such as ``evidence: [R01, R02]``."""
    if key not in _shared(desk):
        return None
    line = _shared(desk)[key][0]
    text = desk.target.lines[line]
    ids = list(ENTRY.finditer(text))
    if not ids:
        letter = {"tools": "T12", "evidence": "R01", "seed_facts": "A01"}[key]
        return desk.put(line, 0, len(text), f"{key}: [{letter}]", "")
    one = desk.dice.choice(ids)
    if len(ids) > 1 and desk.dice.random() < 0.5:
        start, end = (
            (one.start(), ids[1].start()) if one is ids[0] else (one.start() - 2, one.end())
        )
        return desk.put(line, start, end, "", "")
    digit = re.search(r"\d", one[0])
    assert digit
    new = str((int(digit[0]) + desk.dice.randint(1, 9)) % 10)
    at = one.start() + digit.start()
    return desk.put(line, at, at + 1, new, f"{one[0]} changed")


@plants("meta-evidence")
def _evidence(desk: Desk) -> Change | None:
    return _ids_differ(desk, "evidence")


@plants("meta-tools")
def _tools(desk: Desk) -> Change | None:
    return _ids_differ(desk, "tools")


@plants("meta-seed-facts")
def _seed_facts(desk: Desk) -> Change | None:
    return _ids_differ(desk, "seed_facts")


@plants("meta-minutes")
def _minutes(desk: Desk) -> Change | None:
    start, end = _shared(desk).get("minutes", (0, 0))
    spots = [
        (line, match)
        for line in range(start, end)
        for match in re.finditer(r"(?<![\d.\"])\d+(?![\d.\"])", desk.target.lines[line])
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    line, match = spot
    new = str(int(match[0]) + desk.dice.choice([-1, 1, 5, 10]))
    change = desk.put(line, match.start(), match.end(), new, "")
    return Change(change.lines, line, change.note, also=(start,))


@plants("meta-part")
def _part(desk: Desk) -> Change | None:
    line, _ = _shared(desk)["part"]
    others = [
        p for p in ("understand", "design", "run", "tools") if p not in desk.target.lines[line]
    ]
    return desk.put(line, 0, 99, f"part: {desk.dice.choice(others)}", "")


def _untranslated(desk: Desk, key: str) -> Change | None:
    source = _keys(desk.source.lines, desk.source.body)
    target = _shared(desk)
    if key not in source or key not in target:
        return None
    new = desk.source.lines[source[key][0]]
    line = target[key][0]
    if new == desk.target.lines[line]:
        return None
    return desk.put(line, 0, len(desk.target.lines[line]), new, f"{key} left in English")


@plants("title-untranslated")
def _title(desk: Desk) -> Change | None:
    return _untranslated(desk, "title")


@plants("description-untranslated")
def _description(desk: Desk) -> Change | None:
    return _untranslated(desk, "description")


@plants("meta-yaml-broken")
def _yaml(desk: Desk) -> Change | None:
    """A colon, a quote or a tab that YAML does not forgive, as editors' hands produce them."""
    line, _ = _shared(desk)["title"]
    text = desk.target.lines[line]
    words = text.removeprefix("title: ").strip("\"'")
    new = desk.dice.choice([f"title: {words}: {words}", f'title: "{words}', f"title: '{words}"])
    change = desk.put(line, 0, len(text), new, "")
    return Change(change.lines, line, change.note, also=(0, line + 1))
