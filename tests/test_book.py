from __future__ import annotations

import shutil

import pytest

from handbook.book import Book, BookError, load
from tests.conftest import SmallBook


def problems(small: SmallBook) -> list[str]:
    with pytest.raises(BookError) as caught:
        load(small.config_file)
    return caught.value.problems


def test_reads_editions_navigation_and_pages(small: SmallBook) -> None:
    book = load(small.config_file)
    assert [edition.locale for edition in book.editions] == ["en", "hu", "sr", "lv", "bg"]
    assert book.source.locale == "en"
    assert book.edition("sr").tag == "sr-Latn"
    assert book.nav == ("index", "run/match-start")
    assert len(book.pages) == 10
    assert book.pages["hu", "index"].title == "Title hu"


def test_addresses(book: Book) -> None:
    assert book.url("en", "index") == ""
    assert book.url("hu", "index") == "hu/"
    assert book.url("en", "run/match-start") == "run/match-start/"
    assert book.url("sr", "run/match-start") == "sr/run/match-start/"


def test_the_text_knows_its_line(small: SmallBook) -> None:
    page = load(small.config_file).pages["en", "index"]
    lines = page.file.read_text("utf-8").splitlines()
    assert page.text.splitlines()[1] == lines[page.text_line] == "# Start en"


def test_missing_source_page(small: SmallBook) -> None:
    small.file("en", "run/match-start").unlink()
    assert problems(small) == [
        "docs/en/run/match-start.md: in the navigation of mkdocs.yml but missing; "
        "write it or remove its line"
    ]


def test_missing_translation_is_no_error(small: SmallBook) -> None:
    small.file("hu", "run/match-start").unlink()
    book = load(small.config_file)
    assert [e.locale for e in book.editions_of("run/match-start")] == ["en", "sr", "lv", "bg"]
    assert book.page("hu", "run/match-start") is None


def test_missing_language_folder(small: SmallBook) -> None:
    shutil.rmtree(small.root / "docs" / "lv")
    lines = small.config_file.read_text("utf-8").splitlines()
    line = 1 + lines.index("        - locale: lv")
    assert problems(small) == [
        f"mkdocs.yml:{line}: declares the edition “Latviešu” but docs/lv is missing; "
        "create it or remove the language"
    ]


def test_page_outside_the_navigation(small: SmallBook) -> None:
    small.write("hu", "run/extra", "# Extra\n")
    assert problems(small) == [
        "docs/hu/run/extra.md: not in the navigation; add `run/extra.md` to nav in mkdocs.yml"
    ]


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ({"title": ""}, "front matter lacks `title`"),
        ({"last_reviewed": None}, "front matter lacks `last_reviewed`"),
        ({"status": "done"}, "`status` is 'done'; a translation is one of: draft, reviewed"),
        (
            {"status": "reviewed"},
            "`status: reviewed` needs `reviewed_by`: the name of the person who read it",
        ),
    ],
)
def test_front_matter(small: SmallBook, meta: dict[str, str], problem: str) -> None:
    small.write("hu", "index", "# Start\n", **meta)
    assert problems(small) == [f"docs/hu/index.md:1: {problem}"]


def test_no_front_matter(small: SmallBook) -> None:
    small.file("bg", "index").write_text("# Bare\n", "utf-8")
    assert problems(small) == [
        "docs/bg/index.md:1: no front matter; start the page with --- title: … ---"
    ]


def test_broken_front_matter_names_file_and_fault(small: SmallBook) -> None:
    small.file("bg", "index").write_text("---\ntitle: a: b\n---\n", "utf-8")
    first = problems(small)[0]
    assert first.startswith("docs/bg/index.md:1: front matter is not valid YAML: mapping values")
    assert "\n" not in first


def test_missing_configuration(small: SmallBook) -> None:
    small.config_file.unlink()
    assert "no such file" in problems(small)[0]


def test_all_problems_are_reported_at_once(small: SmallBook) -> None:
    small.file("en", "run/match-start").unlink()
    small.write("sr", "extra", "# Extra\n")
    assert len(problems(small)) == 2
