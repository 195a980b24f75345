"""Pages ready for paper: made again when something of them changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.book import load
from handbook.press import version_cache
from handbook.press.article import read_article
from handbook.press.furniture import Furniture
from handbook.press.manuscript import Desk, Manuscript
from handbook.press.version import versions
from handbook.press.version_cache import kept_versions
from handbook.render.context import Library
from handbook.site.engine import render_site
from tests.conftest import SITE_URL, SmallBook


class Table:
    """A small book, built; what was made anew is counted."""

    def __init__(self, small: SmallBook, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.small, self.work = small, work
        self.read: list[str] = []
        whole, version = read_article, version_cache._version

        def reading(*arguments: object) -> object:
            self.read.append(str(arguments[-1]))
            return whole(*arguments)  # type: ignore[arg-type]

        def dating(*arguments: object) -> str:
            self.read.append("version")
            return version(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr("handbook.press.manuscript.read_article", reading)
        monkeypatch.setattr(version_cache, "_version", dating)

    def pages(self, locale: str = "en") -> list[Manuscript]:
        self.read.clear()
        site = self.small.root / "site"
        render_site(self.small.config_file, site)
        library = Library(load(self.small.config_file))
        kept = {page: "0123abcd" for _, page in library.book.pages}
        edition = library.book.edition(locale)
        furniture = Furniture(library.book, edition, library.words[locale], SITE_URL, kept)
        return Desk(site, library, furniture, self.work).manuscripts()

    def versions(self) -> dict[str, dict[str, str]]:
        self.read.clear()
        library = Library(load(self.small.config_file))
        found = kept_versions(library, self.work / "versions.json")
        assert found == versions(library)
        return found


@pytest.fixture
def table(small: SmallBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    return Table(small, tmp_path / "kept", monkeypatch)


def test_kept_page_is_the_page_that_was_made(table: Table) -> None:
    made = table.pages()
    assert table.read == ["index", "run/match-start"]
    assert table.pages() == made
    assert table.read == []


def test_changed_page_alone_is_made_again(table: Table) -> None:
    made = table.pages()
    table.small.write("en", "run/match-start", "# Match en\n\n## One { #one }\n\nOther.\n")
    again = table.pages()
    assert table.read == ["run/match-start"]
    assert again[0] == made[0]
    assert again[1].words["Other"] == 1


def test_glossary_decides_what_is_indexed(table: Table) -> None:
    table.pages()
    glossary = table.small.root / "docs" / "glossary.yml"
    glossary.write_text(glossary.read_text("utf-8") + "\n# changed\n", "utf-8")
    table.pages()
    assert table.read == ["index", "run/match-start"]


def test_versions_are_those_of_the_pages_as_they_stand(table: Table) -> None:
    before = table.versions()
    assert table.read
    assert table.versions() == before
    assert table.read == []
    table.small.write("hu", "index", "# Start hu\n\nOther.\n")
    after = table.versions()
    assert table.read == ["version"]
    assert after["hu"]["index"] != before["hu"]["index"]


def test_page_that_shows_parts_of_others_changes_with_them(table: Table) -> None:
    form = "<!-- handbook:form run/match-start#one -->"
    table.small.write("en", "index", f"# Start\n\n## Form {{ #form }}\n\n{form}\n")
    before = table.versions()
    table.small.write("en", "run/match-start", "# Match\n\n## One { #one }\n\nOther.\n")
    after = table.versions()
    assert after["en"]["index"] != before["en"]["index"]
