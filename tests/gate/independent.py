"""What a browser would find, read by other parsers than those of the gate and of the sanitiser.

The gate reads HTML with Lexbor, the sanitiser with html5ever, drawings are read by libxml2. Here
tinyhtml5, which follows the standard in pure Python, and Expat read the same again; what may run,
load or lead elsewhere is written down once more, without a look at `handbook.policy`. Of that only
the names of the elements that may stand on a page are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import tinyhtml5  # type: ignore[import-untyped]

from handbook.policy.elements import ELEMENTS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_END = "the-end-of-what-was-given"
_FRAME = ("html", "body", "article", "div")
_OWN = "https://own.example/a/b/c/d/e/f/g/h/i/j/k/l/m/"
"""Address of a page so deep that no way up that is allowed leaves the site."""
_CONTROL = "".join(map(chr, range(33)))
_ADDRESSES = _words("""
    href src srcset data action formaction ping poster background cite longdesc manifest
    lowsrc dynsrc icon classid codebase profile usemap archive from to values by
    """)
_LOADED = _ADDRESSES - {"href", "cite"}
_NEVER = _words("""
    srcdoc http-equiv formaction action ping autofocus contenteditable tabindex nonce slot is
    background poster srcset manifest attributename form integrity crossorigin
    """)
_EVENT = re.compile(r"on[a-z]{2}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_STYLE = re.compile(r"text-align: ?(?:left|right|center|justify);?")
_DRAWN = _words("""
    svg g defs symbol use title desc metadata switch path rect circle ellipse line polyline
    polygon text tspan textpath image marker pattern mask clippath lineargradient
    radialgradient stop style filter view
    """)
_ACTIVE_CSS = re.compile(r"@import|expression|javascript:|binding|behaviou?r\s*:", re.IGNORECASE)
_URL = re.compile(r"(?:url|image|image-set|src)\s*\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[\sA-Za-z0-9+/=]*")


def html_faults(html: str, fields: bool = False) -> list[str]:
    """Say what a browser would find in a piece of a page that may not stand there.

    ``fields`` lets boxes to tick stand, which the gate allows and the sanitiser takes out.
    """
    before = "<!doctype html><html><head><title></title></head><body><article><div>"
    after = f'<i id="{_END}"></i></div></article></body></html>'
    tree = tinyhtml5.parse(before + html + after)
    return list(_faults(tree, fields))


def _faults(tree: Any, fields: bool) -> Iterator[str]:
    ended = False
    for element, path in _walk(tree):
        if not isinstance(element.tag, str):
            continue
        tag = _name(element.tag)
        if element.get("id") == _END:
            ended = path[:4] == _FRAME and not set(path[4:]) - {"p", "li", "dd", "dt"}
        elif (tag, path) in _AROUND:
            if element.attrib:
                yield f"<{tag}> around the text was given {dict(element.attrib)}"
        elif element.tag.startswith(_HTML):
            inputs = {"input", "label"} if not fields else set[str]()
            if tag not in ELEMENTS - inputs:
                yield f"<{tag}>"
            yield from _html_attributes(tag, element.attrib)
        elif element.tag.startswith(_SVG) and _is_drawn(tag):
            yield from _drawn_attributes(tag, element.attrib)
        else:
            yield f"<{tag}> that is no HTML"
    if not ended:
        yield "what is given swallows what comes after it"


_AROUND = {(tag, _FRAME[:at]) for at, tag in enumerate(_FRAME)} | {
    ("head", ("html",)), ("title", ("html", "head")),
}  # fmt: skip


def _is_drawn(tag: str) -> bool:
    """Whether a part of a drawing is drawn, or a note of a program that no browser knows."""
    return tag.lower() in _DRAWN or tag.startswith("fe") or ":" in tag


def _walk(tree: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [(tree, ())]
    while waiting:
        element, path = waiting.pop()
        yield element, path
        if isinstance(element.tag, str):
            inside = (*path, _name(element.tag))
            waiting += [(child, inside) for child in reversed(element)]


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _html_attributes(tag: str, attributes: Any) -> Iterator[str]:
    for full, value in attributes.items():
        name = _name(full).lower()
        if name.startswith("on") or name in _NEVER or name.startswith("data-md"):
            yield f"{name} of <{tag}>"
        elif name == "style" and not _STYLE.fullmatch(value.strip()):
            yield f"style of <{tag}>: {value}"
        elif name in _ADDRESSES:
            yield from _address(tag, name, value)


def _address(tag: str, name: str, value: str) -> Iterator[str]:
    text = re.sub(r"[\t\n\r]", "", value).strip(_CONTROL)
    scheme = _SCHEME.match(text)
    kind = scheme[0][:-1].lower() if scheme else ""
    loaded = name in _LOADED
    if kind in ("ref", "diagram"):
        return
    if kind:
        if loaded or kind not in ("http", "https", "mailto", "tel"):
            yield f"{name} of <{tag}>: {value}"
        return
    try:
        host = urlsplit(urljoin(_OWN, text.replace("\\", "/"))).netloc
    except ValueError:
        return  # no browser finds a host in it either
    if host != "own.example":
        yield f"{name} of <{tag}>: {value}"


def _drawn_attributes(tag: str, attributes: Any) -> Iterator[str]:
    for full, value in attributes.items():
        name = _name(full).lower()
        if name.startswith("on") or name in _NEVER:
            yield f"{name} of <{tag}>"
        elif name in ("href", "src", "data"):
            if not (value.strip().startswith("#") or (tag == "image" and _PICTURE.match(value))):
                yield f"{name} of <{tag}>: {value}"
        elif (name == "style" or "(" in value) and (fault := css_fault(value)):
            yield f"{name} of <{tag}>: {fault}"


def css_fault(text: str) -> str | None:
    """Say what in styles would load or run."""
    plain = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)), text).replace("\\", "")
    plain = re.sub(r"/\*.*?(?:\*/|\Z)", " ", plain, flags=re.DOTALL)
    if found := _ACTIVE_CSS.search(plain):
        return found[0]
    for found in _URL.finditer(plain):
        if not found[1].startswith("#"):
            return found[0]
    return None


def svg_faults(data: bytes) -> list[str]:
    """Say what of a drawing would run or load, read as XML and as part of a page."""
    try:
        tree = ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError):
        return []  # no browser draws it as a file; as part of a page it is read below
    return list(_svg(tree))


def _svg(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        tag = _name(element.tag)
        if not element.tag.startswith(_SVG):
            if tag.lower() in (
                "script",
                "iframe",
                "object",
                "embed",
                "img",
                "link",
                "foreignobject",
            ):
                yield f"<{tag}>"
            if element.tag.startswith(_HTML):
                yield f"<{tag}> of HTML"
            continue
        if tag.lower() not in _DRAWN and not tag.startswith("fe"):
            yield f"<{tag}>"
        if tag == "style" and (fault := css_fault("".join(element.itertext()))):
            yield f"<style>: {fault}"
        yield from _drawn_attributes(tag, element.attrib)


def text_in_head_faults(value: str) -> list[str]:
    """Say what a title would become if it were printed as it is: in the head, a value, a menu."""
    html = (
        f"<!doctype html><html><head><title>{value}</title>"
        f'<meta name="description" content="{value}"></head>'
        f'<body><nav><a href="x" title="{value}">{value}</a></nav></body></html>'
    )
    known = {"html": set(), "head": set(), "title": set(), "body": set(), "nav": set(),
             "meta": {"name", "content"}, "a": {"href", "title"}}  # fmt: skip
    found = []
    for element in tinyhtml5.parse(html).iter():
        tag = _name(element.tag) if isinstance(element.tag, str) else "!--"
        if tag not in known:
            found.append(f"<{tag}>")
            continue
        dangerous = {name for name, value in element.items() if _EVENT.match(name) and value}
        dangerous |= {"http-equiv", "style", "src", "srcset"} & set(element.keys())
        found += [f"{name} of <{tag}>" for name in sorted(dangerous)]
    return found
