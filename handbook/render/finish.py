"""One page's HTML, finished: badges, drawings, tables, blanks, no-break spaces, local words.

MkDocs renders the Markdown; everything that makes a page of this book out of it happens here,
so that site, print and EPUB can share it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from importlib import import_module

from lxml import etree, html

from handbook.data import Source
from handbook.errors import HandbookError
from handbook.policy.sanitise import sanitise, tidy
from handbook.render.badges import fill_badges, sources_list
from handbook.render.cards import cards, cards_key
from handbook.render.context import PageContext
from handbook.render.diagrams import render_diagram
from handbook.render.tables import finish_tables
from handbook.render.typography import no_break_html

DIRECTIVE = re.compile(r"\s*handbook:([\w-]+)(?: ([\w-]+))?\s*")
_DIAGRAM = "diagram:"
_PARSER = etree.HTMLParser(encoding="utf-8")
_PARSER.set_element_class_lookup(
    etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)
)
"""As that of `lxml.html`, without its table of classes: a look into it for each element takes as
long as parsing."""
_TITLE = re.compile(r"^(# [^\n{]*[^\s{])[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ >]*(?:`{3,}|~{3,})[ ]*\{[^{}\n]*\}", re.MULTILINE)
_SWITCH = re.compile(
    r"[ ](?:linenums|guess_lang|noclasses|use_pygments)=(?:\"[^\"]*\"|'[^']*'|[^ \"'{}]+)"
)
_BLANK = re.compile(r"_{4,}")
_BOX = re.compile(r"^([ \t]*[-*] )\[ \] ", re.MULTILINE)


_MAKERS = {
    "helplines": ("emergency", "emergency_box"),
    "emergency-numbers": ("emergency", "emergency_numbers"),
    "glossary": ("glossary", "glossary"),
    "bibliography": ("bibliography", "bibliography"),
    "course": ("course", "course_table"),
    "course-formats": ("course", "course_formats"),
    "status": ("status", "status"),
    "timetable": ("timetable", "timetable_form"),
}
"""Directive → module and function that make its HTML: imported when a page asks for one."""


class PageError(HandbookError):
    """The page cannot be finished; the message is one line: place, problem, remedy."""


def prepare(markdown: str) -> str:
    """Write blanks (``____``) and tick boxes (``- [ ]``) as HTML before Markdown sees them.

    The page's title gets an ASCII id, whatever its script.
    """
    markdown = _TITLE.sub(r"\1 { #page-title }", markdown, count=1)
    if "```" in markdown or "~~~" in markdown:
        markdown = _FENCE.sub(_without_switches, markdown)
    if "[ ]" in markdown:
        markdown = _BOX.sub(r'\1<span class="box"></span> ', markdown)
    return _BLANK.sub(_blank, markdown) if "____" in markdown else markdown


def _without_switches(fence: re.Match[str]) -> str:
    """Leave out of a fence what is for highlighting: the renderer fails on it where that is off."""
    return _SWITCH.sub("", fence[0])


def _blank(match: re.Match[str]) -> str:
    size = "long" if len(match.group(0)) >= 8 else "short"
    return f'<span class="blank blank--{size}"></span>'


def finish(content: str, page: PageContext) -> str:
    """Return the finished HTML of a page's content.

    Raises:
        PageError: for a duplicate id, an unknown directive or an unknown drawing.
        BadgeError: for a badge that points at no source.

    """
    clean = sanitise(content)
    tree = _parsed(clean)
    tidy(tree, DIRECTIVE, clean)
    named = fill_badges(tree, page, local="handbook:sources" in content)
    _label_blanks(tree, page)
    _localise_links(tree, page)
    _fill_directives(tree, page, named)
    finish_tables(tree, page)
    _mark_diagrams(tree, page)
    duplicates = duplicate_ids(tree)
    if duplicates:
        raise PageError(
            f"{page.place}: id “{duplicates[0]}” stands twice; give each heading its own id"
        )
    return _fill_diagrams(no_break_html(serialise(tree), page.language), page)


def _parsed(fragment: str) -> html.HtmlElement:
    """Return the element that holds a piece of HTML; every tag in it is closed."""
    tree = etree.fromstring(f"<html><body><div>{fragment}</div></body></html>", _PARSER)
    return tree[0][0]


def typeset(fragment: str, locale: str) -> str:
    """Return a piece of HTML with the no-break spaces of a language."""
    return no_break_html(serialise(_parsed(fragment)), locale)


_IDS = etree.XPath("//@id", smart_strings=False)
_BLANKS = etree.XPath('//span[contains(@class, "blank") or @class="box"]')
_PERMALINKS = etree.XPath('//a[@class="headerlink"]')
_FOOTNOTE_LINKS = etree.XPath('//a[@class="footnote-ref"]')
_FOOTNOTE_ENDS = etree.XPath('//a[@class="footnote-backref"]')
_FOOTNOTES = etree.XPath('//div[@class="footnote"]')
_PICTURES = etree.XPath(f'//img[starts-with(@src, "{_DIAGRAM}")]')


def duplicate_ids(tree: html.HtmlElement) -> list[str]:
    """Ids that more than one element carries, in order of the alphabet."""
    counts = Counter(_IDS(tree))
    return sorted(name for name, count in counts.items() if count > 1)


def _label_blanks(tree: html.HtmlElement, page: PageContext) -> None:
    for element in _BLANKS(tree):
        kind = "tick_box" if element.get("class") == "box" else "write_here"
        hidden = etree.SubElement(element, "span", {"class": "visually-hidden"})
        hidden.text = f"[{page.word(f'site.{kind}')}]"


def _localise_links(tree: html.HtmlElement, page: PageContext) -> None:
    for link in _PERMALINKS(tree):
        text = page.word("site.permalink")
        link.set("title", text)
        link.set("aria-label", text)
    for link in _FOOTNOTE_LINKS(tree):
        number = link.text_content().strip()
        link.set("aria-label", page.word("site.footnote_to", n=number))
    for number, link in enumerate(_FOOTNOTE_ENDS(tree), 1):
        text = page.word("site.footnote_back", n=number)
        link.set("title", text)
        link.set("aria-label", text)
    for notes in _FOOTNOTES(tree):
        notes.set("role", "doc-endnotes")
        notes.set("aria-label", page.word("site.footnotes"))


def _mark_diagrams(tree: html.HtmlElement, page: PageContext) -> None:
    """Mark where a drawing belongs; the SVG enters after the HTML is written out."""
    for image in _PICTURES(tree):
        name = image.get("src").removeprefix(_DIAGRAM)
        if name not in page.library.diagrams:
            known = ", ".join(sorted(page.library.diagrams))
            raise PageError(f"{page.place}: no drawing {name} in diagrams.yml; there are {known}")
        figure = html.Element("div", {"data-diagram": name, "data-alt": image.get("alt", "")})
        parent = image.getparent()
        alone = parent.tag == "p" and len(parent) == 1 and not parent.text_content().strip()
        target = parent if alone else image
        figure.tail = target.tail
        target.getparent().replace(target, figure)


def serialise(tree: html.HtmlElement) -> str:
    """Return what is in an element as HTML."""
    text: str = etree.tostring(tree, encoding="unicode", method="html", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("<")]


_DIAGRAM_MARK = re.compile(r'<div data-diagram="([^"]*)" data-alt="([^"]*)"></div>')


def _fill_diagrams(content: str, page: PageContext) -> str:
    """Replace each drawing's mark by its SVG, words in the language of the text."""

    def figure(match: re.Match[str]) -> str:
        return render_diagram(
            page.library.diagrams[match.group(1)],
            page.language,
            unescape(match.group(2)),
            describe_label=page.word("site.diagram_text"),
            lang=page.library.book.edition(page.language).tag,
        )

    return _DIAGRAM_MARK.sub(figure, content)


def _fill_directives(tree: html.HtmlElement, page: PageContext, named: list[Source]) -> None:
    """Replace comments such as ``<!-- handbook:sources -->`` by what they stand for."""
    for comment in list(tree.iter(etree.Comment)):
        match = DIRECTIVE.fullmatch(comment.text or "")
        if match:
            generated = directive(match.group(1), page, named, match.group(2) or "")
            block = html.fragment_fromstring(generated, create_parent="div")
            block.tail = comment.tail
            comment.getparent().replace(comment, block)


def directive(name: str, page: PageContext, named: list[Source], argument: str = "") -> str:
    """Return the HTML a directive stands for; ``named`` are the sources its badges point at.

    Raises:
        PageError: when there is no such directive.

    """
    if name == "sources":
        return sources_list(named, page)
    if name in ("cards", "cards-key"):
        return (cards if name == "cards" else cards_key)(page, argument)
    if name not in _MAKERS:
        known = ", ".join(["sources", "cards", "cards-key", *sorted(_MAKERS)])
        raise PageError(f"{page.place}: no directive handbook:{name}; there are {known}")
    module, function = _MAKERS[name]
    make: Callable[[PageContext], str] = getattr(
        import_module(f"handbook.render.{module}"), function
    )
    return make(page)
