"""The book as EPUB: what EPUBCheck says, and what it cannot know."""

from __future__ import annotations

import io
import posixpath
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handbook.press.article import words
from handbook.press.epub import write_epub
from tests.conftest import SITE_URL
from tests.press.conftest import OPF, Epub

TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def epubcheck() -> list[str]:
    """The command; Debian's is a Java archive that only some kernels run by its name."""
    found = shutil.which("epubcheck")
    if not found or not shutil.which("java"):
        pytest.skip("no EPUBCheck: apt-get install epubcheck")
    with Path(found).open("rb") as start:
        return ["java", "-jar", found] if start.read(2) == b"PK" else [found]


def test_epubcheck_finds_nothing(each: Epub, tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(each.data)
    command = [*epubcheck(), "--failonwarnings", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 fatals / 0 errors / 0 warnings" in result.stdout + result.stderr


def test_every_word_of_every_page_is_in_it(each: Epub) -> None:
    for article in each.articles:
        missing = words(article.tree) - words(each.chapter(article.id).find("body"))
        assert not missing, (article.id, missing)


def test_every_link_leads_somewhere(each: Epub) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in each.pages.items()}
    for name, page in each.pages.items():
        for href in page.xpath("//@href"):
            parts = urlsplit(href)
            if parts.scheme:
                assert parts.scheme in ("http", "https", "tel", "mailto"), (name, href)
                continue
            folder = posixpath.dirname(name)
            target = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else name
            assert target in each.files, (name, href)
            assert not parts.fragment or parts.fragment in ids[target], (name, href)


def test_links_between_pages_keep_their_places(each: Epub) -> None:
    """No place a page links to was lost: as many links to a place as the pages have."""
    for article in each.articles:
        wanted = {
            str(link.get("href")).partition("#")[2]
            for link in article.tree.iter("a")
            if str(link.get("href")).startswith("handbook:ref/glossary#")
        }
        found = {str(href).partition("#")[2] for href in each.chapter(article.id).xpath("//@href")}
        assert wanted <= found, article.id


def test_what_is_not_in_the_book_is_linked_on_the_site(epub: Callable[[str], Epub]) -> None:
    made = epub("hu")
    link = made.articles[0].tree.find(".//a")
    href, text = link.get("href"), "".join(link.itertext())
    link.set("href", "handbook:ref/translation-status")
    try:
        again = replace(made, data=write_epub(made.articles, made.furniture))
    finally:
        link.set("href", href)
    links = again.chapter("index").iter("a")
    address = next(a.get("href") for a in links if "".join(a.itertext()) == text)
    assert address == f"{SITE_URL}hu/ref/translation-status/"


def test_same_input_same_bytes_other_input_another_name(epub: Callable[[str], Epub]) -> None:
    made = epub("sr")
    assert write_epub(made.articles, made.furniture) == made.data
    tree = deepcopy(made.articles[0].tree)
    tree.find("h1").text = "Drugo"
    changed = [replace(made.articles[0], tree=tree), *made.articles[1:]]
    other = replace(made, data=write_epub(changed, made.furniture))
    assert identifier(other) != identifier(made)


def identifier(made: Epub) -> str:
    return str(made.package.findtext(".//{*}identifier"))


def test_no_chapters_is_an_error(epub: Callable[[str], Epub]) -> None:
    with pytest.raises(ValueError, match="no chapters"):
        write_epub([], epub("en").furniture)


def test_the_container_is_as_the_format_asks(each: Epub) -> None:
    with zipfile.ZipFile(io.BytesIO(each.data)) as archive:
        infos = archive.infolist()
    assert (infos[0].filename, infos[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert each.data[30:58] == b"mimetypeapplication/epub+zip"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    named = {f"EPUB/{item.get('href')}" for item in each.package.iter(f"{OPF}item")}
    assert named == set(each.files) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}


def test_it_says_what_it_is(each: Epub) -> None:
    edition = each.furniture.edition
    assert each.package.findtext(".//{*}language") == edition.tag
    assert each.package.findtext(".//{*}title") == edition.site_name
    newest = max(article.page.meta["last_reviewed"] for article in each.articles)
    assert each.meta("dcterms:modified") == [f"{newest}T00:00:00Z"]
    assert identifier(each).startswith("urn:uuid:")
    for name, page in each.pages.items():
        assert page.get("lang") == page.get(LANG) == edition.tag, name
        assert (page.findtext("head/title") or "").strip(), name


def test_it_says_how_accessible_it_is_and_claims_no_conformance(each: Epub) -> None:
    assert each.meta("schema:accessMode") == ["textual", "visual"]
    assert "textual" in each.meta("schema:accessModeSufficient")
    assert each.meta("schema:accessibilityHazard") == ["none"]
    assert {"alternativeText", "tableOfContents"} <= set(each.meta("schema:accessibilityFeature"))
    assert each.meta("schema:accessibilitySummary") == [
        each.furniture.words["print.epub_accessibility"]
    ]
    assert not each.meta("dcterms:conformsTo")


def test_contents_name_parts_chapters_and_headings(each: Epub) -> None:
    toc = each.pages["EPUB/nav.xhtml"].find(".//nav[@role='doc-toc']")
    files = [href for href in toc.xpath(".//@href") if "#" not in href]
    assert files == ["title.xhtml", *(f"text/{article.id}.xhtml" for article in each.articles)]
    parts = [span.text for span in toc.iter("span")]
    assert parts == list(each.furniture.edition.sections.values())
    assert "text/run/match-start.xhtml#how" in toc.xpath(".//@href")
    landmarks = each.pages["EPUB/nav.xhtml"].xpath("//nav[@hidden]//a")
    kinds = [link.get(TYPE) for link in landmarks]
    assert kinds == ["titlepage", "toc", "bodymatter", "glossary", "bibliography"]


def test_headings_start_with_one_title_and_skip_no_level(each: Epub) -> None:
    for name, page in each.pages.items():
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1 and levels.count(1) == 1, name
        jumps = [b for a, b in pairwise(levels) if b > a + 1]
        assert not jumps, (name, levels)


def test_notes_lead_there_and_back(each: Epub) -> None:
    page = each.chapter("run/match-start")
    notes = page.xpath("//*[@role='doc-endnotes']")[0]
    assert notes.get(TYPE) == "endnotes"
    for reference in page.xpath("//a[@role='doc-noteref']"):
        note = page.xpath(f"//li[@id='{reference.get('href')[1:]}']")[0]
        back = note.xpath(".//a[@role='doc-backlink']")[0]
        assert back.get("aria-label")
        assert page.xpath(f"//a[@id='{back.get('href')[1:]}']")


def test_drawings_are_drawings_with_title_and_description(each: Epub) -> None:
    drawings = [(name, svg) for name, page in each.pages.items() for svg in page.iter("svg")]
    assert len(drawings) >= 10
    for name, svg in drawings:
        assert svg.get("viewBox") and not svg.get("viewbox"), name
        assert svg.get(LANG) == each.furniture.tag, name
        for key in ("aria-labelledby", "aria-describedby"):
            told = svg.xpath(f"./*[@id='{svg.get(key)}']")
            assert told and told[0].text, (name, key)
        assert all(line.get("textLength") for line in svg.iter("tspan")), name


def test_blanks_and_boxes_are_named_for_those_who_listen(each: Epub) -> None:
    page = each.chapter("tools/agreements-safety")
    blanks = page.xpath("//span[contains(@class, 'blank') or @class='box']")
    assert len(blanks) > 100
    assert all("".join(blank.itertext()).startswith("[") for blank in blanks)


def test_help_is_one_tap_from_the_first_page_and_numbers_can_be_called(each: Epub) -> None:
    assert "text/crisis-card.xhtml" in each.pages["EPUB/title.xhtml"].xpath("//@href")
    card = next(article for article in each.articles if article.id == "crisis-card")
    numbers = {href for href in card.tree.xpath("//@href") if href.startswith("tel:")}
    assert {"tel:112", "tel:192"} <= numbers
    assert numbers <= set(each.chapter("crisis-card").xpath("//@href"))
