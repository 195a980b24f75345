"""Text before and after the tree: each step only where the text has what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.extensions import md_in_html
from markdown.preprocessors import NormalizeWhitespace
from markdown.serializers import RE_AMP, to_xhtml_string
from markdown.util import ETX, HTML_PLACEHOLDER, STX

_PLACEHOLDER = HTML_PLACEHOLDER.partition("%")[0]
_NOT_SPAN = re.compile(r'<(?!span class="[\w -]*">|/span>)')


class _Whitespace(NormalizeWhitespace):
    """Python-Markdown's own but for a page whose whitespace is as it should be."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with plain line ends, without tabs and blanks on empty lines."""
        source = "\n".join([*lines, ""])
        if any(sign in source for sign in (STX, ETX, "\r", "\t", " \n")):
            return super().run(lines)
        return [*lines, "", ""]


class _HtmlBlocks(md_in_html.HtmlBlockPreprocessor):
    """Python-Markdown's own but for a page whose only HTML are blanks and tick boxes.

    Elements that stand in a line go through the original as they are.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Store the blocks of HTML."""
        source = "\n".join(lines)
        if "&" in source or _NOT_SPAN.search(source) or self.md.is_block_level("span"):
            return super().run(lines)
        return lines


class _RawHtml(md_in_html.MarkdownInHTMLPostprocessor):
    """Python-Markdown's own but for text without any of what was stored."""

    def run(self, text: str) -> str:
        """Put back what was stored."""
        return super().run(text) if _PLACEHOLDER in text else text


def to_xhtml(element: Element) -> str:
    """Write an element as Python-Markdown's own serializer does, which is asked for rare things."""
    found: list[str] = []
    try:
        _write(element, found.append)
    except (_UnusualError, RecursionError):
        return to_xhtml_string(element)
    return "".join(found)


class _UnusualError(Exception):
    """A comment, an instruction, a qualified name, a script: Python-Markdown knows what to do."""


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag: Any = element.tag
    if type(tag) is not str or tag in _RAW or not tag.islower():
        raise _UnusualError
    attributes = element.items()
    start = f"<{tag}{''.join(map(_attribute, sorted(attributes)))}" if attributes else f"<{tag}"
    text, tail = element.text, element.tail
    if tag in HTML_EMPTY:
        write(f"{start} />")
    else:
        write(f"{start}>{_escaped(text)}" if text else f"{start}>")
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    if tail:
        write(_escaped(tail))


def _attribute(item: tuple[str, str | None]) -> str:
    name, value = item
    if not (isinstance(name, str) and isinstance(value, str)):
        raise _UnusualError
    return f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"'


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text


_RAW = frozenset(("script", "style"))

QUICK: dict[type, type] = {
    NormalizeWhitespace: _Whitespace,
    md_in_html.HtmlBlockPreprocessor: _HtmlBlocks,
    md_in_html.MarkdownInHTMLPostprocessor: _RawHtml,
}
