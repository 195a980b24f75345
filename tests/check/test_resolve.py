"""Where links lead: files and anchors of our own book, and of other sites."""

from __future__ import annotations

import pytest

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.links import facts
from handbook.check.resolve import Resolver
from tests.check.fixtures import book_of

FOREIGN = {
    ("en", "guide/start"): "# Start\n\n## Set up\n\n## Set up\n",
    ("en", "guide/index"): "# Guide\n",
    ("en", "use"): "# Use { #use-it }\n",
    ("hu", "guide/start"): "# Kezdés\n",
}


@pytest.fixture
def foreign(book: Book) -> Resolver:
    made = book_of(book, FOREIGN, foreign=True)
    context = Context(made)
    context.facts = {page.path: facts(page) for page in made.pages.values()}
    return Resolver(context)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("start.md", "en/guide/start.md"),
        ("start", "en/guide/start.md"),
        ("start.html", "en/guide/start.md"),
        ("./", "en/guide/index.md"),
        ("../guide/", "en/guide/index.md"),
        ("../guide/index.html", "en/guide/index.md"),
        ("../use", "en/use.md"),
        ("../../use", "en/use.md"),  # as seen from the built page
        ("/use.md", "en/use.md"),
        ("/en/use/", "en/use.md"),
        ("../../st%61rt.md", None),
        ("st%61rt.md", "en/guide/start.md"),
        ("../../assets/handbook.css", "assets/handbook.css"),
        ("../../../README.md", "../README.md"),
        ("../../../NOTHING.md", None),
    ],
)
def test_where_links_of_other_sites_lead(
    foreign: Resolver, path: str, expected: str | None
) -> None:
    assert foreign.find(foreign.pages["en/guide/start.md"], path, "link") == expected


def test_a_page_of_the_source_stands_in_for_a_missing_one(foreign: Resolver) -> None:
    page = foreign.pages["hu/guide/start.md"]
    assert foreign.find(page, "start.md", "link") == "hu/guide/start.md"
    assert foreign.find(page, "../use.md", "link") == "en/use.md"
    assert foreign.find(foreign.pages["en/guide/index.md"], "../../use", "link") is None


def test_our_own_links_name_files(book: Book) -> None:
    made = book_of(book, FOREIGN)
    resolver = Resolver(Context(made))
    page = made.pages["en", "guide/start"]
    assert resolver.find(page, "start.md", "link") == "en/guide/start.md"
    assert resolver.find(page, "start", "link") is None
    assert resolver.find(page, "../../use/", "html") == "en/use.md"
    assert resolver.find_leniently(page, "start") == "en/guide/start.md"


@pytest.mark.parametrize(
    ("name", "anchor", "found"),
    [
        ("en/guide/start.md", "set-up", True),
        ("en/guide/start.md", "set-up-1", True),
        ("en/guide/start.md", "Set-Up", True),
        ("en/guide/start.md", "sets-up", False),
        ("en/guide/start.md", "_1", True),
        ("en/guide/start.md", "1", False),
        ("en/guide/start.md", "", True),
        ("en/guide/start.md", "top", True),
        ("en/guide/start.md", "fn:1", True),
        ("en/guide/start.md", "fnref2:1", True),
        ("en/guide/start.md", ":~:text=x", True),
        ("en/use.md", "use-it", True),
        ("en/use.md", "use%2Dit", True),
        ("assets/handbook.css", "anything", True),
    ],
)
def test_anchors_of_other_sites(foreign: Resolver, name: str, anchor: str, found: bool) -> None:
    assert foreign.has_anchor(name, anchor) is found


@pytest.mark.parametrize(
    ("directive", "anchor", "found"),
    [
        ("course", "course-module-3", True),
        ("course", "course-module", False),
        ("bibliography", "laws", True),
        ("bibliography", "r10", True),
        ("bibliography", "source-r10", False),
        ("sources", "source-r10", True),
        ("helplines", "emergency-title", True),
        ("glossary", "five-languages", True),
        ("glossary", "term-match", True),
        ("form run/forms#t1", "t1", True),
        ("form run/forms#t1", "t9", False),
        ("form run/nowhere#t1", "t1", False),
        ("course", "diagram-d12", True),
    ],
)
def test_anchors_that_directives_make(book: Book, directive: str, anchor: str, found: bool) -> None:
    texts = {
        ("hu", "run/page"): f"<!-- handbook:{directive} -->\n",
        ("hu", "run/forms"): "## F { #t1 }\n",
    }
    made = book_of(book, texts)
    context = Context(made)
    context.facts = {page.path: facts(page) for page in made.pages.values()}
    assert Resolver(context).is_declared("hu/run/page.md", anchor) is found
