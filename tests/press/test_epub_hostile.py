"""An EPUB of titles and texts that the gate would have refused: well-formed, and harmless."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handbook.book import load
from handbook.press.article import paper_pages, read_article
from handbook.press.epub import write_epub
from handbook.press.furniture import Furniture
from handbook.render.context import Library
from handbook.site.engine import render_site
from tests.conftest import SITE_URL, SmallBook
from tests.gate.independent import html_faults
from tests.press.conftest import Epub
from tests.press.test_epub import epubcheck

TITLES = {
    "script": "<script>alert(1)</script>",
    "marked section": "a ]]> b <![CDATA[ c",
    "quotes": '"a" \'b\' & <c d="e">',
    "end of the title": "</title></head><body onload=alert(1)>",
    "comment": "a <!-- b",
    "references": "&lt;img src=x onerror=alert(1)&gt; &#60; &nbsp; &bogus;",
    "instruction": "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "controls": "a\x08b\x0bc\ufffed",
    "directions": "a\u202eb\u2066c",
}
BODY = """\
# {title}

## {title} {{ #one }}

Text with a [link {title}](https://www.example.org/ "{title}").

!!! note "{title}"
    {title}

| {title} |
| --- |
| {title} |
"""
LOADS = """\

![{title}](https://x.example/a.png) <iframe src="file:///etc/passwd"></iframe>

<svg viewBox="0 0 9 9"><title>{title}</title><image href="https://x.example/a.png"/></svg>
<object data="../../secret.txt"></object> <link rel="stylesheet" href="//x.example/a.css">
<video src="https://x.example/a.mp4" poster="https://x.example/a.png"></video>
"""


@pytest.fixture
def bound(small: SmallBook) -> Callable[..., Epub]:
    """Make the EPUB of a book that says something everywhere it can."""

    def bind(title: str, more: str = "") -> Epub:
        _fill(small, title, BODY + more)
        site = small.root / "site"
        render_site(small.config_file, site, ("en",), search=False, strict=False)
        library = Library(load(small.config_file))
        edition = library.book.edition("en")
        ids = paper_pages(library.book, edition)
        articles = [read_article(site, library.book, edition, page_id) for page_id in ids]
        words = library.words["en"]
        furniture = Furniture(library.book, edition, words, SITE_URL, dict.fromkeys(ids, "0123abc"))
        return Epub(articles, furniture, write_epub(articles, furniture))

    return bind


def _fill(small: SmallBook, title: str, body: str) -> None:
    """One edition; its name, that of its part, its pages and its text say the same."""
    text = small.config_file.read_text("utf-8")
    others = text[text.index("        - locale: hu") : text.index("\nnav:")]
    quoted = '"' + "".join(_escaped(sign) for sign in title) + '"'
    text = text.replace(others, "").replace("site_name: ", f"site_name: {quoted} # ", 1)
    small.config_file.write_text(text.replace("- run:", f"- {quoted}:"), "utf-8")
    for locale in ("hu", "sr", "lv", "bg"):
        shutil.rmtree(small.root / "docs" / locale)
    (small.root / "secret.txt").write_text("SECRET")
    small.write("en", "index", f"# Start\n\n{title}\n", title=title, description=title)
    body = body.format(title=title)
    small.write("en", "run/match-start", body, title=title, description=title, part="run")


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}"


@pytest.mark.parametrize("name", TITLES)
def test_any_title_is_bound_as_text(name: str, bound: Callable[..., Epub]) -> None:
    made = bound(TITLES[name], LOADS)
    assert {"EPUB/nav.xhtml", "EPUB/package.opf"} <= made.files.keys()
    for path, data in made.files.items():
        assert b"SECRET" not in data
        if path.endswith((".xhtml", ".opf", ".xml", ".ncx")):
            ElementTree.fromstring(data)
        if path.endswith(".xhtml"):
            assert _faults(data) == [], path


_LOADS = ("src", "srcset", "data", "poster", "{http://www.w3.org/1999/xlink}href")


def _faults(data: bytes) -> list[str]:
    """What may not stand in a chapter: read as XML, and as HTML by those who take it for that."""
    found = []
    for element in ElementTree.fromstring(data).iter():
        name = str(element.tag).rpartition("}")[2].lower()
        if name in ("script", "iframe", "object", "embed", "foreignobject", "form"):
            found.append(f"<{name}>")
        for key, value in element.items():
            if key.startswith("on") or (key in _LOADS and value[:1] != "#"):
                found.append(f"{key} of <{name}>: {value}")
            if key == "href" and name not in ("a", "link"):
                found += [f"{key} of <{name}>: {value}"] if value[:1] != "#" else []
    body = data.decode().partition("<body")[2].partition(">")[2].partition("</body>")[0]
    known = ("<nav>", "<header>", "<footer>", "style of <col>")
    return found + [fault for fault in html_faults(body) if not fault.startswith(known)]


@pytest.mark.parametrize("name", ["quotes", "marked section"])
def test_epubcheck_takes_it(name: str, bound: Callable[..., Epub], tmp_path: Path) -> None:
    file = tmp_path / "hostile.epub"
    file.write_bytes(bound(TITLES[name]).data)
    result = subprocess.run([*epubcheck(), str(file)], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors" in result.stdout + result.stderr
