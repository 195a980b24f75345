"""The built site, read as files: languages, addresses, status, what is and is not published."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from lxml import html

from handbook.book import Book
from handbook.render.context import Library
from tests.conftest import SITE_URL

TAGS = {"en": "en", "hu": "hu", "sr": "sr-Latn", "lv": "lv", "bg": "bg"}
QUICK_EXIT = {
    "crisis-card",
    "design/safeguarding",
    "easy/mentor-for-me",
    "easy/my-rights-safety",
    "run/difficult-situations",
    "tools/agreements-safety",
    "train/module-3",
    "train/prepare-others",
}
FOREIGN_WORDS = [  # words of the engine that stay English (or Cyrillic) in stock output
    "Permanent link",
    "Jump back to footnote",
    "Skip to content",
    "Initializing search",
    "Type to start searching",
    "to clipboard",
    "Back to top",
    "Made with",
    ">Note<",
    ">Warning<",
]


def tree_of(site: Path, book: Book, edition: str, page_id: str) -> Any:
    return html.fromstring((site / book.url(edition, page_id) / "index.html").read_bytes())


def all_pages(book: Book) -> list[tuple[str, str]]:
    return [(edition.locale, page_id) for edition in book.editions for page_id in book.nav]


def test_every_page_says_its_language(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        assert tree_of(site, book, edition, page_id).get("lang") == TAGS[edition], (
            edition,
            page_id,
        )


def test_canonical_is_the_page_itself(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        tree = tree_of(site, book, edition, page_id)
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        assert canonical == [SITE_URL + book.url(edition, page_id)]


def test_hreflang_is_absolute_complete_and_has_a_default(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        tree = tree_of(site, book, edition, page_id)
        links = tree.xpath("//link[@rel='alternate'][@hreflang]")
        found = {link.get("hreflang"): link.get("href") for link in links}
        expected = {TAGS[e.locale]: SITE_URL + book.url(e.locale, page_id) for e in book.editions}
        assert found == {**expected, "x-default": SITE_URL + book.url("en", page_id)}


def test_the_engine_speaks_the_language_of_the_edition(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        if edition == "en":
            continue
        text = (site / book.url(edition, page_id) / "index.html").read_text("utf-8")
        for word in FOREIGN_WORDS:
            assert word not in text, (edition, page_id, word)


def test_serbian_is_latin_throughout(site: Path, book: Book) -> None:
    """Only names of Bulgarian offices and works may stand in Cyrillic."""
    offices = {"ДСП", "ДАЗД", "МВР", "ЗЗД", "ЗЗЛД"}
    for page_id in set(book.nav) - {"ref/bibliography", "ref/glossary"}:
        tree = tree_of(site, book, "sr", page_id)
        for element in tree.xpath("//script | //style | //*[@lang='bg'] | //details"):
            element.drop_tree()
        text = " ".join([tree.text_content(), *tree.xpath("//@aria-label | //@title")])
        assert set(re.findall("[Ѐ-ӿ]+", text)) <= offices, page_id


def test_navigation_titles_come_from_front_matter_and_config(site: Path, book: Book) -> None:
    for edition in book.editions:
        tree = tree_of(site, book, edition.locale, "run/match-start")
        nav = tree.xpath("//nav[contains(@class, 'md-nav--primary')]")[0]
        text = " ".join(nav.text_content().split())
        for page_id in ("index", "crisis-card", *(p for p in book.nav if p.startswith("run/"))):
            page = book.page(edition.locale, page_id)
            assert page
            assert page.title in text
        for section in edition.sections.values():
            assert section in text


def test_a_page_carries_its_own_section_and_of_others_the_first_page(
    site: Path, book: Book
) -> None:
    for edition in book.editions:
        tree = tree_of(site, book, edition.locale, "run/closure")
        nav = tree.xpath("//nav[contains(@class, 'md-nav--primary')]")[0]
        own = nav.xpath(".//li[contains(@class, 'md-nav__item--section')]//nav//a/@href")
        pages = [link for link in own if not link.startswith("#")]
        assert pages == ["../match-start/", "../supervision/", "../difficult-situations/", "./"]
        closed = nav.xpath(".//li[contains(@class, 'md-nav__item--pruned')]/a/@href")
        assert len(closed) == len(edition.sections) - 1
        assert "../../train/overview/" in closed
        assert "../../train/module-3/" not in nav.xpath(".//a/@href")


def test_every_page_has_status_review_date_edit_link_and_neighbours(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        if page_id == "crisis-card":
            continue
        tree = tree_of(site, book, edition, page_id)
        foot = tree.xpath("//footer[@class='page-foot']")[0]
        text = foot.text_content()
        words = Library(book).words[edition]
        key = "status_source" if edition == "en" else "status_draft"
        assert words[f"page.{key}"] in text
        assert "2026" in text
        edit = foot.xpath(".//a[@rel='edit']/@href")[0]
        assert edit.endswith(f"/docs/{edition}/{page_id}.md")
        assert tree.xpath("//nav[contains(@class, 'neighbours')]//a")


def test_every_page_has_the_emergency_box_and_a_button_to_it(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        tree = tree_of(site, book, edition, page_id)
        assert len(tree.xpath("//section[@id='emergency']")) == 1, (edition, page_id)
        if page_id != "crisis-card":
            assert tree.xpath("//a[@class='help-now']/@href") == ["#emergency"]


def test_leave_quickly_stands_on_pages_about_disclosure_and_rights(site: Path, book: Book) -> None:
    for edition, page_id in all_pages(book):
        control = tree_of(site, book, edition, page_id).xpath("//a[@class='quick-exit']")
        wanted = page_id in QUICK_EXIT
        assert bool(control) == wanted, (edition, page_id)


def test_plain_language_stands_one_sentence_a_line(site: Path, book: Book) -> None:
    for edition in book.editions:
        tree = tree_of(site, book, edition.locale, "easy/my-rights-safety")
        assert len(tree.xpath("//article//p/br")) > 20
        assert "\\" not in tree.xpath("//article")[0].text_content()


def test_data_files_are_not_published(site: Path) -> None:
    assert not [p for p in site.rglob("*") if p.suffix in (".yml", ".md") or p.name == "diagrams"]


def test_404_lists_all_editions_and_belongs_to_none(site: Path, book: Book) -> None:
    tree = html.fromstring((site / "404.html").read_bytes())
    sections = tree.xpath("//section[@data-home]")
    assert [section.get("lang") for section in sections] == list(TAGS.values())
    assert not (site / "hu" / "404.html").exists()


def test_site_map_names_every_page_once(site: Path, book: Book) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    for edition, page_id in all_pages(book):
        assert text.count(f"<loc>{SITE_URL}{book.url(edition, page_id)}</loc>") == 1


def test_each_edition_has_its_own_search_and_site_map(site: Path, book: Book) -> None:
    for edition in book.editions:
        folder = site / book.url(edition.locale, "index") / "search"
        index = folder.joinpath("index.js").read_text("utf-8")
        tree = html.fromstring((folder / "index.html").read_text("utf-8"))
        for page_id in book.nav:
            page = book.page(edition.locale, page_id)
            assert page
            assert json.dumps(book.url("en", page_id)) in index
            titles = [title.replace("\u00a0", " ") for title in tree.xpath("//li/a/text()")]
            assert page.title in titles
    assert not list(site.rglob("search_index.json"))


def test_a_page_stays_light(site: Path) -> None:
    """The crisis card must open on a very poor connection: everything it needs is in one file."""
    for folder in ("crisis-card", "hu/crisis-card", "bg/crisis-card"):
        file = site / folder / "index.html"
        assert file.stat().st_size < 30_000
        tree = html.fromstring(file.read_bytes())
        assert not tree.xpath("//script | //link[@rel='stylesheet'] | //img")


def test_what_stands_around_a_page_is_light(site: Path, book: Book) -> None:
    """Bytes of the frame: on 2,000 pages each of them counts two thousand times."""
    frames = []
    for edition, page_id in all_pages(book):
        page = (site / book.url(edition, page_id) / "index.html").read_bytes()
        start, end = page.find(b'<div class="part '), page.find(b"<!-- handbook:paper -->")
        if start >= 0:
            frames.append(len(page) - (end - start))
    assert len(frames) > 100
    assert 12_000 < sorted(frames)[len(frames) // 2] < 23_500


def test_the_search_box_is_in_no_page_but_all_it_needs_is(site: Path, book: Book) -> None:
    for edition in book.editions:
        tree = tree_of(site, book, edition.locale, "run/closure")
        (box,) = tree.xpath("//div[@class='md-search']")
        assert len(box) == 0
        words = json.loads(box.get("data-words"))
        assert {"label", "holder", "reset", "loading", "failed", "one", "other"} <= set(words)
        assert all(isinstance(text, str) and text for text in words.values())
        (offer,) = tree.xpath("//div[@class='offer']")
        assert set(json.loads(offer.get("data-offers"))) == set(TAGS) - {edition.locale}
        assert tree.xpath("//noscript/a[contains(@href, 'search/')]")
