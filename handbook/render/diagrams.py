"""Diagrams: one drawing, words per language from data.

``docs/diagrams/<id>.svg`` is the drawing. Its text slots are empty elements,
``<text data-word="receive" x="60" y="34" data-width="262" data-lines="1" font-size="17"/>``, where
y is the vertical centre of the text, and lengths are in units of the viewBox.
``docs/diagrams.yml`` holds title, description and words of every drawing in every language.

    load_diagrams(docs) -> {id: Diagram} -> render_diagram(diagram, edition, alt) -> <figure>

Text is wrapped into lines by the real advances of Source Sans 3, the font of the book. It may
shrink by a tenth; if it still does not fit, that is an error a translator can act on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from handbook.documents import Words, line_of, load_yaml, problem_of, read_text
from handbook.errors import HandbookError
from handbook.render.fit import Slot, fit

SVG = "http://www.w3.org/2000/svg"
SLOT_ATTRIBUTES = ("data-width", "data-lines", "font-size")
KEYS = ("title", "description", "words")
LEADING = 1.25
"""Distance of baselines, in font sizes."""
MIDDLE = 0.33
"""Half the height of a capital, in font sizes: the baseline lies this far under the centre."""
FONT = "Source Sans 3, sans-serif"

# The @supports keeps WeasyPrint out: it reads styles inside SVG, but takes var() for black; there
# the attributes hold: paper is fill="none", and the family is named because it inherits no fonts.
# Each page’s policy allows it by its digest: no sign in it may need escaping.
STYLE = (
    "@supports (fill:var(--diagram-paper)){"
    ".diagram svg{display:block;width:100%;max-width:430px;height:auto;margin:0 auto;"
    "font-family:inherit}"
    ".diagram-paper{fill:var(--diagram-paper,none)}}"
)


class DiagramError(HandbookError):
    """One line that says where a drawing or its words are wrong, and what to do."""


@dataclass(frozen=True)
class Diagram:
    """A drawing with its words in every language; texts are keyed by edition."""

    id: str
    source: Path
    drawing: Path
    svg: bytes
    title: Mapping[str, str]
    description: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


def load_diagrams(docs: Path) -> dict[str, Diagram]:
    """Read `docs`/diagrams.yml with its drawings; raise DiagramError if anything is amiss.

    A book without that file has no diagrams.
    """
    source = docs / "diagrams.yml"
    data = _mapping(_yaml(source), str(source)) if source.is_file() else {}
    for drawing in sorted((docs / "diagrams").glob("*.svg")):
        if drawing.stem not in data:
            raise DiagramError(
                f"{drawing}: no words for this drawing; add {drawing.stem} to {source}"
            )
    return {name: _diagram(source, name, entry) for name, entry in data.items()}


def render_diagram(
    diagram: Diagram, edition: str, alt: str, *, describe_label: str, lang: str | None = None
) -> str:
    """Return the figure as one line of HTML that is well-formed XML, too.

    `lang` is the language tag of the words, by default the edition's locale.

    A blank `alt` falls back on the title. Raises DiagramError if a text is missing or too long.
    """
    title = " ".join(alt.split()) or _text(diagram, edition, "title")
    description = _text(diagram, edition, "description")
    svg = _parse(diagram.drawing, diagram.svg)
    for element in _slot_elements(svg):
        slot = _slot(diagram.drawing, element)
        lines, size = _fitted(diagram, edition, slot)
        _fill(element, slot, lines, size)
    _label(svg, diagram.id, lang or edition, title)
    return (
        f'<figure class="diagram" id="diagram-{escape(diagram.id.lower())}">'
        f"{etree.tostring(svg, encoding='unicode')}"
        f'<details class="diagram__text"><summary>{escape(describe_label)}</summary>'
        f"<p>{escape(description)}</p></details></figure>"
    )


def _diagram(source: Path, name: str, entry: object) -> Diagram:
    """Check one entry of diagrams.yml against its drawing."""
    place = f"{source}: {name}"
    fields = _mapping(entry, place)
    _check_keys(place, fields)
    drawing = source.parent / "diagrams" / f"{name}.svg"
    if not drawing.is_file():
        raise DiagramError(f"{place}: no drawing {drawing}; draw it, or remove {name}")
    svg = drawing.read_bytes()
    named = _mapping(fields["words"], f"{place}, words")
    words = {word: _texts(texts, f"{place}, word {word!r}") for word, texts in named.items()}
    slots = {_slot(drawing, element).word for element in _slot_elements(_parse(drawing, svg))}
    _check_slots(place, slots, words)
    title = _texts(fields["title"], f"{place}, title")
    description = _texts(fields["description"], f"{place}, description")
    return Diagram(name, source, drawing, svg, title, description, words)


def _check_keys(place: str, fields: Mapping[str, object]) -> None:
    for key in sorted(fields.keys() - set(KEYS)):
        raise DiagramError(f"{place}: unknown key {key!r}; use {', '.join(KEYS)}")
    for key in sorted(set(KEYS) - fields.keys()):
        raise DiagramError(f"{place}: no {key}; add {key}: with one entry a language")


def _check_slots(place: str, slots: set[str], words: Mapping[str, object]) -> None:
    """Every slot has words, and all words have a slot."""
    for word in sorted(words.keys() - slots):
        raise DiagramError(
            f"{place}, word {word!r}: no such slot in the drawing; "
            f"use one of {', '.join(sorted(slots))}, or remove the word"
        )
    for slot in sorted(slots - words.keys()):
        raise DiagramError(f"{place}: slot {slot!r} has no word; add {slot}: under words")


def _yaml(source: Path) -> object:
    text, flaw = read_text(source)
    if flaw:
        raise DiagramError(f"{source}:{flaw.line}: {flaw.message}; {flaw.fix}")
    try:
        return load_yaml(text, Words)
    except yaml.YAMLError as error:
        what = f"not YAML: {problem_of(error)}; quote texts with a colon"
        raise DiagramError(f"{source}:{line_of(error, text)}: {what}") from None


def _mapping(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not value:
        raise DiagramError(f"{place}: nothing usable here; write keys with values under it")
    for key in value:
        if not isinstance(key, str):
            raise DiagramError(f"{place}: key {key!r} is not text; put it in quotes")
    return value


def _texts(value: object, place: str) -> dict[str, str]:
    """Check a text per language; runs of white space become one space."""
    texts = {}
    for edition, text in _mapping(value, place).items():
        if not isinstance(text, str) or not text.strip():
            raise DiagramError(f"{place}, {edition}: no text; write it, in quotes")
        texts[edition] = re.sub(r"[ \t\n]+", " ", text).strip(" ")
    return texts


def _parse(drawing: Path, svg: bytes) -> etree._Element:
    parser = etree.XMLParser(
        remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True
    )
    try:
        return etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as error:
        raise DiagramError(f"{drawing}: not XML: {error}; repair the drawing") from None


def _slot_elements(svg: etree._Element) -> Iterator[etree._Element]:
    return (element for element in svg.iter(f"{{{SVG}}}text") if element.get("data-word"))


def _slot(drawing: Path, element: etree._Element) -> Slot:
    word, x, y, width, lines, size = (
        str(element.get(name, "")) for name in ("data-word", "x", "y", *SLOT_ATTRIBUTES)
    )
    weight = element.get("font-weight", "400")
    try:
        return Slot(word, float(x), float(y), float(width), int(lines), float(size), int(weight))
    except ValueError as error:
        raise DiagramError(
            f"{drawing}:{element.sourceline}: slot {word!r}: {error}; "
            "give it x, y, data-width, data-lines and font-size as plain numbers"
        ) from None


def _text(diagram: Diagram, edition: str, key: str) -> str:
    """Return the title or the description in `edition`."""
    texts: Mapping[str, str] = getattr(diagram, key)
    if edition not in texts:
        raise DiagramError(f"{diagram.source}: {diagram.id}: no {key} in {edition}; add it")
    return texts[edition]


def _fitted(diagram: Diagram, edition: str, slot: Slot) -> tuple[list[str], float]:
    """Return the lines of a slot and their font size; first choice: drawn size, whole words."""
    place = f"{diagram.source}: {diagram.id}, word {slot.word!r}"
    text = diagram.words[slot.word].get(edition)
    if text is None:
        raise DiagramError(f"{place}: no {edition} text; add {edition}: to it")
    try:
        return fit(text, slot)
    except ValueError as error:
        raise DiagramError(f"{place}, {edition}: {text!r} does not fit: {error}") from None


def _fill(element: etree._Element, slot: Slot, lines: list[str], size: float) -> None:
    """Put the lines into a slot as tspans, centred on the slot's y."""
    for name in ("data-word", "data-width", "data-lines", "x", "y"):
        del element.attrib[name]
    element.set("font-size", _number(size))
    first = slot.y + MIDDLE * size - (len(lines) - 1) * LEADING * size / 2
    for index, line in enumerate(lines):
        baseline = _number(first + index * LEADING * size)
        tspan = etree.SubElement(element, f"{{{SVG}}}tspan", {"x": _number(slot.x), "y": baseline})
        tspan.text = line


def _label(svg: etree._Element, name: str, lang: str, title: str) -> None:
    """Give the drawing its accessible name, language, font and style."""
    svg.set("role", "img")
    svg.set("lang", lang)
    svg.set("aria-labelledby", f"{name}-title")
    svg.set("font-family", FONT)
    heading = etree.Element(f"{{{SVG}}}title", {"id": f"{name}-title"})
    heading.text = title
    style = etree.Element(f"{{{SVG}}}style")
    style.text = STYLE
    svg[:0] = [heading, style]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
