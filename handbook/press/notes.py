"""Endnotes of a chapter: every source and footnote once, numbered as the text first names it."""

from __future__ import annotations

from lxml import html

from handbook.press.article import SCHEME

_BADGE = "contains(concat(' ', @class, ' '), ' badge ')"


def make_notes(tree: html.HtmlElement, page_id: str) -> int:
    """Turn badges and footnotes into numbered references and one list; return its length.

    The list stands where the page lists its sources, else at the end. A badge that leads to the
    bibliography keeps its label and names the entry.
    """
    targets = _targets(tree)
    order: dict[str, int] = {}
    for link in tree.xpath(f".//a[{_BADGE}] | .//a[@class='footnote-ref']"):
        anchor = _own_anchor(link.get("href", ""), page_id)
        if anchor in targets:
            number = order.setdefault(anchor, len(order) + 1)
            _refer(link, number)
        else:
            link.text = (
                f"[{(link.text or '').strip()} {link.get('href', '').split('#')[-1].upper()}]"
            )
            link.set("class", "note-ref note-ref--source")
    for anchor in targets:
        order.setdefault(anchor, len(order) + 1)
    if order:
        _place(tree, [_note(targets[anchor], number) for anchor, number in order.items()])
    return len(order)


def _targets(tree: html.HtmlElement) -> dict[str, html.HtmlElement]:
    """Entries that become notes, by anchor, taken where they stand."""
    entries = tree.xpath(".//div[@class='footnote']/ol/li | .//ul[@class='sources']/li")
    return {str(entry.get("id")): entry for entry in entries}


def _own_anchor(href: str, page_id: str) -> str:
    page, _, anchor = href.removeprefix(SCHEME).partition("#")
    return anchor if page == page_id else ""


def _refer(link: html.HtmlElement, number: int) -> None:
    label = "" if link.get("class") == "footnote-ref" else f"{(link.text or '').strip()} "
    for child in list(link):
        link.remove(child)
    link.text = f"[{label}{number}]" if label else str(number)
    link.attrib.pop("title", None)
    link.attrib.pop("aria-label", None)
    link.attrib.pop("id", None)
    link.set("class", "note-ref" if label else "note-ref note-ref--foot")
    link.set("href", f"#note-{number}")


def _note(entry: html.HtmlElement, number: int) -> html.HtmlElement:
    note = html.Element("li", {"id": f"note-{number}"})
    label = html.Element("span", {"class": "note-number"})
    label.text = f"[{number}]"
    label.tail = " " + (entry.text or "").strip()
    note.append(label)
    for child in list(entry):
        note.append(_as_line(child))
    return note


def _as_line(child: html.HtmlElement) -> html.HtmlElement:
    """Return a footnote's paragraph as part of a line; a badge as its label in brackets."""
    if child.tag == "p":
        child.tag = "span"
    if "badge" in (child.get("class") or "").split():
        child.text = f"[{(child.text or '').strip()}]"
        child.set("class", "note-kind")
    return child


def _place(tree: html.HtmlElement, notes: list[html.HtmlElement]) -> None:
    listed = html.Element("ol", {"class": "notes"})
    listed.extend(notes)
    for old in tree.xpath(".//div[@class='footnote']"):
        old.getparent().remove(old)
    for old in tree.xpath(".//ul[@class='sources']"):
        listed.tail = old.tail
        old.getparent().replace(old, listed)
        return
    tree.append(listed)
