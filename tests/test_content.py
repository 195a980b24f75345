"""What must be true of the book's text and is no rule: what the data says, how short sentences are.

Structure, front matter, links, badges, patterns, minutes and forms are rules of `handbook check`.
"""

from __future__ import annotations

import re

import pytest
import yaml

from handbook.book import Book, Page
from handbook.render.context import Library
from tests.conftest import ROOT

BOOK_PAGES = sorted(
    path.relative_to(ROOT / "docs/en").with_suffix("").as_posix()
    for path in (ROOT / "docs/en").rglob("*.md")
)
TRANSLATIONS = ["hu", "sr", "lv", "bg"]
EDITIONS = ["en", *TRANSLATIONS]


def page_of(book: Book, edition: str, page_id: str) -> Page:
    page = book.page(edition, page_id)
    assert page, f"docs/{edition}/{page_id}.md is missing"
    return page


@pytest.mark.parametrize("page_id", BOOK_PAGES)
@pytest.mark.parametrize("edition", TRANSLATIONS)
def test_title_and_description_are_translated(book: Book, edition: str, page_id: str) -> None:
    ours, source = page_of(book, edition, page_id).meta, page_of(book, "en", page_id).meta
    assert ours["title"] != source["title"]
    assert ours["description"] != source["description"]


@pytest.mark.parametrize("page_id", BOOK_PAGES)
@pytest.mark.parametrize("edition", EDITIONS)
class TestPage:
    def test_numbers_to_call_come_from_the_data_file(
        self, book: Book, library: Library, edition: str, page_id: str
    ) -> None:
        text = page_of(book, edition, page_id).text
        for country in library.helplines.countries.values():
            for line in (*country.emergency, *country.lines):
                if line.number in ("104", "105", "107", "110", "113"):
                    continue  # also plain figures, such as 105 minutes
                assert not re.search(rf"(?<![\d.]){re.escape(line.number)}(?![\d.])", text)

    def test_nothing_unfinished(self, book: Book, edition: str, page_id: str) -> None:
        text = page_of(book, edition, page_id).text
        assert not re.search(r"TODO|FIXME|XXX|TBD|lorem ipsum|PENDING|<<<<<<<|>>>>>>>", text)


def test_minutes_of_the_pages_are_those_of_the_course(book: Book, library: Library) -> None:
    planned = {
        module.id: {session.number: session.minutes for session in module.sessions}
        for module in library.course.modules
    }
    pages = [page for page in book.pages.values() if "minutes" in page.meta]
    assert {page.id for page in pages} >= {"train/module-1"}
    for page in pages:
        written = {session: sum(steps) for session, steps in page.meta["minutes"].items()}
        assert written == planned[page.id], page.path


@pytest.mark.parametrize("page_id", ["easy/my-rights-safety", "easy/mentor-for-me"])
@pytest.mark.parametrize(
    ("edition", "words"), [("en", 12), ("hu", 10), ("sr", 12), ("lv", 10), ("bg", 12)]
)
def test_plain_language_keeps_sentences_short(
    book: Book, edition: str, words: int, page_id: str
) -> None:
    text = page_of(book, edition, page_id).text.split("{ #sources }")[0]
    text = re.sub(
        r"\[[^\]]*\]\(ref:\w+\)|<!--.*?-->|_{4,}|^#+ .*$|\{ #[^}]*\}", "", text, flags=re.M
    )
    for line in text.splitlines():
        for sentence in re.split(r"(?<=[.!?:–])\s+", line.strip(" -\\")):
            assert len(sentence.split()) <= words, sentence


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_glossary_lists_no_word_it_forbids_at_error_level_as_its_own(
    library: Library, edition: str
) -> None:
    words = {term.word[edition].lower() for term in library.glossary.values()}
    raw = yaml.safe_load((ROOT / "docs/glossary.yml").read_text("utf-8"))
    for term in raw["terms"]:
        for form in term[edition].get("forbidden", ()):
            if form["level"] == "error" and "where" not in form:
                assert form["form"].lower() not in words, (term["id"], form["form"])


def test_facts_of_the_generated_pages_are_in_the_data(library: Library, book: Book) -> None:
    for page_id in ("ref/glossary", "ref/bibliography"):
        for fact in page_of(book, "en", page_id).meta["seed_facts"]:
            assert fact in library.sources
