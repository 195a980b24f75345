"""An article as pieces: the HTML that is set, and what its page references point at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from html import escape
from itertools import combinations

from lxml import etree, html

from handbook.page import CARD
from handbook.press.article import Article
from handbook.press.furniture import STYLE, Furniture
from handbook.press.notes import make_notes
from handbook.press.sections import join_pointers, nest, split, take_headings
from handbook.press.text import spell_out, wrap_all
from handbook.press.tidy import level_marks, tidy

_TAG = re.compile(r"<[^>]*>")
_ONE_SHEET = {CARD}
"""Pages that must fit on one side of A4, like a form."""
_RUN_ON = (
    ".//ul[contains(@class, 'emergency__services')]"
    " | .//*[contains(@class, 'emergency__sources')]/ul"
)
"""Lists in the box of numbers that are short enough to stand in a line."""
_SOURCES = "ancestor::*[contains(@class, 'emergency__sources')]"
"""Sources of the numbers: on paper they are named, the page on the site links them."""


@dataclass(frozen=True)
class Piece:
    """The smallest thing that is set.

    ``template`` is an HTML document with ``{n}`` where the figure of reference ``n`` stands; the
    sheet of the press is not in it.
    ``targets`` says where each reference leads, ``page#anchor`` or ``page``.
    """

    page_id: str
    name: str
    template: str
    targets: tuple[str, ...] = ()
    notes: int = 0
    short: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Name of the piece within its edition: ``train/module-1~handouts``."""
        return f"{self.page_id}~{self.name}" if self.name else self.page_id

    @property
    def length(self) -> int:
        """Letters of the text, about: without styles and tags."""
        return len(_TAG.sub("", self.template.partition("<body")[2]))

    def html(self, figures: list[str]) -> str:
        """Return the document with a figure for each reference; their widths decide the layout."""
        text = self.template.replace("<style>", f"<style>{STYLE}</style><style>", 1)
        for number, figure in enumerate(figures):
            text = text.replace(f">{{{number}}}<", f">{figure}<", 1)
        return text

    def key(self, widths: list[int]) -> str:
        """Name under which its sheets are kept: the text and the widths of its figures."""
        text = f"{self.template}|{widths}"
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def pieces(article: Article, furniture: Furniture, on_paper: frozenset[str]) -> list[Piece]:
    """Cut an article into its pieces, each a finished document."""
    tree = deepcopy(article.tree)
    tree.tag = "article"
    notes = make_notes(tree, article.id)
    spell_out(tree)
    tidy(tree)
    nest(tree)
    take_headings(tree)
    join_pointers(tree)
    level_marks(tree)
    _lay_numbers(tree)
    if article.id in _ONE_SHEET:
        _as_sheet(tree, article.id)
    made = []
    for name, part in split(tree):
        references = furniture.references(on_paper)
        for link in list(part.iter("a")):
            in_handout = bool(link.xpath("ancestor::section[@class='handout']"))
            if not link.xpath(_SOURCES):
                references.resolve(link, numbered=not in_handout)
        _own_anchors(part, article.id)
        furniture.dress(part, article, name, references)
        if furniture.tag == "hu":
            wrap_all(part, _LONG_DIGRAPH, {"class": "whole"})
        body = html.tostring(part, encoding="unicode")
        title = article.page.title
        style = furniture.style(title, furniture.imprint(article))
        made.append(
            Piece(
                article.id,
                name,
                document(_place(article, name), body, furniture, title, style),
                tuple(references.targets),
                notes if part.xpath(".//ol[@class='notes']") else 0,
                references.short,
            )
        )
    return made


def _as_sheet(tree: html.HtmlElement, name: str) -> None:
    """Make a whole page one sheet."""
    for marked in tree.xpath(".//*[@data-sheet]"):
        del marked.attrib["data-sheet"]
    tree.attrib.clear()
    tree.set("class", "form")
    tree.set("data-sheet", name)


def _lay_numbers(tree: html.HtmlElement) -> None:
    """Set the numbers to call of all countries in two columns of like length."""
    for listed in tree.xpath(_RUN_ON):
        _run_on(listed)
    boxes = tree.xpath(".//div[@class='emergency__country']")
    if boxes:
        pair = html.Element("div", {"class": "emergency__pair"})
        boxes[0].addprevious(pair)
        for column in _halves(boxes):
            etree.SubElement(pair, "div", {"class": "emergency__column"}).extend(column)


def _run_on(listed: html.HtmlElement) -> None:
    """Write a list as one paragraph: inline items make no list in a tagged PDF."""
    items = list(listed)
    text = html.Element("p", {"class": listed.get("class") or "run-on"})
    for item in items:
        span = etree.SubElement(text, "span")
        span.text, span.tail = item.text, " · " if item is not items[-1] else None
        span.extend(list(item))
    text.tail = listed.tail
    listed.getparent().replace(listed, text)


def _halves(boxes: list[html.HtmlElement]) -> tuple[list[html.HtmlElement], ...]:
    """Part boxes into two columns, the first box at the head of the first, as even as can be."""

    def longer(chosen: Sequence[int]) -> int:
        """Length of the longer column."""
        left = sum(lengths[place] for place in chosen)
        return max(left, sum(lengths) - left)

    lengths = [len(box.text_content()) for box in boxes]
    rest = range(1, len(boxes))
    sets = [(0, *some) for size in range(len(boxes)) for some in combinations(rest, size)]
    best = min(sets, key=longer)
    return [boxes[n] for n in best], [boxes[n] for n in rest if n not in best]


def _own_anchors(part: html.HtmlElement, page_id: str) -> None:
    """Let links to the same piece lead there; a note that stands in another piece is linked so."""
    ids = {str(name) for name in part.xpath(".//@id")}
    for link in part.iter("a"):
        href = link.get("href", "")
        page, _, anchor = href.removeprefix("handbook:").partition("#")
        if anchor in ids and page in ("", page_id):
            link.set("href", f"#{anchor}")
        elif href.startswith("#"):
            link.set("href", f"handbook:{page_id}{href}")


_LONG_DIGRAPH = re.compile(r"\b\w*(?:ccs|ddz|ggy|lly|nny|ssz|tty|zzs)\w*\b")
"""Hungarian parts such words as *hosz-szan* for *hosszan*; WeasyPrint 70 drops the second *s*
and prints *hosz-zan*. They stay in one piece."""


def _place(article: Article, name: str) -> str:
    """Name a piece as messages do: the page's file, and the part of it."""
    return f"{article.page.path}{f' ({name})' if name else ''}"


def document(name: str, body: str, furniture: Furniture, title: str, style: str) -> str:
    """Return a whole document for the setter; ``style`` is what it has besides the press's."""
    return (
        f'<!doctype html><html lang="{furniture.tag}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f'<body data-piece="{escape(name)}">{body}</body></html>'
    )
