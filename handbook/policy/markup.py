"""Judges the HTML that a page becomes, read as a browser reads it.

Lexbor parses as browsers do, so that what looks harmless to a laxer parser is judged by what a
reader's browser would make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from handbook.policy import elements, svg
from handbook.policy.address import LINK_SCHEMES, link_fault, load_fault, plain

_END = "handbook-end-of-text"
_BEFORE = "<!doctype html><html><head><title></title></head><body><article><div>"
_AFTER = f'<i id="{_END}"></i></div></article></body></html>'
_FRAME = {
    "html": [], "head": ["html"], "title": ["html", "head"], "body": ["html"],
    "article": ["html", "body"], "div": ["html", "body", "article"],
}  # fmt: skip
"""The elements put around the text, each with those around it."""
_INSIDE = ["html", "body", "article", "div"]
"""Where the text begins, and where it must end."""
_ENDS = frozenset(("p", "li", "dd", "dt"))
"""Elements that end by themselves where what is around them ends."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WRITTEN = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_SETS = re.compile(r"\b(?:on[a-z]{2,30}|http-equiv|style|src|srcset|href|content)[ \t]*=", re.I)
_REACH = 300
"""Characters in which a quotation mark before an attribute is looked for."""
MOST = 50
"""Offences told of one page."""
_DEEPEST = 120
"""Elements within one another; browsers stop at 512, and recursive programs earlier."""


@dataclass(frozen=True, slots=True)
class Offence:
    """Something that may not stand on a page; the rest says where to look for it in the source.

    ``tag`` is the element, ``name`` the attribute, if it is one, ``value`` what it holds.
    """

    message: str
    fix: str
    tag: str
    name: str = ""
    value: str = ""


@dataclass
class _Walk:
    own: bool
    depth: int
    found: list[Offence]

    def add(self, message: str, fix: str, tag: str, name: str = "", value: str = "") -> None:
        self.found.append(Offence(message, fix, tag, name, value))


def judge(html: str, own: bool = False, depth: int = 12) -> list[Offence]:
    """Return what may not stand on a page, in order, at most ``MOST``.

    ``own`` lets pass what only our plugin understands: badges, drawings, the id of the title;
    ``depth`` says how many folders up from the page the folder docs/ lies.
    """
    walk = _Walk(own, depth, [])
    tree = LexborHTMLParser(_BEFORE + html + _AFTER)
    placed, frames, seen = False, 0, set[str]()
    for node, path in _nodes(tree.root):
        if path != _FRAME.get(node.tag):
            seen.add(node.tag.lower())
        frames += node.tag == "div" and path == _INSIDE[:-1]
        attributes: dict[str, Any] = node.attributes
        if node.tag == "i" and attributes == {"id": _END}:
            placed = path[: len(_INSIDE)] == _INSIDE and _ENDS.issuperset(path[len(_INSIDE) :])
            continue
        if len(walk.found) >= MOST:
            return walk.found[:MOST]
        _element(node.tag, attributes, path, walk)
    if not walk.found and (not placed or frames > 1):
        walk.found.append(_unclosed(html))
    dropped = [_dropped(name) for name in sorted(_names(html) - seen)]
    return (walk.found + dropped)[:MOST]


def _names(html: str) -> set[str]:
    """Names of tags that are written and may not stand on a page."""
    names = {name.lower() for name in _WRITTEN.findall(_COMMENT.sub("", html))}
    return names - elements.ELEMENTS - {name.lower() for name in svg.ELEMENTS}


def _dropped(tag: str) -> Offence:
    """Refuse a tag that browsers leave out where it stands: elsewhere they would not."""
    return Offence(f"a page may not hold <{tag}>", "leave it out", tag)


def _nodes(root: Any) -> Iterator[tuple[Any, list[str]]]:
    """Every element in order, with the names of those around it."""
    path: list[str] = []
    node = root
    while node is not None:
        is_element = node.tag and not node.tag.startswith("-")
        if is_element:
            yield node, path
        if is_element and node.child is not None and len(path) < 2 * _DEEPEST:
            path.append(node.tag)
            node = node.child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if not path:
                return
            path.pop()
        node = node.next if node is not None else None


def _element(tag: str, attributes: dict[str, Any], path: list[str], walk: _Walk) -> None:
    if path == _FRAME.get(tag):
        for name in attributes:
            message = f"the attribute “{name}” of <{tag}> reaches beyond the page’s text"
            walk.add(message, "leave the tag out", tag, name, attributes[name] or "")
        return
    if len(path) > _DEEPEST:
        walk.add("elements stand too deep within one another", "use fewer levels", tag)
    elif tag == "svg" or "svg" in path:
        for message, fix, name, value in svg.inline_faults(tag, attributes, path):
            walk.add(message, fix, tag, name, value)
    elif tag not in elements.ELEMENTS:
        fix = elements.INSTEAD.get(tag, f"write it as code, `<{tag}>`, or < as &lt;")
        walk.add(f"a page may not hold <{tag}>", fix, tag)
    else:
        _attributes(tag, attributes, walk)


def _attributes(tag: str, attributes: dict[str, Any], walk: _Walk) -> None:
    if tag == "input" and (attributes.get("type") or "").lower() not in ("checkbox", "radio"):
        walk.add("a page holds no fields to fill in", "write blanks as ____", tag)
        return
    for name, given in attributes.items():
        value = given or ""
        if not elements.allows_attribute(tag, name):
            message = f"the attribute “{name}” is not allowed"
            walk.add(message, f"leave “{name}” out", tag, name, value)
        elif (tag, name) in elements.LINKS or (tag, name) in elements.LOADS:
            _address(tag, name, value, walk)
        elif fault := elements.value_fault(tag, name, value, walk.own):
            walk.add(fault, _VALUE_FIX.get(name, f"leave “{name}” out"), tag, name, value)


_VALUE_FIX = {
    "id": "give it another id of letters, digits and hyphens",
    "name": "give it another name of letters, digits and hyphens",
    "class": "leave the class out",
    "style": "leave it out; the look of the book is decided in docs/assets/handbook.css",
}


def _address(tag: str, name: str, value: str, walk: _Walk) -> None:
    """Judge where a link leads, or what a page loads."""
    if (tag, name) in elements.LINKS:
        fault, what = link_fault(value, walk.own), "the link"
        fix = f"link to a page, or to an address with {_listed(sorted(LINK_SCHEMES))}"
    else:
        what = "the picture" if tag == "img" else f"<{tag}>"
        fault = load_fault(value, walk.own, walk.depth)
        fix = "put the file into docs/assets and name it there, or link to the address instead"
    if fault:
        read = " ".join(plain(value).split())
        shown = read if len(read) <= 60 else read[:60] + "…"
        walk.add(f"{what} “{shown}” {fault}", fix, tag, name, value)


def _listed(names: list[str]) -> str:
    return ", ".join(f"{name}:" for name in names[:-1]) + f" or {names[-1]}:"


def swallowed(value: str) -> Offence:
    """Refuse what keeps the page's text from ending where it should."""
    message = "the rest of the page is swallowed: something here is opened and not closed"
    return Offence(message, "close the tag or comment, or write < as &lt;", "", "", value)


def _unclosed(html: str) -> Offence:
    """Name what keeps the page's text from ending where it should."""
    for opened, closed in (("<!--", "-->"), ("<![", "]>"), ("<?", "?>")):
        at = html.rfind(opened)
        if at >= 0 and closed not in html[at:]:
            return swallowed(opened)
    return swallowed("</article" if "</article" in html else "")


def text_fault(value: str) -> tuple[str, str] | None:
    """Say why a value may not stand in the head of a page or in the menu, and what to do.

    Titles and descriptions are text: no program may read an element into them, neither as they
    are nor after their character references are taken for characters.
    """
    for text in (value, unescape(value), unescape(unescape(value))):
        if _TAG.search(text):
            return (
                f"holds {_first_tag(text)}, which is no text",
                "write words only, without < and >",
            )
        if any(_is_after_quote(text, found.start()) for found in _SETS.finditer(text)):
            return "holds what reads as an attribute of HTML", "write words only"
    return None


def _is_after_quote(text: str, at: int) -> bool:
    """Whether a quotation mark that could end an attribute stands before a place."""
    before = text[max(0, at - _REACH) : at].rpartition(">")[2]
    return '"' in before or "'" in before


def _first_tag(text: str) -> str:
    """Name the first element that a browser reads in a text, or else what opens it."""
    tree = LexborHTMLParser(_BEFORE + text + _AFTER)
    for node, path in _nodes(tree.root):
        if node.tag == "i" and node.attributes == {"id": _END}:
            break
        if path != _FRAME.get(node.tag) or node.attributes:
            return f"<{node.tag}>"
    return "an opened or closed tag, or a comment"
