"""Blocks of a page as Python-Markdown renders them, and as `handbook.blocks` reads them."""

from __future__ import annotations

import re
from typing import Any

import markdown
import yaml
from lxml import html

from handbook.blocks import Block, parse
from tests.conftest import ROOT

Shape = list[tuple[str, str]]

WORD = re.compile(r"[^\W_]+")
_BLOCKS = {
    "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "div", "pre", "h1", "h2",
    "h3", "h4", "h5", "h6", "blockquote", "dl", "dt", "dd", "details", "summary", "hr",
}  # fmt: skip
_SILENT = {"code", "pre", "sup", "label", "input"}


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; what it names of Python stays a name."""


_Loader.add_multi_constructor("!", lambda *_: None)


def extensions() -> tuple[list[str], dict[str, Any]]:
    """Extensions and their settings as mkdocs.yml has them, and fences, which MkDocs adds."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)
    names, settings_of = ["fenced_code"], {}
    for entry in config["markdown_extensions"]:
        name = entry if isinstance(entry, str) else next(iter(entry))
        names.append(name)
        if not isinstance(entry, str):
            settings_of[name] = entry[name]
    return names, settings_of


def rendered(text: str, *more: str) -> tuple[Shape, Shape]:
    """Blocks of the page as a browser gets it, and those of its notes."""
    names, configs = extensions()
    if more:
        names = [name for name in names if name not in ("fenced_code", "pymdownx.escapeall")]
        names += [f"pymdownx.{name}" for name in more]
        configs = {"pymdownx.tabbed": {"alternate_style": True}, "toc": configs["toc"]}
    page = markdown.markdown(text, extensions=names, extension_configs=configs)
    tree = html.fragment_fromstring(page, create_parent="div")
    for link in tree.xpath('//a[@class="headerlink" or @class="footnote-backref"]'):
        link.drop_tree()
    body: Shape = []
    notes: Shape = []
    _read(tree, body, notes)
    return [block for block in body if block != ("paragraph", "")], sorted(notes)


def _read(parent: html.HtmlElement, body: Shape, notes: Shape, first: str = "") -> None:
    for element in parent.iterchildren("*"):
        kind, tag = "", element.tag
        if re.fullmatch("h[1-6]", tag):
            kind = f"heading {tag[1]}"
        elif tag in ("p", "dt"):
            kind, first = first or "paragraph", ""
            if "admonition-title" in element.get("class", ""):
                kind = "admonition"
        elif tag in ("td", "th", "summary"):
            kind = "admonition" if tag == "summary" else "cell"
        elif tag == "pre":
            body.append(("code", ""))
        if kind:
            body.append((kind, _words(element)))
        elif element.get("class") == "footnote":
            for note in element.iter("li"):
                _read(note, notes, notes, "footnote")
        elif tag in ("li", "dd"):
            begins = len(element) and element[0].tag == "p" and not (element.text or "").strip()
            if not begins:
                body.append(("item", _words(element)))
            _read(element, body, notes, "item" if begins else "")
        elif element.get("class") != "tabbed-labels" and tag != "pre":
            _read(element, body, notes)


def _words(element: html.HtmlElement) -> str:
    return " ".join(WORD.findall(" ".join(_texts(element))))


def _texts(element: html.HtmlElement) -> list[str]:
    if element.tag in _SILENT or str(element.get("href")).startswith("ref:"):
        return []
    found = [element.get("alt") or "", element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS:
            found += _texts(child)
        found.append(child.tail or "")
    return found


def read(text: str) -> tuple[Shape, Shape]:
    """The same from `handbook.blocks`; rows of a table are as wide as its header there."""
    body: Shape = []
    notes: Shape = []
    width: dict[int, int] = {}
    for block in parse(text):
        if block.kind in ("table", "row", "html", "comment", "rule") or block.marker == "tab":
            continue
        shape = _shape(block)
        if block.kind == "cell" and block.row == 0:
            width[block.table] = block.col + 1
        in_note = block.kind == "footnote" or "footnote" in block.within
        if shape != ("paragraph", "") and block.col < width.get(block.table, 1):
            (notes if in_note else body).append(shape)
    return body, sorted(notes)


def _shape(block: Block) -> tuple[str, str]:
    words = " ".join(WORD.findall(block.prose))
    if block.kind == "heading":
        return f"heading {block.level}", words
    if block.kind == "admonition" and not block.text:
        words = block.marker.split()[0].capitalize()
    return block.kind, "" if block.kind == "code" else words
