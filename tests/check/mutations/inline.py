"""Defects of badges, images, footnotes, emphasis, code and comments."""

from __future__ import annotations

import re

from .blocks import without
from .model import Change, Desk, plants
from .sheet import Block

BADGE = re.compile(r" ?\[(\w+)\]\(ref:(\w+)\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^()\s]+)\)")
NOTE = re.compile(r"\[\^(\w+)\](?!:)")
STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
CODE = re.compile(r"`([^`\n]+)`")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
KINDS = ("seed", "strong", "some", "practice", "law")


@plants("badge-lost")
def _badge_lost(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(BADGE))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), "", "") if spot else None


@plants("badge-kind")
def _badge_kind(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(BADGE))
    if spot is None:
        return None
    new = desk.dice.choice([kind for kind in KINDS if kind != spot[1][1]])
    return desk.put(spot[0], spot[1].start(1), spot[1].end(1), new, "")


@plants("badge-id")
def _badge_id(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(BADGE))
    if spot is None:
        return None
    digit = re.search(r"\d", spot[1][2])
    assert digit
    at = spot[1].start(2) + digit.start()
    new = str((int(digit[0]) + desk.dice.randint(1, 9)) % 10)
    return desk.put(spot[0], at, at + 1, new, f"{spot[1][2]} changed")


@plants("image-missing")
def _image_missing(desk: Desk) -> Change | None:
    block = desk.pick(desk.target.of("image"))
    return without(desk, block, "picture gone") if block else None


@plants("image-alt-emptied")
def _alt(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(IMAGE))
    return desk.put(spot[0], spot[1].start(1), spot[1].end(1), "", "") if spot else None


@plants("image-other")
def _image_other(desk: Desk) -> Change | None:
    """Another picture than the source has."""
    spot = desk.pick(desk.target.raw(IMAGE))
    if spot is None:
        return None
    names = [f"diagram:{name}" for name in ("D01", "D05", "D06", "D07", "D10")]
    new = desk.dice.choice([name for name in names if name != spot[1][2]])
    return desk.put(spot[0], spot[1].start(2), spot[1].end(2), new, "")


def _notes(desk: Desk) -> list[Block]:
    return desk.target.of("footnote")


@plants("footnote-definition-lost")
def _definition(desk: Desk) -> Change | None:
    block = desk.pick(_notes(desk))
    if block is None:
        return None
    change = without(desk, block, "text of a footnote gone")
    name = block.head.strip(" []^:")
    uses = [n for n, m in desk.target.raw(NOTE) if m[1] == name]
    return Change(change.lines, change.at, change.note, also=tuple(uses))


@plants("footnote-reference-lost")
def _reference(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(NOTE))
    if spot is None:
        return None
    change = desk.put(spot[0], spot[1].start(), spot[1].end(), "", "")
    homes = [b.start for b in _notes(desk) if b.head.strip(" []^:") == spot[1][1]]
    return Change(change.lines, spot[0], change.note, also=tuple(homes))


@plants("footnote-label-changed")
def _label(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(NOTE))
    if spot is None:
        return None
    change = desk.put(spot[0], spot[1].start(1), spot[1].end(1), spot[1][1] + "1", "")
    homes = [b.start for b in _notes(desk) if b.head.strip(" []^:") == spot[1][1]]
    return Change(change.lines, spot[0], change.note, also=tuple(homes))


@plants("emphasis-open")
def _open(desk: Desk) -> Change | None:
    """One pair of asterisks is lost."""
    spot = desk.pick(desk.target.raw(STRONG))
    if spot is None:
        return None
    at = desk.dice.choice([spot[1].start(), spot[1].end() - 2])
    return desk.put(spot[0], at, at + desk.dice.choice([1, 2]), "", "asterisks lost")


@plants("emphasis-spaced")
def _spaced(desk: Desk) -> Change | None:
    """A space slips in between the asterisks and the word: they stay visible.

    Python-Markdown takes asterisks literally that have a space on both sides.
    """
    found = []
    for line, match in desk.target.raw(STRONG):
        text, word = desk.target.lines[line], match[1]
        if not text[: match.start()].strip(" ") or text[match.start() - 1] == " ":
            found.append((line, match, f"** {word}**"))
        if text[match.end() : match.end() + 1] in ("", " "):
            found.append((line, match, f"**{word} **"))
    spot = desk.pick(found)
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[2], "") if spot else None


@plants("bold-lost")
def _bold(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(STRONG))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[1][1], "") if spot else None


@plants("code-changed")
def _code(desk: Desk) -> Change | None:
    spots = [(n, m.start(1), m[1]) for n, m in desk.target.raw(CODE)]
    for block in desk.target.of("code"):
        body = range(block.start + 1, block.end - 1)
        spots += [(n, 0, desk.target.lines[n]) for n in body]
    spot = desk.pick([spot for spot in spots if spot[2]])
    if spot is None:
        return None
    line, start, code = spot
    ways = [code.replace("-", "–"), code.replace("/", " / "), code.replace("files", "fajlovi")]
    new = desk.dice.choice([way for way in ways if way != code] or [code[:-1]])
    return desk.put(line, start, start + len(code), new, "")


@plants("code-lost")
def _code_lost(desk: Desk) -> Change | None:
    block = desk.pick(desk.target.of("code"))
    return without(desk, block, "block of code gone") if block else None


@plants("code-marks-lost")
def _marks(desk: Desk) -> Change | None:
    """The backticks are lost: code reads as words."""
    spot = desk.pick(desk.target.raw(CODE))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[1][1], "") if spot else None


@plants("placeholder-translated")
def _placeholder(desk: Desk) -> Change | None:
    spots = [(n, m) for n, m in desk.target.raw(PLACEHOLDER) if m[1] != "body"]
    spot = desk.pick(spots)
    if spot is None:
        return None
    names = {"hu": "név", "sr": "ime", "lv": "vārds", "bg": "име"}
    new = desk.dice.choice([f"{{{names[desk.language]}}}", f"{{ {spot[1][1]}", spot[1][1]])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")


@plants("directive-lost")
def _directive(desk: Desk) -> Change | None:
    """A comment is lost in whose place the site puts numbers to call, sources or a form."""
    block = desk.pick([b for b in desk.target.of("comment") if "handbook:" in b.text])
    return without(desk, block, f"gone: {block.text}") if block else None


@plants("directive-changed")
def _directive_changed(desk: Desk) -> Change | None:
    block = desk.pick([b for b in desk.target.of("comment") if "handbook:" in b.text])
    if block is None:
        return None
    line = desk.target.lines[block.start]
    ways = [line.replace("handbook:", "handbook: "), line.replace("-->", "->"), line[:-5] + "x -->"]
    ways.append(line.replace("handbook", "kézikönyv"))
    return desk.put(block.start, 0, len(line), desk.dice.choice(ways), "")
