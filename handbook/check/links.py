"""Links and anchors of a page as plain data, so that a page is taken apart once and kept.

``facts`` is what rules about the whole book know of a page:

- ``links``: ``[target, line, column, label, kind]`` of each link; ``kind`` is link, image, html
  (an attribute of a tag, read by the browser as an address), badge or lost (a reference
  ``[text][name]`` to which the page has no ``[name]: address``)
- ``ids``: anchors that stand in the file; ``slugs``: those a site generator makes of headings
- ``outline``: of each heading its id, or the likeliest anchor made of it
- ``names``: names of references that the page defines
- ``directives``: ``[name, argument, line]`` of each ``<!-- handbook:… -->``
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.words import short
from handbook.inline import Inline, scan

Link = list[Any]
Target = tuple[str, int, str]
"""A link of a block: its address (or the name of a reference, in brackets), offset, label."""

DIRECTIVE = re.compile(r"<!--\s*handbook:\s*([\w-]+)\s*([^\n]*?)\s*-->")
_ATTRIBUTE = re.compile(r"(?<![\w-])(?:(id|name)|href|src)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_HREF = re.compile(r"(?<![\w-])(href)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_ICON = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])")
_PICTURE = re.compile(r"!\[([^\[\]]*)\](?:\([^()]*\))?")
_ID = re.compile(r"#([\w:.-]+)")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_SLUG = re.compile(r"[^\w\s-]+")


def facts(page: Page) -> dict[str, Any]:
    """Return links, anchors and directives of a page."""
    links: list[Link] = []
    ids: set[str] = set()
    slugs: set[str] = set()
    names: set[str] = set()
    outline: list[str] = []
    directives: list[list[Any]] = []
    for block in page.blocks:
        if block.kind == "heading":
            outline.append(_anchor(block, ids, slugs))
        elif block.kind == "admonition" and block.marker == "tab":
            slugs |= slug_keys(block.prose)
        elif block.kind == "comment":
            found = DIRECTIVE.finditer(block.text)
            directives += [[m[1], m[2], block.place(m.start())[0]] for m in found]
        elif block.kind == "html":
            links += _html(block, 0, block.text, ids)
            if "](" in block.text:
                inside = tuple(part for part in scan(block.text) if part.kind != "html")
                links += _links(block, inside, ids, names)
        links += _links(block, block.inlines, ids, names)
    links = [link for link in links if link[4] != "lost" or link[0].casefold() not in names]
    return {
        "links": links,
        "ids": sorted(ids),
        "slugs": sorted(slugs),
        "outline": outline,
        "names": sorted(names),
        "directives": directives,
    }


def _anchor(heading: Block, ids: set[str], slugs: set[str]) -> str:
    """Return the id or likeliest anchor of a heading; note all it may have."""
    if heading.id:
        ids.add(heading.id)
        return heading.id
    keys = slug_keys(_plain(heading))
    slugs |= keys
    return min(keys, key=lambda key: (not key.isascii(), -len(key), key))


def _plain(block: Block) -> str:
    """Text of a heading as a reader sees it, code included."""
    if not block.inlines:
        return block.text
    chars = list(block.prose)
    for inline in block.inlines:
        if inline.kind == "code":
            chars[inline.start : inline.end] = block.text[inline.start : inline.end].replace(
                "`", "\0"
            )
    return "".join(chars).replace("\0", "")


def plain_label(label: str) -> str:
    """Words of a link’s label, without icons; of a picture its alternative text."""
    return " ".join(_ICON.sub("", _PICTURE.sub(r"\1", label)).split())


def named_link(label: str, noun: str = "the link") -> str:
    """Name a link for a person by its words, if it has any."""
    words = plain_label(label)
    return f"{noun} {short(words)}" if words else noun


def targets(block: Block) -> list[Target]:
    """Links of a block, in order."""
    if block.kind == "html":
        return [(m[2] or m[3] or "", m.start(), "") for m in _HREF.finditer(block.text)]
    found = []
    for inline in block.inlines:
        if inline.kind == "link":
            found.append((inline.target, inline.start, inline.text))
        elif inline.kind == "reference":
            found.append((f"[{inline.target or inline.text}]", inline.start, inline.text))
        elif inline.kind == "url" and "://" in (inline.target or inline.text):
            found.append(
                (inline.target or inline.text.strip("<>").rstrip(".,;:!?"), inline.start, "")
            )
        elif inline.kind == "html":
            text = block.text[inline.start : inline.end]
            found += [(m[2] or m[3] or "", inline.start, "") for m in _HREF.finditer(text)]
    return found


def _links(
    block: Block, inlines: tuple[Inline, ...], ids: set[str], names: set[str]
) -> Iterator[Link]:
    for inline in inlines:
        kind = inline.kind
        if kind in ("link", "image", "badge"):
            is_definition = (
                block.text[inline.start] == "["
                and inline.target
                and (block.text.startswith("]:", inline.start + 1 + len(inline.text)))
            )
            if is_definition:
                names.add(inline.text.casefold())
            yield [inline.target, *block.place(inline.start), inline.text, kind]
        elif kind == "reference":
            name = inline.target or inline.text
            yield [name, *block.place(inline.start), inline.text, "lost"]
        elif kind == "attrs":
            ids.update(_ID.findall(block.text, inline.start, inline.end))
        elif kind == "html":
            yield from _html(block, inline.start, block.text[inline.start : inline.end], ids)


def _html(block: Block, offset: int, text: str, ids: set[str]) -> Iterator[Link]:
    """Links in tags; anchors go to ``ids``."""
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] if match[2] is not None else match[3]
        if match[1]:
            ids.add(value)
        else:
            yield [value, *block.place(offset + match.start()), "", "html"]


def slug_keys(text: str) -> set[str]:
    """Return what anchors made of a heading have in common, whichever way a generator makes them.

    Generators differ on accents, on capitals, and on whether marks vanish or become a dash.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    forms = {folded}
    if not folded.isascii():
        plain = unicodedata.normalize("NFKD", folded)
        forms.add(plain.encode("ascii", "ignore").decode("ascii"))
        forms.add("".join(char for char in plain if not unicodedata.combining(char)))
    keys = {_NOT_WORD.sub("-", form).strip("-") for form in forms}
    return keys | {_NOT_WORD.sub("-", _NOT_SLUG.sub("", form)).strip("-") for form in forms}


def anchor_key(anchor: str) -> str:
    """Return an anchor in the form of `slug_keys`."""
    folded = unicodedata.normalize("NFC", anchor).casefold()
    return _NOT_WORD.sub("-", folded).strip("-")
