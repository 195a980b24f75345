"""What surrounds the text of a sheet: openers, running heads, imprint, QR codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from lxml import etree, html

from handbook.book import Book, Edition
from handbook.press.article import Article
from handbook.press.references import References
from handbook.render.dates import long_date

STYLE = files("handbook.press").joinpath("data", "print.css").read_text("utf-8")


@dataclass(frozen=True)
class Furniture:
    """Words and addresses of one edition on paper."""

    book: Book
    edition: Edition
    words: Mapping[str, str]
    site_url: str
    versions: Mapping[str, str]
    """Content hash of each page, by page id."""

    @property
    def tag(self) -> str:
        """Language tag of the edition; it chooses hyphenation and letter forms."""
        return self.edition.tag

    def word(self, key: str, **values: object) -> str:
        """Return a word of the site in the language of the edition."""
        return self.words[key].format(**values) if values else self.words[key]

    def address(self, page_id: str) -> str:
        """Address of a page as people type it, without the scheme."""
        return (self.site_url + self.book.url(self.edition.locale, page_id)).split("://", 1)[-1]

    def references(self, on_paper: frozenset[str], wording: str = "") -> References:
        """Return what counts the page references of one piece."""
        return References(
            wording or self.word("print.page"), self.site_url, on_paper, self.site_path
        )

    def site_path(self, page: str) -> str:
        """Return the address of a page, or of a file (``:hu/x``), below the site's root."""
        if page.startswith(":"):
            return page[1:]
        return self.book.url(self.edition.locale, page)

    def changes(self, page_id: str) -> str:
        """Address that says what has changed since this version of the page."""
        url = self.book.url(self.edition.locale, page_id)
        return f"{self.site_url}{url}changes/#v-{self.versions[page_id]}"

    def dress(
        self, part: html.HtmlElement, article: Article, name: str, references: References
    ) -> None:
        """Put the opener before the first piece, running words on headings, feet on handouts.

        A piece of handouts begins with a list of them.
        """
        if name == "handouts":
            self._list_handouts(part, article, references)
        if not name:
            title = part.find("h1")
            if title is not None:
                title.addprevious(self._opener(article))
        for heading in part.iter("h1", "h2", "h3"):
            heading.set("data-run", _plain(heading))
        self._minutes(part, article)
        for handout in part.xpath(".//section[@class='handout']"):
            handout.insert(0, self._sheet_foot(article, _plain(handout[0])))

    def _list_handouts(
        self, part: html.HtmlElement, article: Article, references: References
    ) -> None:
        """List the sheets with their pages where the handouts begin."""
        sheets = part.xpath(".//section[@class='handout']")
        listed = html.Element("ul", {"class": "sheet-list"})
        for heading in (sheet[0] for sheet in sheets):
            entry = etree.SubElement(listed, "li")
            link = etree.SubElement(entry, "a", {"href": f"#{heading.get('id')}"})
            link.text = _plain(heading)
            link.append(references.page_number(f"{article.id}#{heading.get('id')}"))
        if sheets:
            sheets[0].addprevious(listed)

    def _opener(self, article: Article) -> html.HtmlElement:
        """Part, address and QR of a chapter, beside its title."""
        part = str(article.page.meta.get("part", ""))
        opener = html.Element("div", {"class": "opener"})
        code = self._code(self.changes(article.id), self.word("print.qr"))
        code.set("class", "qr")
        opener.append(code)
        text = etree.SubElement(opener, "p", {"class": "opener-part"})
        text.text = self.edition.sections.get(part, self.edition.site_name)
        address = etree.SubElement(opener, "p", {"class": "opener-address"})
        address.text = self.address(article.id)
        return opener

    def _minutes(self, part: html.HtmlElement, article: Article) -> None:
        minutes = article.page.meta.get("minutes")
        for section in part.xpath(".//section[@class='session']"):
            number = str(section[0].get("id")).removeprefix("session-").replace("-", ".")
            steps = minutes.get(number) if isinstance(minutes, dict) else None
            if steps and not re.search(rf"\b{sum(steps)}\b", _plain(section[0])):
                run = f"{_plain(section[0])} · {self.word('print.minutes', n=sum(steps))}"
                section[0].set("data-run", run)

    def _sheet_foot(self, article: Article, title: str) -> html.HtmlElement:
        """Make the foot that lets a handout stand alone: title, language, licence, address, QR."""
        foot = html.Element("div", {"class": "sheet-foot"})
        foot.append(self._code(self.changes(article.id), self.word("print.qr")))
        text = etree.SubElement(foot, "p")
        text.text = f"{title} · {self.edition.name} · {self.word('print.licence')}"
        address = etree.SubElement(foot, "p")
        address.text = f"{self.edition.site_name} · {self.address(article.id)}"
        age = etree.SubElement(foot, "p")
        age.text = self._age(article)
        return foot

    def _code(self, address: str, title: str) -> html.HtmlElement:
        import segno

        made = segno.make(address, error="m", micro=False)
        svg = html.fragment_fromstring(made.svg_inline(border=0, omitsize=True, title=title))
        svg.set("class", "qr")
        return svg

    def imprint(self, article: Article) -> str:
        """Return the line at the foot of every page: edition, version, review, status."""
        return f"{self.edition.name} · {self._age(article)}"

    def _age(self, article: Article) -> str:
        """Version, review and status of a page."""
        day = article.page.meta.get("last_reviewed")
        parts = [self.word("print.version", version=self.versions[article.id])]
        if isinstance(day, date):
            reviewed = self.word("page.last_reviewed")
            parts.append(reviewed.format(date=long_date(day, self.edition.locale)))
        if not self.edition.is_source:
            status = str(article.page.meta.get("status", "draft"))
            name = str(article.page.meta.get("reviewed_by", ""))
            parts.append(self.word(f"print.{status}").format(name=name))
        return " · ".join(parts)

    def style(self, head: str, imprint: str) -> str:
        """Style of one piece beside the sheet of the press: its running heads and feet."""
        return (
            f"@page{{@bottom-left{{content:{_css(imprint)}}}}}"
            f"@page:left{{@top-left{{content:{_css(head)}}}}}"
        )


def _plain(heading: html.HtmlElement) -> str:
    return " ".join("".join(heading.itertext()).split())


def _css(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped.replace("<", chr(92) + "3c ")}"'
