"""Steps over the tree: elements that a step has nothing to do with are passed over."""

from __future__ import annotations

from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX


class _Prettify(PrettifyTreeprocessor):
    """Python-Markdown's own but that each element is looked at once."""

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802
        if self.md.is_block_level(elem.tag):
            self._block(elem)
        else:
            _end_line(elem)

    def _block(self, element: Element) -> None:
        if len(element) and element.tag not in ("code", "pre"):
            is_block = self.md.is_block_level
            if is_block(element[0].tag) and not (element.text and element.text.strip()):
                element.text = "\n"
            for child in element:
                if is_block(child.tag):
                    self._block(child)
        _end_line(element)


def _end_line(element: Element) -> None:
    if not element.tail or not element.tail.strip():
        element.tail = "\n"


class _Chosen:
    """What a step that goes through a tree is shown of it."""

    def __init__(self, elements: list[Element]) -> None:
        self._elements = elements

    def iter(self) -> list[Element]:
        return self._elements


class _AttrList(AttrListTreeprocessor):
    """Python-Markdown's own, shown only elements in or beside which an opening brace stands."""

    def run(self, doc: Element) -> None:
        """Give elements the attributes written behind them."""
        with_brace: set[Element] = set()
        for element in doc.iter():
            text = element.text
            if text and "{" in text:
                with_brace.add(element)
            for child in element:
                tail = child.tail
                if tail and "{" in tail:
                    with_brace |= {element, child}
        if with_brace:
            chosen: Any = _Chosen([each for each in doc.iter() if each in with_brace])
            super().run(cast(Element, chosen))


class _Toc(TocTreeprocessor):
    """Python-Markdown's own, which writes the list of headings only where a page asks for it.

    Templates make their own of ``toc_tokens``; ``toc`` stays empty.
    """

    _is_asked = False

    def run(self, doc: Element) -> None:
        """Give headings their ids and links."""
        marker = self.marker
        self._is_asked = bool(marker) and any(
            element.text and marker in element.text for element in doc.iter()
        )
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        """Return the list of headings."""
        return super().build_toc_div(toc_list) if self._is_asked else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put the list in its place."""
        if self._is_asked:
            super().replace_marker(root, elem)


class _Unescape(UnescapeTreeprocessor):
    """Python-Markdown's own but for text without anything escaped."""

    def run(self, root: Element) -> None:
        """Write escaped characters as what they are."""
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and STX in text and element.tag != "code":
                element.text = self.unescape(text)
            if tail and STX in tail:
                element.tail = self.unescape(tail)


QUICK: dict[type, type] = {
    PrettifyTreeprocessor: _Prettify,
    AttrListTreeprocessor: _AttrList,
    TocTreeprocessor: _Toc,
    UnescapeTreeprocessor: _Unescape,
}
