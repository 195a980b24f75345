"""What only the whole book has: title page, contents, and the index of the glossary’s terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from lxml import etree, html

from handbook.press.furniture import Furniture
from handbook.press.manuscript import Manuscript
from handbook.press.paper import Piece, document
from handbook.press.references import References

CONTENTS, INDEX = "~contents", "~index"


def contents(pages: Sequence[Manuscript], furniture: Furniture, licence: str) -> Piece:
    """Title page and contents: parts, chapters, and the sessions of training modules."""
    references = furniture.references(frozenset(), "{n}")
    body = html.Element("article")
    body.append(_title_page(furniture, licence))
    toc = etree.SubElement(body, "div", {"class": "contents"})
    heading = etree.SubElement(toc, "h2", {"id": "contents"})
    heading.text = furniture.word("print.contents")
    part, listed = "", None
    for page in pages:
        folder = page.id.rpartition("/")[0]
        if listed is None or folder != part:
            part = folder
            if folder in furniture.edition.sections:
                name = etree.SubElement(toc, "p", {"class": "contents-part"})
                name.text = furniture.edition.sections[folder]
            listed = etree.SubElement(toc, "ol")
        listed.append(_chapter(page, references))
    index = etree.SubElement(toc, "ol")
    index.append(_entry(furniture.word("print.index"), f"{INDEX}#index", references))
    style = furniture.style(furniture.edition.site_name, furniture.edition.name)
    text = html.tostring(body, encoding="unicode")
    whole = document(CONTENTS, text, furniture, furniture.edition.site_name, style)
    return Piece(CONTENTS, "", whole, tuple(references.targets))


def _title_page(furniture: Furniture, licence: str) -> html.HtmlElement:
    page = html.Element("div", {"class": "title-page"})
    title = etree.SubElement(page, "h1")
    title.text = furniture.edition.site_name
    for text in (furniture.word("print.subtitle"), furniture.edition.name, licence):
        line = etree.SubElement(page, "p")
        line.text = text
    address = etree.SubElement(page, "p")
    address.text = furniture.address("index")
    return page


def _chapter(page: Manuscript, references: References) -> html.HtmlElement:
    entry = _entry(page.page.title, page.id, references)
    if page.sessions:
        inner = etree.SubElement(entry, "ol")
        for anchor, heading in page.sessions:
            inner.append(_entry(heading, f"{page.id}#{anchor}", references))
    return entry


def _entry(text: str, target: str, references: References) -> html.HtmlElement:
    entry = html.Element("li")
    link = etree.SubElement(entry, "a", {"href": f"handbook:{target}"})
    name = etree.SubElement(link, "span")
    name.text = text
    etree.SubElement(link, "span", {"class": "dots"})
    link.append(references.page_number(target, "{n}"))
    return entry


def index(
    furniture: Furniture,
    entries: Iterable[tuple[str, Sequence[str]]],
    pages: Mapping[str, int],
) -> Piece:
    """Make the index: each term with the pages it stands on, every page once.

    Args:
        furniture: words of the edition.
        entries: term and the places (``page#anchor``) where it is found, terms in order.
        pages: page number of each place.

    """
    references = furniture.references(frozenset(), "{n}")
    body = html.Element("article")
    heading = etree.SubElement(body, "h1", {"id": "index"})
    heading.text = furniture.word("print.index")
    note = etree.SubElement(body, "p")
    note.text = furniture.word("print.index_note")
    listed = etree.SubElement(body, "div", {"class": "index"})
    for term, places in entries:
        _index_line(listed, term, places, pages, references)
    style = furniture.style(furniture.word("print.index"), furniture.edition.name)
    text = html.tostring(body, encoding="unicode")
    whole = document(INDEX, text, furniture, furniture.word("print.index"), style)
    return Piece(INDEX, "", whole, tuple(references.targets))


def _index_line(
    listed: html.HtmlElement,
    term: str,
    places: Sequence[str],
    pages: Mapping[str, int],
    references: References,
) -> None:
    first = {pages[place]: place for place in reversed(places) if place in pages}
    if not first:
        return
    line = etree.SubElement(listed, "p")
    line.text = f"{escape(term, quote=False)} "
    for number, page in enumerate(sorted(first)):
        link = etree.SubElement(line, "a", {"href": f"handbook:{first[page]}"})
        link.append(references.page_number(first[page], "{n}"))
        link.tail = ", " if number + 1 < len(first) else ""
