"""The second look behind the gate: takes out of a page's HTML what the allow-list does not hold.

nh3 reads the HTML as browsers do and writes it anew, so that no later reader can find another
element in it; the list and the judgement of values are those of the gate.
"""

from __future__ import annotations

import re
from functools import cache

import nh3
from lxml import etree, html

from handbook.policy import svg
from handbook.policy.elements import ELEMENTS, allows_attribute, kept_value, sanitiser_arguments

_INLINE = svg.ELEMENTS - {"style", "image", "metadata"}
"""What the gate lets stand of a drawing in a page."""
_PARTS = {name.lower() for name in _INLINE}
_DRAWN = {name.lower() for name in _INLINE - ELEMENTS}
_ROUNDS = 6
"""Of those that settle, most do in the second; what does not loses its drawings."""
_ALIGN = re.compile(r"(?:text-align: ?)?(left|right|center|justify);?")
_DRAWING = re.compile("<[sS][vV][gG]")
_IN_DRAWINGS = etree.XPath("//svg//*")
_STYLED = etree.XPath("//*[@style or @align]")
_PAINT = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")


def sanitise(content: str) -> str:
    """Return HTML without what is not on the allow-list; comments stay (see `tidy`).

    What is written anew may be read otherwise the next time where a drawing stands in it: HTML
    and SVG have rules of their own. It is therefore cleaned until it stays as it is.
    """
    for _ in range(_ROUNDS):
        if not _DRAWING.search(content):
            break
        clean = _with_drawings().clean(content)
        if clean == content:
            return clean
        content = clean
    return _cleaner().clean(content)


def tidy(tree: html.HtmlElement, comments: re.Pattern[str], content: str) -> None:
    """Finish in place what `sanitise` began; the tree is made of its result, ``content``.

    Comments other than ``comments`` go, and parts of drawings outside of one. Styles become
    classes (``align-right``) and attributes: the site's policy allows no ``style`` to a browser.
    """
    if "<!--" in content:
        for comment in list(tree.iter(etree.Comment)):
            if not comments.fullmatch(comment.text or ""):
                comment.drop_tag()
    if "<svg" in content:  # nothing else lets a part of a drawing stand
        for element in [each for each in tree.iter(*_DRAWN) if not _in_drawing(each)]:
            element.drop_tag()
        for element in [each for each in _IN_DRAWINGS(tree) if each.tag not in _PARTS]:
            element.drop_tag()  # what may stand on a page, yet in no drawing
    if " style=" in content or " align=" in content:
        for element in _STYLED(tree):
            (_paint if _in_drawing(element) else _align)(element)


def _in_drawing(element: html.HtmlElement) -> bool:
    return element.tag == "svg" or next(element.iterancestors("svg"), None) is not None


def _align(element: html.HtmlElement) -> None:
    written = element.attrib.pop("align", "") or element.get("style", "")
    element.attrib.pop("style", None)
    if found := _ALIGN.fullmatch(written.strip().lower()):
        element.set("class", f"{element.get('class', '')} align-{found[1]}".strip())


def _paint(element: html.HtmlElement) -> None:
    """Write the styles of a part of a drawing as attributes, which say the same in SVG."""
    for name, value in _PAINT.findall(element.attrib.pop("style", "")):
        if not svg.attribute_fault(element.tag, name, value):
            element.set(name, value)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(**sanitiser_arguments(own=True))


@cache
def _with_drawings() -> nh3.Cleaner:
    """Return the cleaner for pages with a drawing in them: there one function judges all."""
    arguments = sanitiser_arguments(own=True)
    arguments["tags"] |= _INLINE
    arguments["generic_attribute_prefixes"] = {""}
    return nh3.Cleaner(**{**arguments, "attribute_filter": _judge})


def _judge(tag: str, name: str, value: str) -> str | None:
    if tag in ELEMENTS:
        return kept_value(tag, name, value, own=True) if allows_attribute(tag, name) else None
    return None if svg.attribute_fault(tag, name, value) else value
