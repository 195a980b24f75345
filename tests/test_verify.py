from __future__ import annotations

from pathlib import Path

import pytest

from handbook.book import load
from handbook.render.content_policy import content_policy
from handbook.verify import verify
from tests.conftest import SITE_URL, SmallBook

REFUSED = "is not allowed by its Content-Security-Policy"
POLICY = f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">'
HEAD = (
    '<link rel="canonical" href="{url}{path}">'
    '<link rel="alternate" hreflang="x" href="{url}{path}">'
)


@pytest.fixture
def site(small: SmallBook, tmp_path: Path) -> Path:
    """A site of bare pages that `verify` finds sound."""
    book, root = load(small.config_file), tmp_path / "built"
    for edition in book.editions:
        for page_id in book.nav:
            path = book.url(edition.locale, page_id)
            write(root, f"{path}index.html", "<p id='a'>text</p>", edition.tag, path)
    missing = f"<html><head>{POLICY}</head><body><p>?</p></body></html>"
    (root / "404.html").write_text(missing, "utf-8")
    return root


def write(root: Path, file: str, body: str, lang: str = "en", path: str = "") -> None:
    target = root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    head = POLICY + HEAD.format(url=SITE_URL, path=path)
    target.write_text(f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>', "utf-8")


def check(site: Path, small: SmallBook) -> list[str]:
    return verify(site, load(small.config_file), SITE_URL)


def test_a_sound_site(site: Path, small: SmallBook) -> None:
    assert check(site, small) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="nowhere/">x</a>', "link nowhere/ leads to no file (nowhere/index.html)"),
        ('<a href="hu/#b">x</a>', "link hu/#b leads to no anchor “b” on hu/index.html"),
        ('<a href="#b">x</a>', "link #b leads to no anchor “b” on index.html"),
        ('<p id="a"></p><p id="a"></p>', "id “a” stands twice"),
        (
            '<script src="https://cdn.example/x.js"></script>',
            "loads https://cdn.example/x.js from another host",
        ),
        ('<img src="//cdn.example/x.png">', "loads //cdn.example/x.png from another host"),
        ('<a href="ref:R10">x</a>', "link ref:R10 was left unfinished"),
        ("<script>1</script>", f"<script> in the page {REFUSED}"),
        ("<style>p{color:red}</style>", f"<style> in the page {REFUSED}"),
        ('<p style="color:red">x</p>', f"the attribute style of <p> {REFUSED}"),
        ('<p onclick="x()">x</p>', f"the attribute onclick of <p> {REFUSED}"),
    ],
)
def test_faults_of_a_page(site: Path, small: SmallBook, body: str, problem: str) -> None:
    write(site, "index.html", body)
    assert check(site, small) == [f"index.html: {problem}"]


def test_good_links_of_all_shapes(site: Path, small: SmallBook) -> None:
    body = (
        '<p id="a"></p><a href="hu/#a"></a><a href="#a"></a><a href="/bg/"></a><a href="."></a>'
        '<a href="tel:112"></a><a href="https://else.example/"></a>'
    )
    write(site, "index.html", body)
    assert check(site, small) == []


def test_a_wrong_language(site: Path, small: SmallBook) -> None:
    write(site, "sr/index.html", "<p>text</p>", "sr", "sr/")
    assert check(site, small) == ["sr/index.html: <html lang> is 'sr', should be 'sr-Latn'"]


def test_a_page_that_was_not_built(site: Path, small: SmallBook) -> None:
    (site / "lv/run/match-start/index.html").unlink()
    assert check(site, small) == ["lv/run/match-start/index.html: not built"]


def test_a_canonical_that_leads_nowhere(site: Path, small: SmallBook) -> None:
    write(site, "index.html", "<p>text</p>", "en", "gone/")
    assert len(check(site, small)) == 2
    assert "leads to no page below https://handbook.example/" in check(site, small)[0]


@pytest.mark.parametrize("policy", ["", POLICY.replace("'none'", "*"), POLICY + POLICY])
def test_a_page_without_the_policy_of_the_book(site: Path, small: SmallBook, policy: str) -> None:
    page = site / "404.html"
    page.write_text(page.read_text("utf-8").replace(POLICY, policy), "utf-8")
    problem = "its head holds no Content-Security-Policy, or another than the book’s"
    assert check(site, small) == [f"404.html: {problem}"]
