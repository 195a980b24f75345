"""The flat text of a page as nested sections, each of a kind the style sheet knows."""

from __future__ import annotations

import re

from lxml import html

_HEADING = re.compile(r"h([2-6])")
_FORM = re.compile(r"t\d+[a-z]?(-.*)?")


def nest(tree: html.HtmlElement) -> None:
    """Put each heading from level 2 down and what follows it into a ``section``."""
    _unwrap(tree)
    open_: list[tuple[int, html.HtmlElement]] = [(1, tree)]
    for child in list(tree):
        match = _HEADING.fullmatch(str(child.tag))
        if match:
            level = int(match.group(1))
            while open_[-1][0] >= level:
                open_.pop()
            kind = _kind(child, open_)
            section = html.Element("section", {"class": kind})
            if kind == "form":
                section.set("data-sheet", str(child.get("id")))
            open_[-1][1].append(section)
            open_.append((level, section))
        if open_[-1][1] is not tree or match:
            open_[-1][1].append(child)


def _kind(heading: html.HtmlElement, open_: list[tuple[int, html.HtmlElement]]) -> str:
    name = str(heading.get("id", ""))
    parents = {str(section[0].get("id")) for _, section in open_[1:]}
    if name.startswith("session-"):
        return "session"
    if "handouts" in parents and heading.tag == "h3":
        return "handout"
    if _FORM.fullmatch(name):
        return "form"
    return f"section section--{name}"


def _unwrap(tree: html.HtmlElement) -> None:
    """Take away the plain boxes around generated parts, so that their headings count."""
    for box in list(tree):
        if box.tag != "div" or box.get("class") or box.get("id"):
            continue
        place = tree.index(box)
        tree.remove(box)
        for offset, child in enumerate(list(box)):
            tree.insert(place + offset, child)


def split(tree: html.HtmlElement) -> list[tuple[str, html.HtmlElement]]:
    """Parts of a page that are set apart: before the handouts, the handouts, what comes after.

    Each has a name, ``""`` for the first (or only) one.
    """
    handouts = tree.xpath("./section[h2[@id='handouts']]")
    if not handouts:
        return [("", tree)]
    after = html.Element("div", dict(tree.attrib))
    for section in list(handouts[0].itersiblings()):
        after.append(section)
    middle = html.Element("div", dict(tree.attrib))
    middle.append(handouts[0])
    _raise_headings(middle)
    return [("", tree), ("handouts", middle), ("notes", after)]


def _raise_headings(part: html.HtmlElement) -> None:
    """Let a part that is also a document of its own begin with a heading of level 1.

    A class keeps the look, and `data-run` the words at the head of the page.
    """
    for heading in part.iter("h2", "h3", "h4", "h5"):
        heading.set("class", f"as-{heading.tag}")
        heading.tag = f"h{int(heading.tag[1]) - 1}"
