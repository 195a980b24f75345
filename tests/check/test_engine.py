"""The engine: allowances, cache, mends, baseline, choice of pages, command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.book import Book, Page, read, read_tree
from handbook.check import baseline, choose
from handbook.check.allow import allowances
from handbook.check.cache import Cache
from handbook.check.context import Context
from handbook.check.engine import RuleError, check_book, judge
from handbook.check.fix import mend, mend_files
from handbook.check.model import Edit, Fault, Finding, Rule, Severity
from handbook.check.overlap import COVERS
from handbook.check.pair import Side
from handbook.check.rulebook import rulebook
from handbook.check.rules import RULES
from handbook.check.run import OptionError, Options, run
from handbook.cli import main
from tests.conftest import ROOT

EN = "## One { #one }\n\nCall the lead at once.\n\nSay goodbye well.\n"
HU = "## Egy { #one }\n\nAzonnal hívjuk a felelőst.\n\nKöszönjünk el szépen.\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plain tree of two language folders; the current folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in {"en/a": EN, "hu/a": HU, "en/b": EN, "hu/b": HU}.items():
        file = tmp_path / "text" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "text"


def hu(tree: Path, text: str, name: str = "a") -> None:
    (tree / "hu" / f"{name}.md").write_text(text, "utf-8")


def check(tree: Path, **options: object) -> list[tuple[str, int, str]]:
    outcome = run(lambda: read_tree(tree, "en"), Options(**{"cached": False, **options}))  # type: ignore[arg-type]
    return [(finding.path, finding.line, finding.rule) for finding in outcome.findings]


class TestAllowances:
    BROKEN = HU.replace("#one", "#egy")

    def test_one_with_a_reason_silences_its_rule_on_the_next_block(self, tree: Path) -> None:
        hu(tree, "<!-- handbook: allow heading-ids — an old link points here -->\n\n" + self.BROKEN)
        assert check(tree) == []

    def test_another_rule_is_not_silenced(self, tree: Path) -> None:
        hu(tree, "<!-- handbook: allow block-moved — so -->\n\n" + self.BROKEN)
        assert check(tree) == [
            ("text/hu/a.md", 1, "allowance"),
            ("text/hu/a.md", 3, "heading-ids"),
        ]

    def test_one_without_reason_is_a_finding(self, tree: Path) -> None:
        hu(tree, "<!-- handbook: allow heading-ids -->\n\n" + self.BROKEN)
        assert check(tree) == [("text/hu/a.md", 1, "allowance")]

    def test_one_that_silences_nothing_is_a_finding(self, tree: Path) -> None:
        hu(tree, "<!-- handbook: allow heading-ids — no need -->\n\n" + HU)
        assert check(tree) == [("text/hu/a.md", 1, "allowance")]

    def test_it_covers_a_whole_table(self) -> None:
        text = "<!-- handbook: allow x — y -->\n\n| a |\n| - |\n| b |\n| c |\n\nNext.\n"
        found = allowances(Page("a", "hu", Path("a"), "a.md", text))
        assert [(one.rule, one.reason, one.line, one.first, one.last) for one in found] == [
            ("x", "y", 1, 3, 6)
        ]


class TestCache:
    def findings(self, tree: Path, file: Path) -> tuple[list[Finding], int]:
        book = read_tree(tree, "en")
        cache = Cache(file, book)
        result = check_book(Context(book), cache)
        cache.save()
        return result.findings, result.reused

    def test_unchanged_pages_are_not_read_again(self, tree: Path, tmp_path: Path) -> None:
        hu(tree, HU.replace("#one", "#egy"))
        first, reused = self.findings(tree, tmp_path / "c.json")
        again, reused_again = self.findings(tree, tmp_path / "c.json")
        assert (reused, reused_again) == (0, 4)
        assert first == again != []

    def test_a_changed_source_is_compared_anew(self, tree: Path, tmp_path: Path) -> None:
        assert self.findings(tree, tmp_path / "c.json") == ([], 0)
        (tree / "en" / "a.md").write_text(EN + "\nOne more sentence here.\n", "utf-8")
        found, reused = self.findings(tree, tmp_path / "c.json")
        assert [finding.rule for finding in found] == ["block-missing"]
        assert reused == 2

    @pytest.mark.parametrize("content", ["", "[1, 2]", '{"text/hu/a.md": 7}', "{"])
    def test_a_broken_cache_is_made_anew(self, tree: Path, tmp_path: Path, content: str) -> None:
        file = tmp_path / "c.json"
        file.write_text(content, "utf-8")
        assert self.findings(tree, file) == ([], 0)
        assert self.findings(tree, file) == ([], 4)

    def test_one_that_cannot_be_written_is_no_error(self, tree: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", "utf-8")
        assert self.findings(tree, tmp_path / "file" / "c.json") == ([], 0)


class TestEngine:
    def test_a_failing_rule_is_named_with_its_page(self, tree: Path) -> None:
        def broken(_page: Page, _context: Context) -> Iterator[Fault]:
            raise KeyError("x")
            yield

        book = read_tree(tree, "en")
        page = book.pages["hu", "a"]
        rule = Rule("bad", Severity.ERROR, "page", "", "", broken)
        with pytest.raises(RuleError, match=r"text/hu/a\.md: rule bad failed: KeyError"):
            judge(page, Side(page), None, Context(book), (rule,))

    def test_covers_names_only_rules_that_exist(self) -> None:
        ids = {rule.id for rule in RULES}
        assert set(COVERS) <= ids
        assert {name for names in COVERS.values() for name in names} <= ids

    def test_windows_line_ends_and_a_byte_order_mark_change_nothing(self, tree: Path) -> None:
        (tree / "hu" / "a.md").write_bytes(b"\xef\xbb\xbf" + HU.replace("\n", "\r\n").encode())
        assert check(tree) == []

    def test_bytes_that_are_no_utf8_are_reported_not_fatal(self, tree: Path) -> None:
        (tree / "hu" / "a.md").write_bytes(HU.encode("cp1250"))
        assert check(tree)


class TestFix:
    def test_edits_are_applied_from_the_end_of_a_line(self) -> None:
        edits = [Edit(1, 1, 1, "X"), Edit(1, 3, 1, "YY"), Edit(2, 2, 0, "+")]
        assert mend("abc\nde", edits) == ("XbYY\nd+e", 3)

    def test_overlapping_and_impossible_edits_are_left(self) -> None:
        assert mend("abc", [Edit(1, 1, 2, "X"), Edit(1, 2, 2, "Y")])[1] == 1
        assert mend("abc", [Edit(9, 1, 1, "X"), Edit(1, 3, 5, "X"), Edit(1, 0, 1, "X")])[1] == 0

    def test_mends_ids_levels_and_kinds_and_stays(self, tree: Path) -> None:
        (tree / "en" / "a.md").write_text(EN + '\n!!! danger "Stop"\n    Call now.\n', "utf-8")
        hu(tree, HU.replace("## Egy { #one }", "### Egy") + '\n!!! note "Állj"\n    Hívjuk.\n')
        assert check(tree, fix=True) == []
        after = (tree / "hu" / "a.md").read_text("utf-8")
        assert after == HU + '\n!!! danger "Állj"\n    Hívjuk.\n'
        assert check(tree, fix=True) == []
        assert (tree / "hu" / "a.md").read_text("utf-8") == after

    def test_line_ends_and_byte_order_mark_stay(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
        finding = Finding("r", Severity.ERROR, "hu", "a.md", 2, 1, "m", edit=Edit(2, 1, 3, "2"))
        assert mend_files(tmp_path, [finding]) == {"a.md": 1}
        assert (tmp_path / "a.md").read_bytes() == b"\xef\xbb\xbfone\r\n2\r\n"


class TestBaseline:
    def test_todays_findings_are_silent_and_new_ones_are_not(self, tree: Path) -> None:
        file = tree.parent / "baseline.json"
        hu(tree, HU.replace("#one", "#egy"))
        assert check(tree, baseline=file) == []
        hu(tree, "Elé írt bekezdés.\n\n" + HU.replace("#one", "#egy"))
        assert check(tree, baseline=file) == [("text/hu/a.md", 1, "block-added")]

    def test_a_second_finding_of_the_same_words_is_new(self, tree: Path) -> None:
        finding = Finding("r", Severity.ERROR, "hu", "a.md", 2, 1, "m")
        file = tree / "b.json"
        baseline.write(file, [finding])
        assert baseline.new_findings(file, [finding, replace(finding, line=9)]) == [
            replace(finding, line=9)
        ]

    def test_another_file_is_refused(self, tree: Path) -> None:
        (tree / "b.json").write_text("[]", "utf-8")
        with pytest.raises(baseline.BaselineError, match=r"no baseline .* delete it"):
            baseline.new_findings(tree / "b.json", [])


class TestChoice:
    def test_a_source_page_brings_its_translations(self, tree: Path) -> None:
        book = read_tree(tree, "en")
        assert choose.by_paths(book, [tree / "en" / "a.md"]) == {"text/en/a.md", "text/hu/a.md"}
        assert choose.by_paths(book, [tree / "hu"]) == {"text/hu/a.md", "text/hu/b.md"}

    def test_a_wrong_path_names_the_nearest_page(self, tree: Path) -> None:
        with pytest.raises(choose.ChoiceError, match=r"did you mean text/hu/a\.md"):
            choose.by_paths(read_tree(tree, "en"), [Path("text/hu/aa.md")])

    def test_unknown_rule_and_edition_are_named(self, tree: Path) -> None:
        with pytest.raises(OptionError, match="did you mean table-shape"):
            check(tree, rules=("table-shap",))
        with pytest.raises(OptionError, match="no edition “xx”"):
            check(tree, editions=("xx",))

    def test_since_looks_at_what_a_branch_touches(self, tree: Path) -> None:
        def git(*words: str) -> None:
            who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
            subprocess.run(["git", *who, *words], cwd=tree.parent, check=True, capture_output=True)

        git("init", "-b", "main")
        hu(tree, HU.replace("#one", "#egy"), "b")
        git("add", ".")
        git("commit", "-m", "start")
        git("checkout", "-b", "work")
        hu(tree, HU.replace("#one", "#egy"), "a")
        git("commit", "-am", "change")
        assert check(tree, since="main") == [("text/hu/a.md", 1, "heading-ids")]
        with pytest.raises(choose.ChoiceError, match="fetch that branch first"):
            check(tree, since="nowhere")


class TestCommandLine:
    def call(self, *words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["check", *words])
        return result.exit_code, result.output

    def test_clean_is_0_and_errors_are_1(self, tree: Path) -> None:
        assert self.call("--docs", "text") == (0, "No findings in 4 pages.\n")
        hu(tree, HU.replace("#one", "#egy"))
        code, output = self.call("--docs", "text")
        assert code == 1
        assert "text/hu/a.md" in output
        assert "## Egy { #egy }" in output
        assert "→ write { #one } at its end" in output

    @pytest.mark.parametrize(
        "words", [["--docs", "nowhere"], ["--rule", "x", "--docs", "text"], ["-f", "no.yml"]]
    )
    def test_wrong_use_is_2_with_one_line(self, tree: Path, words: list[str]) -> None:
        code, output = self.call(*words)
        assert code == 2
        assert output.startswith("Error: ")
        assert output.count("\n") == 1

    def test_json_keeps_its_contract(self, tree: Path) -> None:
        hu(tree, HU.replace("#one", "#egy"))
        found = json.loads(self.call("--docs", "text", "--format", "json")[1])
        assert (found["version"], found["pages"]) == (1, 4)
        assert found["findings"] == [
            {
                "rule": "heading-ids",
                "severity": "error",
                "edition": "hu",
                "path": "text/hu/a.md",
                "line": 1,
                "column": 1,
                "message": "heading “Egy” has the id “egy”; in the source it is “one”",
                "source": {"path": "text/en/a.md", "line": 1},
                "fix": "write { #one } at its end",
            }
        ]

    def test_output_goes_to_a_file(self, tree: Path) -> None:
        code, output = self.call("--docs", "text", "--format", "html", "--output", "r.html")
        assert (code, output) == (0, "No findings in 4 pages; see r.html\n")
        assert Path("r.html").read_text("utf-8").startswith("<!")

    def test_list_shows_every_rule(self) -> None:
        code, output = self.call("--list")
        assert code == 0
        assert [line.split()[0] for line in output.splitlines()] == [rule.id for rule in RULES]

    def test_paths_can_be_followed_from_the_current_folder(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hu(tree, HU.replace("#one", "#egy"))
        monkeypatch.chdir(tree / "hu")
        assert self.call("--docs", "..")[1].startswith("../hu/a.md\n")

    def test_paths_are_relative_to_the_configuration(self, tree: Path) -> None:
        (tree.parent / "mkdocs.yml").write_text(
            "site_name: x\ndocs_dir: text\nplugins:\n  - i18n:\n      docs_structure: folder\n"
            "      languages:\n        - {locale: en, default: true}\n        - {locale: hu}\n",
            "utf-8",
        )
        hu(tree, HU.replace("#one", "#egy"))
        found = json.loads(self.call("-f", "mkdocs.yml", "--format", "json")[1])
        assert [finding["path"] for finding in found["findings"]] == ["text/hu/a.md"]


def test_our_own_book_has_no_finding_at_error_or_warning() -> None:
    book: Book = read(ROOT / "mkdocs.yml")
    found = check_book(Context(book, spelling=False)).findings
    assert [f for f in found if f.severity is not Severity.INFO] == []


def test_the_page_of_rules_is_as_the_rules_say() -> None:
    assert (ROOT / "CHECKS.md").read_text("utf-8") == rulebook(RULES)
