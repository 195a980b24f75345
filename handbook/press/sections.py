"""The flat text of a page as nested sections, each of a kind the style sheet knows."""

from __future__ import annotations

import re

from lxml import html

_HEADING = re.compile(r"h([2-6])")
_FORM = re.compile(r"t\d+[a-z]?(-(.*-)?(sheet|key))?")
"""Ids of forms, and of those parts of one that are used on their own."""
_SHORT = 300
"""Letters of a paragraph before the first form of a section that still stands on its sheet."""
_POINTER = 800
"""Letters of a form that may be a pointer to another page."""
_FILLED = (
    ".//table | .//figure | .//ol | .//section"
    " | .//*[contains(@class, 'blank') or contains(@class, 'box') or contains(@class, 'card')]"
)
"""What makes a form worth a sheet."""
_TOP = 2
"""Level of the sections that are measured one by one, so that none ends on a near-empty page."""
_KEY = re.compile(r"(^|-)key(-|$)")
"""Ids of the trainer's keys to cards, which nobody else gets."""
_SHEETS = {"form", "handout", "session"}
"""Kinds that begin on a page of their own (see `sheets`)."""


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
            if kind in _SHEETS or level == _TOP:
                section.set("data-sheet", str(child.get("id")))
            open_[-1][1].append(section)
            open_.append((level, section))
        if open_[-1][1] is not tree or match:
            open_[-1][1].append(child)


def join_pointers(tree: html.HtmlElement) -> None:
    """Put a form that has nothing to fill in, cut out or look at with the form before it.

    *T47 Crisis card* only says where the card is and who gets it: no sheet of its own.
    """
    for form in tree.xpath(".//section[@class='form']"):
        if len(form.text_content()) > _POINTER or form.xpath(_FILLED):
            continue
        before = form.getprevious()
        form.set("class", f"section section--{form.attrib.pop('data-sheet')}")
        if before is not None and before.get("class") == "form":
            before.append(form)


def take_headings(tree: html.HtmlElement) -> None:
    """Let the heading of a section stand on the sheet of the form that it begins with."""
    for form in tree.xpath("./section/section[@class='form'][not(preceding-sibling::section)]"):
        _take_heading(form)


def _take_heading(form: html.HtmlElement) -> None:
    before = list(form.itersiblings(preceding=True))
    texts = [element for element in before if not _HEADING.fullmatch(str(element.tag))]
    if len(texts) > 1 or any(
        each.tag != "p" or len(each.text_content()) > _SHORT for each in texts
    ):
        return
    for element in before:
        form.insert(0, element)


def _kind(heading: html.HtmlElement, open_: list[tuple[int, html.HtmlElement]]) -> str:
    name = str(heading.get("id", ""))
    parents = {str(section[0].get("id")) for _, section in open_[1:]}
    if name.startswith("session-") or _has_header_box(heading):
        return "session"
    if heading.tag == "h3" and ("handouts" in parents or name.startswith("handout-")):
        return "handout"
    if _FORM.fullmatch(name):
        return "form"
    return f"section section--{name}"


def _has_header_box(heading: html.HtmlElement) -> bool:
    """Whether a section opens with the box that says what the session needs."""
    for element in heading.itersiblings():
        if _HEADING.fullmatch(str(element.tag)):
            return False
        if "abstract" in (element.get("class") or "").split():
            return True
    return False


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
    """Parts of a page that are set apart: the plans, the handouts, the trainer's keys, the rest.

    Each has a name, ``""`` for the first (or only) one. Keys stand among the handouts on the site;
    on paper they are apart, because only the trainer gets them.
    """
    handouts = tree.xpath("./section[h2[@id='handouts']]")
    if not handouts:
        return [("", tree)]
    after, middle, keys = (html.Element("div", dict(tree.attrib)) for _ in range(3))
    for section in list(handouts[0].itersiblings()):
        after.append(section)
    middle.append(handouts[0])
    for section in handouts[0].xpath("./section"):
        if _KEY.search(str(section[0].get("id"))):
            keys.append(section)
    parts = [("", tree), ("handouts", middle)]
    if len(keys):
        parts.append(("keys", keys))
    for _name, part in parts[1:]:
        _raise_headings(part)
    return [*parts, ("notes", after)]


def _raise_headings(part: html.HtmlElement) -> None:
    """Let a part that is also a document of its own begin with a heading of level 1.

    A class keeps the look, and `data-run` the words at the head of the page.
    """
    for heading in part.iter("h2", "h3", "h4", "h5"):
        heading.set("class", f"as-{heading.tag}")
        heading.tag = f"h{int(heading.tag[1]) - 1}"
