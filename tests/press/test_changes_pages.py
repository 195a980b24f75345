"""The pages a printed sheet's QR code leads to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser

from handbook.errors import HandbookError
from handbook.press.changes_pages import changes_url
from handbook.render.context import Library
from tests.conftest import SITE_URL
from tests.press.conftest import PAGE, Sheet

EDITIONS = ["en", "hu", "sr", "lv", "bg"]


def entry(file: Path, version: str) -> str:
    """Text of the entry of a version."""
    found = html.fromstring(file.read_bytes()).xpath(f'//section[@id="v-{version}"]')
    assert len(found) == 1
    return " ".join(found[0].text_content().split())


def test_every_page_of_every_edition_has_one(site: Path, library: Library) -> None:
    book = library.book
    for edition in book.editions:
        for page_id in book.nav:
            address = changes_url(book, "", edition.locale, page_id)
            tree = html.fromstring((site / address / "index.html").read_bytes())
            assert tree.get("lang") == edition.tag
            assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
            assert not tree.xpath("//script")
            assert tree.xpath("//section/@id")


def test_addresses(library: Library) -> None:
    book = library.book
    assert changes_url(book, "https://x/", "hu", "run/closure", "1a2b3c4d") == (
        "https://x/hu/run/closure/changes/#v-1a2b3c4d"
    )
    assert changes_url(book, "https://x/", "hu", "index", "1a2b3c4d") == (
        "https://x/hu/changes/#v-1a2b3c4d"
    )
    assert changes_url(book, SITE_URL, "en", "index") == f"{SITE_URL}changes/"


def test_not_in_site_map_or_search(site: Path) -> None:
    assert "changes/" not in (site / "sitemap.xml").read_text("utf-8")
    for folder in ("search", "hu/search"):
        for file in (site / folder).iterdir():
            assert "/changes/" not in file.read_text("utf-8")


class TestAnEdition:
    @pytest.fixture
    def built(self, sheet: Sheet) -> Sheet:
        """Three versions of each page: two released, the last one not yet."""
        for locale in EDITIONS:
            sheet.small.write(locale, PAGE, f"# {locale}\n\n## One {{ #one }}\n\nIn 2 days.\n")
        self.versions = {locale: [sheet.present(locale).version] for locale in EDITIONS}
        sheet.release()
        for day, old, new in (("2026-12-01", "2 days", "3 days"), ("", "3 days", "12 oldal – 5.")):
            for locale in EDITIONS:
                sheet.edit((old, new), file=sheet.small.file(locale, PAGE))
                self.versions[locale].append(sheet.present(locale).version)
            if day:
                sheet.release(day)
        self.site = sheet.built()
        return sheet

    def test_newest_first_in_the_readers_language(self, built: Sheet) -> None:
        words = built.library().words
        for locale in EDITIONS:
            folder = "" if locale == "en" else f"{locale}/"
            file = self.site / folder / PAGE / "changes" / "index.html"
            tree = html.fromstring(file.read_bytes())
            order = tree.xpath("//section/@id")
            assert order == [f"v-{version}" for version in reversed(self.versions[locale])]
            assert tree.xpath("string(//h1)") == words[locale]["changes.title"]
            first, second, last = (entry(file, v) for v in self.versions[locale])
            assert words[locale]["changes.present"] in last
            assert words[locale]["changes.unreleased"] in last
            assert "12 oldal – 5." in first.replace("\u00a0", " ")
            assert words[locale]["changes.present"] not in second
            assert tree.xpath("//h3/a/@href") == ["../#one", "../#one"]

    def test_dates_and_spaces_as_each_language_has_them(self, built: Sheet) -> None:
        for locale, day in (
            ("en", "Released on 1 December 2026"),
            ("hu", "Kiadás napja: 2026.\u00a0december\u00a01."),
            ("lv", "Publicēšanas datums: 2026.\u00a0gada 1.\u00a0decembris"),
            ("bg", "Публикувана на 1\u00a0декември 2026\u00a0г."),
        ):
            folder = "" if locale == "en" else f"{locale}/"
            text = (self.site / folder / PAGE / "changes/index.html").read_text("utf-8")
            assert f"<p>{day}</p>" in text
            if locale == "hu":
                assert "12\u00a0oldal\u00a0– 5." in text

    def test_the_same_book_gives_the_same_bytes(self, built: Sheet) -> None:
        first, second = (
            [file.read_bytes() for file in sorted(site.rglob("changes/index.html"))]
            for site in (self.site, built.built("again"))
        )
        assert first == second

    @pytest.mark.browser
    def test_on_a_phone(self, built: Sheet, browser: Browser) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        faults: list[str] = []
        page.on("requestfailed", lambda request: faults.append(request.url))
        for locale in EDITIONS:
            folder = "" if locale == "en" else f"{locale}/"
            address = (self.site / folder / PAGE / "changes" / "index.html").as_uri()
            page.goto(f"{address}#v-{self.versions[locale][0]}")
            assert page.evaluate("document.compatMode") == "CSS1Compat"
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            assert page.locator(":target h2").inner_text().endswith(self.versions[locale][0])
            page.goto(f"{address}?#v-00000000")
            assert page.evaluate("scrollY") == 0  # unknown: the lines at the top say what to do
        assert not faults
        context.close()


@pytest.mark.browser
def test_the_real_pages_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("", "hu/train/module-1/", "sr/run/closure/", "lv/ref/glossary/", "bg/"):
        answer = page.goto(f"{address}{path}changes/")
        assert answer and answer.ok
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
        assert not found.response["violations"], found.generate_report()
        page.get_by_role("link").first.click()
        assert page.url == f"{address}{path}"
    context.close()


def test_an_untranslated_page_tells_the_changes_of_the_source(sheet: Sheet) -> None:
    sheet.small.file("hu", PAGE).unlink()
    sheet.release()
    sheet.edit(("2 days", "3 days"))
    file = sheet.built() / "hu" / PAGE / "changes" / "index.html"
    tree = html.fromstring(file.read_bytes())
    assert tree.get("lang") == "hu"
    assert {item.get("lang") for item in tree.xpath("//section//ul | //main/p/a")} == {"en"}
    assert sheet.version in file.read_text("utf-8")


def test_text_is_escaped(sheet: Sheet) -> None:
    sheet.release()
    sheet.edit(("2 days", "2 < 3 & 4"), ("## How", "## How <b>&amp;</b>"))
    text = (sheet.built() / PAGE / "changes" / "index.html").read_text("utf-8")
    assert "2 &lt; 3 &amp; 4" in text
    assert not re.search("<b>", text)


def test_a_page_with_that_address_is_refused(sheet: Sheet) -> None:
    for locale in EDITIONS:
        sheet.small.write(locale, "changes", "# Changes\n")
    config = sheet.small.config_file
    config.write_text(config.read_text("utf-8") + "  - changes.md\n", "utf-8")
    with pytest.raises(HandbookError, match="what changed in index; give that page another name"):
        sheet.built()


def test_a_broken_ledger_is_named(sheet: Sheet) -> None:
    sheet.release()
    (sheet.small.root / "docs/.ledger/lv.json").write_text("", "utf-8")
    with pytest.raises(HandbookError, match=re.escape("docs/.ledger/lv.json: not a ledger")):
        sheet.built()
