"""The gate in a run: nothing silences it, nothing hangs it, nothing outside is read by it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.book import Book, read, read_tree
from handbook.check.context import Context
from handbook.check.renderer import Renderer, extensions
from handbook.check.run import Options, run
from handbook.cli import main
from handbook.inventory import walk
from handbook.policy.address import link_fault
from handbook.policy.elements import ELEMENTS, id_fault
from handbook.site.pages import escaped
from tests.gate.cases import CONFIG, FRONT

SCRIPT = "# A\n\n<script>alert(1)</script>\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    for locale in ("en", "hu"):
        (tmp_path / "docs" / locale).mkdir(parents=True)
        (tmp_path / "docs" / locale / "a.md").write_text("# A\n", "utf-8")
    return tmp_path / "docs"


def found(tree: Path, **options: object) -> list[tuple[str, int, str]]:
    given = Options(cached=False, spelling=False, **options)  # type: ignore[arg-type]
    outcome = run(lambda: read_tree(tree, "en"), given)
    return [(f.path, f.line, f.rule) for f in outcome.findings if f.severity == "error"]


class TestRun:
    def test_an_allowance_does_not_silence_it(self, tree: Path) -> None:
        allow = "<!-- handbook: allow markup — our own -->\n"
        (tree / "en/a.md").write_text("# A\n\n" + allow + "<script>1</script>\n", "utf-8")
        assert ("docs/en/a.md", 4, "markup") in found(tree)

    def test_a_file_that_is_no_page_counts_as_touched(self, tree: Path) -> None:
        def git(*words: str) -> None:
            who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *who, *words], check=True, capture_output=True)

        git("init", "-q", "-b", "main")
        git("add", ".")
        git("commit", "-qm", "one")
        (tree / "assets").mkdir()
        (tree / "assets/a.svg").write_text("<svg><script/></svg>", "utf-8")
        (tree / "hu/b.md").symlink_to("/etc/passwd")
        git("add", ".")
        assert {(path, rule) for path, _line, rule in found(tree, since="main")} >= {
            ("docs/assets/a.svg", "drawing"),
            ("docs/hu/b.md", "file-link"),
        }

    def test_what_concerns_the_whole_book_is_told_of_every_edition(self, tree: Path) -> None:
        (tree / "assets").mkdir()
        (tree / "assets/a.html").write_text("x", "utf-8")
        assert ("docs/assets/a.html", 1, "file-kind") in found(tree, editions=("hu",))

    @pytest.mark.parametrize(
        ("line", "number"),
        [("docs_dir: ../..", 5), ("a: [1", 5), ("b: &b [*b]", 5), ("c: 1\nc: 2", 6)],
    )
    def test_a_configuration_that_cannot_be_read_is_a_finding(
        self, tree: Path, line: str, number: int
    ) -> None:
        config = tree.parent / "mkdocs.yml"
        config.write_text(f"{CONFIG}{line}\n", "utf-8")
        done = CliRunner().invoke(main, ["check", "-f", str(config), "--format", "github"])
        assert done.exit_code == 1
        assert f"file=mkdocs.yml,line={number}" in done.output

    def test_an_unknown_locale_reads_no_folder(self, tree: Path) -> None:
        config = tree.parent / "mkdocs.yml"
        config.write_text(CONFIG.replace("locale: hu", "locale: ../../etc"), "utf-8")
        done = CliRunner().invoke(main, ["check", "-f", str(config)])
        assert done.exit_code == 1
        assert "no code of a language" in done.output


class TestRenderer:
    def test_it_gives_up_and_goes_on(self, book: Book) -> None:
        renderer = Renderer(book)
        started = time.monotonic()
        assert renderer.judge("[" * 12_000) == "it takes more than 1 s"
        assert time.monotonic() - started < 25
        assert renderer.judge("# A\n\nText.\n") == []
        renderer.close()

    def test_it_imports_nothing_from_the_folder_it_runs_in(
        self, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "markdown.py").write_text("open('proof', 'w')", "utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        assert Renderer(book).judge("Text.") == []
        assert not (tmp_path / "proof").exists()

    def test_extensions_that_read_files_are_not_loaded(self, tree: Path) -> None:
        config = tree.parent / "mkdocs.yml"
        more = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [/], check_paths: false}\n"
        config.write_text(CONFIG + more, "utf-8")
        made = read(config)
        assert "pymdownx.snippets" in extensions(made)
        assert Renderer(made).judge('--8<-- "etc/passwd"\n') == []  # the rule `include` refuses it

    def test_extensions_of_the_book_are_those_of_mkdocs(self, book: Book) -> None:
        names = extensions(book)
        assert {"toc", "tables", "fenced_code", "attr_list", "md_in_html"} <= names.keys()
        assert names["toc"] == {"permalink": True, "toc_depth": 3}


class TestFiles:
    def test_pipes_and_links_are_not_opened(self, tree: Path) -> None:
        os.mkfifo(tree / "en/pipe.md")
        (tree / "hu/endless.md").symlink_to("/dev/zero")
        kinds = {entry.path: entry.kind for entry in walk(tree)}
        assert (kinds["en/pipe.md"], kinds["hu/endless.md"]) == ("other", "link")
        assert [page.id for page in read_tree(tree, "en").pages.values()] == ["a", "a"]

    def test_a_large_page_is_cut_off(self, tree: Path) -> None:
        (tree / "en/a.md").write_bytes(b"a\n" * 200_000)
        page = read_tree(tree, "en").pages["en", "a"]
        assert len(page.raw) == 200_000
        assert page.flaw and "at most 200 kB" in page.flaw.message


class TestPolicy:
    def test_ids_that_our_templates_use_are_reserved(self) -> None:
        root = Path(__file__).parents[2] / "handbook"
        for name in ("page-title", "emergency", "glossary-filter", "five-languages"):
            assert id_fault(name)
            files = [*root.rglob("*.html"), *root.rglob("*.py")]
            assert any(
                f'id="{name}"' in f.read_text("utf-8") or name == "page-title" for f in files
            )

    def test_ids_of_headings_in_any_script_are_fine(self) -> None:
        assert [id_fault(name) for name in ("why", "цел", "_1", "term-3", "fn:1")] == [None] * 5

    def test_nothing_that_runs_or_asks_is_listed(self) -> None:
        dangerous = (
            "script style iframe object embed form button select textarea base meta link svg"
        )
        assert not ELEMENTS & set(dangerous.split())

    def test_links_of_the_book(self, book: Book) -> None:
        assert link_fault("ref:R1")
        assert link_fault("ref:R1", own=True) is None
        assert Context(book).renderer.own

    def test_front_matter_is_escaped_for_the_theme(self) -> None:
        assert escaped({"title": '<b> "a" & b', "tools": ["<", 1]}) == {
            "title": "&lt;b&gt; &quot;a&quot; &amp; b",
            "tools": ["&lt;", 1],
        }


def test_front_matter_of_the_corpus_is_whole() -> None:
    assert FRONT.count("---") == 2
