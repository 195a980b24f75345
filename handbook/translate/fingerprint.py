"""Fingerprints of what a page says: what a stamp remembers of the English text.

A passage is a block with words, a whole row of a table, or a title of the front matter. Its
fingerprint covers kind, heading level and words; it stays the same when lines are broken
elsewhere, when marks are written another way (``_`` for ``*``, ``???`` for ``!!!``, straight
for curly quotes, hyphens for dashes), and when addresses, ids or bookkeeping keys change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape

from handbook.blocks import Block
from handbook.book import Page
from handbook.inline import Inline
from handbook.lazy import lazy

TITLES = ("title", "description")
"""Keys of the front matter that readers see; all others are bookkeeping."""

_SHOWN = 48
"""Characters of a passage that are shown to name it."""
_GAP = re.compile(r"\s+")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_QUOTES = str.maketrans(dict.fromkeys('"“”„‟‘’‚‛«»‹›`´', "'") | {"…": "..."})
_TAG = re.compile(r"<[^<>]*>")
_SPOKEN = re.compile(r"\b(?:alt|title|aria-label)=(?:\"([^\"]*)\"|'([^']*)')")
_FENCE = re.compile(r"(?::{3,}|/{3,})[ \t]*(?:([\w-]+)[ \t]*\|?[ \t]*(.*))?(?:\n|\Z)")
_ALERT = re.compile(r"\[!(\w+)\][-+]?[ \t]*(.*)(?:\n|\Z)")
_CLOSING = re.compile(r" (?::{3,}|/{3,})\Z")


@dataclass(frozen=True)
class Passage:
    """One passage of a page.

    ``kind`` is that of its block, or ``title``, ``description``; ``text`` is what the fingerprint
    covers; ``section`` the id of the heading it stands under, or its words where it has no id;
    ``under`` that heading's words; ``blocks`` the block, or the cells of the row.
    """

    kind: str
    line: int
    text: str
    level: int = 0
    section: str = ""
    under: str = ""
    blocks: tuple[Block, ...] = ()

    @lazy
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits over kind, heading level and words."""
        kind = f"{self.kind}{self.level}" if self.kind == "heading" else self.kind
        return blake2b(f"{kind}\n{self.text}".encode(), digest_size=6).hexdigest()

    @property
    def written(self) -> str:
        """The Markdown as written, on one line; of a row its cells."""
        lines = " | ".join(" ".join(block.text.split()) for block in self.blocks)
        return lines or self.text

    @lazy
    def seen(self) -> str:
        """All of it as a reader sees it: without marks, addresses and badges."""
        return " | ".join(_seen(block) for block in self.blocks).strip(" |") or self.text

    @lazy
    def words(self) -> str:
        """Its first words, as a reader sees them, to name it by."""
        return first_words(self.seen)


def _seen(block: Block) -> str:
    return " ".join(block.prose.replace("\0", "").split())


def first_words(text: str, limit: int = _SHOWN) -> str:
    """Cut a text after the last whole word within ``limit`` characters."""
    if len(text) <= limit:
        return text
    return f"{text[: limit + 1].rsplit(' ', 1)[0][:limit].rstrip(' ,;:–-|')} …"


def passages(page: Page) -> tuple[Passage, ...]:
    """Return all passages of a page: titles of the front matter, then its blocks in order."""
    return (*_titles(page), *_body(page.blocks))


def _titles(page: Page) -> Iterator[Passage]:
    for key in TITLES:
        value = page.meta.get(key)
        if isinstance(value, str) and value.strip():
            yield Passage(key, page.key_line(key), plain(value))


def _body(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    section = under = ""
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            under = _seen(block)
            section = block.id or first_words(under)
        found = _row(_cells(blocks, number)) if block.kind == "row" else _said(block)
        for kind, text, held in found:
            yield Passage(kind, block.line, text, block.level, section, under, held)


_Said = Iterator[tuple[str, str, tuple[Block, ...]]]
"""Kind, words and blocks of what a block says; nothing where it has no words."""


def _said(block: Block) -> _Said:
    kind, own = block.kind, (block,)
    if kind in ("table", "cell", "rule"):
        return
    if kind == "admonition":
        yield kind, _box(block.marker, said(block)), own
    elif kind == "code":
        lines = block.text.strip("\n").split("\n")
        yield kind, "\n".join(line.rstrip() for line in lines), own
    elif block.text[:3] in (":::", "///") or block.text[:2] == "[!":
        yield from _other_box(block)
    elif text := _bare(block):
        yield kind, _CLOSING.sub("", text), own


def _bare(block: Block) -> str:
    if block.kind == "comment":
        return _directive(block.text)
    return plain(unescape(_TAG.sub(_tag, block.text))) if block.kind == "html" else said(block)


def _row(cells: tuple[Block, ...]) -> _Said:
    if any(cell.text for cell in cells):
        yield "row", " | ".join(said(cell) for cell in cells), cells


def _cells(blocks: tuple[Block, ...], row: int) -> tuple[Block, ...]:
    end = row + 1
    while end < len(blocks) and blocks[end].kind == "cell":
        end += 1
    return blocks[row + 1 : end]


def _box(marker: str, title: str) -> str:
    """Kind and title of a box; a title that only repeats the kind is what an empty one shows."""
    kind, title = (marker.split() or [""])[0].lower(), title.strip("' ")
    return kind if title.lower() == kind else f"{kind} {title}".strip()


def _other_box(block: Block) -> _Said:
    """Read ``> [!NOTE]``, ``:::note Title`` and ``/// note | Title`` like ``!!! note``."""
    found = (_FENCE if block.text[0] in ":/" else _ALERT).match(block.text)
    if found and found[1]:
        yield "admonition", _box(found[1], plain(found[2].strip("[]"))), ()
    rest = Block(block.kind, block.line, block.end, block.text[found.end() if found else 0 :])
    if text := _CLOSING.sub("", said(rest)):
        yield block.kind, text, (rest,)


def said(block: Block) -> str:
    """Return what a block says, in one spelling of its marks."""
    parts: list[str] = []
    at = 0
    for start, end, instead in sorted(_edits(block.text, block.inlines)):
        if start >= at:  # an address inside a removed part is gone with it
            parts += (block.text[at:start], instead)
            at = end
    return plain("".join((*parts, block.text[at:])))


def plain(text: str) -> str:
    """Bring spaces, quotes, dashes and letters of a text into one form."""
    if not text.isascii():
        text = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
    text = _GAP.sub(" ", text.translate(_QUOTES)).strip()
    return _DASH.sub("-", text) if "-" in text or not text.isascii() else text


def _edits(text: str, inlines: tuple[Inline, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace in a text: start, end, replacement."""
    for inline in inlines:
        if inline.kind in ("link", "reference", "image"):
            yield from _link(text, inline)
        else:
            yield inline.start, inline.end, _instead(text[inline.start : inline.end], inline)


def _link(text: str, inline: Inline) -> Iterator[tuple[int, int, str]]:
    """Keep label or alternative text, leave the address out; of a definition leave out all."""
    start = inline.start + (2 if inline.kind == "image" else 1)
    end = start + len(inline.text)
    if text[end : end + 2] == "]:" or text[start:end] != inline.text:
        yield inline.start, inline.end, ""
        return
    yield inline.start, start, "!" if inline.kind == "image" else ""
    yield end, inline.end, ""


def _instead(written: str, inline: Inline) -> str:
    """Return what stands for an inline element among the words of its block."""
    match inline.kind:
        case "badge":
            return f"({inline.text} {inline.target})"
        case "footnote":
            return "(note)"
        case "url":
            return written.strip("<>") if "@" in written and "://" not in written else "(address)"
        case "blank":
            return "____"
        case "emphasis":
            return written.replace("_", "*")
        case "escape":
            return written[1:] or " "
        case "html":
            return unescape(written) if written[0] == "&" else _TAG.sub(_tag, written)
        case "comment":
            return _directive(written)
        case "attrs":
            return ""
    return written


def _directive(comment: str) -> str:
    """Return what a comment puts on the page (``handbook:sources``); others say nothing."""
    inner = " ".join(comment.strip().removeprefix("<!--").removesuffix("-->").split())
    return inner if inner.startswith("handbook:") and inner[9:10].isalpha() else ""


def _tag(match: re.Match[str]) -> str:
    """Return what a tag lets a reader see or hear: a space, or its spoken attributes."""
    if "=" not in match[0]:
        return " " if match[0][1:3].lower() == "br" else ""
    return " ".join(a or b for a, b in _SPOKEN.findall(match[0]))
