"""The whole book as one HTML file, as anyone would hand it to WeasyPrint.

    python -m benchmarks.plain CONFIG SITE WORK OUT [--no-numbers]

The articles of the source edition are made ready for print exactly as the press does it (same
pieces, same style sheet, same fonts), and stand one after the other behind title page and
contents. Every page number of the contents and of the cross-references is a ``target-counter``,
the stock CSS for it; with ``--no-numbers`` there are none. The index of terms is left out: CSS
cannot name each page once. Running heads come from the titles by ``string-set``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from lxml import html

from handbook.book import load
from handbook.press.fonts import font_css, prepare_fonts
from handbook.press.furniture import STYLE
from handbook.press.paper import Piece
from handbook.press.press import front_matter, read_copy
from handbook.press.version import versions
from handbook.render.context import Library

SITE_URL = "https://book.example/"
_PARTS = re.compile(r"<style>(.*?)</style>.*?<body[^>]*>(.*)</body>", re.DOTALL)
_HEADS = (
    "article>h1{string-set:chapter content(),run ''}.chapter{break-before:right}"
    "@page:left{@top-left{content:string(chapter)}}"
    "@page{@bottom-right{content:counter(page);font:10pt 'Source Sans 3'}}"
)
_NUMBERS = ".num::after{content:target-counter(attr(data-to),page)}"


def whole_book(config: Path, site: Path, work: Path, numbers: bool = True) -> str:
    """Return the book as one document; ``work`` keeps its fonts."""
    prepare_fonts(work / "fonts")
    library = Library(load(config))
    locale = library.book.source.locale
    book = read_copy(site, library, locale, SITE_URL, versions(library)[locale], work)
    pieces = [front_matter(book), *book.pieces]
    found = [_PARTS.search(piece.template) for piece in pieces]
    trees = [html.fragment_fromstring(part[2]) for part in found if part]
    places = dict(_named(pieces, trees))
    for piece, tree in zip(pieces, trees, strict=True):
        tree.set("class", f"{tree.get('class', '')} chapter".strip())
        _lead(tree, piece, places)
    style = font_css(work / "fonts") + STYLE + _HEADS
    chapters = "\n".join(html.tostring(tree, encoding="unicode") for tree in trees)
    return (
        f'<!doctype html><html lang="{book.edition.tag}"><head><meta charset="utf-8">'
        f"<title>{escape(book.edition.site_name)}</title>"
        f"<style>{style}{_NUMBERS if numbers else ''}</style></head><body>{chapters}</body></html>"
    )


def _named(pieces: Sequence[Piece], trees: Sequence[html.HtmlElement]) -> Iterator[tuple[str, str]]:
    """Give every place an id of its own in the one document; yield ``page#anchor`` and that id."""
    for number, (piece, tree) in enumerate(zip(pieces, trees, strict=True)):
        for element in tree.xpath(".//*[@id]"):
            name = f"c{number}-{element.get('id')}"
            yield f"{piece.page_id}#{element.get('id')}", name
            element.set("id", name)
        tree.set("id", f"c{number}")
        yield piece.page_id, f"c{number}"


def _lead(tree: html.HtmlElement, piece: Piece, places: dict[str, str]) -> None:
    """Let links lead inside the document, and page numbers be counted where they stand."""

    def goal(target: str) -> str:
        return f"#{places.get(target) or places.get(target.split('#')[0], 'c0')}"

    for link in tree.iter("a"):
        href = link.get("href", "")
        if href.startswith("#"):
            link.set("href", goal(piece.page_id + href))
        elif href.startswith("handbook:"):
            link.set("href", goal(href.removeprefix("handbook:")))
    for number, element in zip(piece.targets, tree.find_class("num"), strict=True):
        element.text = None
        element.attrib.pop("style")
        element.set("data-to", goal(number))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the document."""
    parser = argparse.ArgumentParser(description="The whole book as one HTML file.")
    for name in ("config", "site", "work", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--no-numbers", action="store_true")
    options = parser.parse_args(arguments)
    text = whole_book(options.config, options.site, options.work, not options.no_numbers)
    options.out.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
