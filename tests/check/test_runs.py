"""A run from choice to report: what is chosen, kept, mended, told while it goes on."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook.book import Page, read_tree
from handbook.check import baseline, choose, engine, run
from handbook.check.allow import Allowance, apply_allowances
from handbook.check.context import Context
from handbook.check.engine import Entry, check_book, finding_of
from handbook.check.fix import mend
from handbook.check.model import Edit, Fault, Finding, Place, Rule, Severity
from handbook.check.nearest import nearest
from handbook.check.pair import Side
from handbook.check.progress import progress_bar
from handbook.check.run import Options, Outcome
from handbook.errors import HandbookError
from tests.check.test_engine import HU, check, hu, tree

__all__ = ["tree"]  # the fixture

FINDING = Finding(
    "rule",
    Severity.WARNING,
    "hu",
    "text/hu/a.md",
    3,
    7,
    "“é”",
    "fix",
    Place("e", 2),
    Edit(3, 7, 1, "e"),
)
PLAIN = replace(FINDING, severity=Severity.INFO, fix=None, source=None, edit=None)


def rule(check: Any = None) -> Rule:
    return Rule("rule", Severity.ERROR, "page", "", "", check or (lambda _page, _context: iter(())))


class TestEngine:
    def test_a_fault_becomes_a_finding_with_its_rules_severity(self, tree: Path) -> None:
        source = read_tree(tree, "en").pages["en", "a"]
        fault = Fault(4, "message", 2, "fix", source=3, edit=Edit(4, 2, 1, ""))
        assert finding_of(rule(), fault, "hu", "a.md", source) == Finding(
            "rule", Severity.ERROR, "hu", "a.md", 4, 2, "message", "fix",
            Place("text/en/a.md", 3), Edit(4, 2, 1, ""),
        )  # fmt: skip

    def test_places_begin_at_one_and_the_source_only_where_it_is_known(self, tree: Path) -> None:
        source = read_tree(tree, "en").pages["en", "a"]
        found = finding_of(rule(), Fault(0, "m", 0, severity=Severity.INFO), "hu", "a.md", source)
        assert (found.line, found.column, found.source) == (1, 1, None)
        assert found.severity is Severity.INFO
        assert finding_of(rule(), Fault(1, "m", source=5), "hu", "a.md").source is None

    def test_a_data_file_that_cannot_be_used_is_told_as_it_is(self, tree: Path) -> None:
        def broken(_page: Page, _context: Context) -> Any:
            raise HandbookError("glossary.yml: line 3")

        book = read_tree(tree, "en")
        page = book.pages["hu", "a"]
        with pytest.raises(HandbookError, match=r"glossary\.yml: line 3"):
            engine.judge(page, Side(page), None, Context(book), (rule(broken),))

    def test_progress_counts_every_page(self, tree: Path) -> None:
        told: list[tuple[int, int]] = []
        check_book(Context(read_tree(tree, "en")), None, lambda *now: told.append(now))
        assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def test_findings_are_sorted_and_equal_ones_told_once(self, tree: Path) -> None:
        first, last = replace(FINDING, line=1), replace(FINDING, path="text/hu/b.md")
        entry = Entry([last, FINDING, first, FINDING], {}, [])
        context = Context(read_tree(tree, "en"))
        facts = check_book(context).pages
        entries = {path: Entry([], context.facts[path]) for path in context.facts}
        entries["text/hu/a.md"] = replace(entry, facts=context.facts["text/hu/a.md"])
        result = engine.gather(context, entries, 3)
        assert result.findings == [first, FINDING, last]
        assert (facts, result.pages, result.reused) == (4, 4, 3)

    def test_only_chosen_pages_are_counted_and_told(self, tree: Path) -> None:
        hu(tree, HU.replace("#one", "#egy"), "a")
        hu(tree, HU.replace("#one", "#egy"), "b")
        chosen = frozenset({"text/hu/a.md", "text/hu/gone.md"})
        result = check_book(Context(read_tree(tree, "en"), chosen=chosen))
        assert [finding.path for finding in result.findings] == ["text/hu/a.md"]
        assert result.pages == 1

    def test_only_errors_fail(self, tree: Path) -> None:
        book = read_tree(tree, "en")
        assert not Outcome(book, [FINDING, PLAIN], 4).failed
        assert Outcome(book, [FINDING, replace(FINDING, severity=Severity.ERROR)], 4).failed


class TestAllowances:
    ALLOWED = Allowance("rule", "why", "hu", 1, 3, 5)

    @pytest.mark.parametrize(("line", "kept"), [(2, True), (3, False), (5, False), (6, True)])
    def test_lines_from_first_to_last_are_covered(self, line: int, kept: bool) -> None:
        found = apply_allowances([replace(FINDING, line=line)], {FINDING.path: [self.ALLOWED]})
        assert [finding.rule for finding in found] == (["rule", "allowance"] if kept else [])

    def test_what_it_says(self) -> None:
        unused, unexplained = self.ALLOWED, self.ALLOWED._replace(reason="", line=9)
        found = apply_allowances([], {FINDING.path: [unused, unexplained]})
        assert [(f.line, f.severity.value, f.message, f.fix) for f in found] == [
            (1, "warning", "the allowance for “rule” silences nothing",
             "remove it, or move it directly above the block it is meant for"),
            (9, "warning", "the allowance for “rule” gives no reason",
             "write why after a dash: <!-- handbook: allow rule — reason -->"),
        ]  # fmt: skip


class TestRun:
    def test_rules_and_editions_narrow_what_is_told(self, tree: Path) -> None:
        hu(tree, "Elé írt.\n\n" + HU.replace("#one", "#egy"))
        both = [("text/hu/a.md", 1, "block-added"), ("text/hu/a.md", 3, "heading-ids")]
        assert check(tree) == both
        assert check(tree, rules=("heading-ids",)) == both[1:]
        assert check(tree, rules=("heading-ids",), editions=("hu",)) == both[1:]
        assert check(tree, editions=("en",)) == []

    def test_paths_and_since_are_taken_together(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("a", "b"):
            hu(tree, HU.replace("#one", "#egy"), name)
        touched = frozenset({"text/hu/a.md", "text/hu/b.md"})
        monkeypatch.setattr(choose, "since", lambda _book, _revision: touched)
        found = check(tree, since="main", paths=(tree / "hu/b.md",))
        assert [path for path, *_ in found] == ["text/hu/b.md"]
        assert len(check(tree, since="main")) == 2
        monkeypatch.setattr(choose, "since", lambda _book, _revision: None)
        assert len(check(tree, since="main", paths=(tree / "hu/b.md",))) == 1
        assert len(check(tree, since="main")) == 2

    def test_mending_that_never_settles_ends(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rounds: list[int] = []

        def restless(_root: Path, _findings: list[Finding]) -> dict[str, int]:
            rounds.append(1)
            return {"a": 2, "b": 1}

        monkeypatch.setattr(run, "mend_files", restless)
        outcome = run.run(lambda: read_tree(tree, "en"), Options(fix=True, cached=False))
        assert len(rounds) == 6
        assert outcome.notes == ["mended 18 places"]

    def test_a_new_baseline_is_told_and_nothing_else(self, tree: Path) -> None:
        hu(tree, HU.replace("#one", "#egy"))
        file = tree.parent / "base.json"
        options = Options(baseline=file, cached=False)
        outcome = run.run(lambda: read_tree(tree, "en"), options)
        assert outcome.findings == []
        assert outcome.notes == [f"{file}: written; its 1 finding will be silent"]

    def test_an_unknown_name_lists_those_known(self, tree: Path) -> None:
        with pytest.raises(run.OptionError, match="no edition “fr”; known: en, hu"):
            check(tree, editions=("fr",))
        assert check(tree, rules=("allowance",)) == []

    def test_findings_are_kept_unless_asked_not_to(self, tree: Path, tmp_path: Path) -> None:
        check(tree, cached=False)
        assert not (tmp_path / "cache").exists()
        check(tree, cached=True)
        assert list((tmp_path / "cache/handbook").iterdir())

    def test_the_matrix_counts_errors_and_warnings(self, tree: Path) -> None:
        error = replace(FINDING, severity=Severity.ERROR)
        cells = run.matrix_of(read_tree(tree, "en"), [error, FINDING, FINDING, PLAIN])
        assert (cells["a"]["hu"]["errors"], cells["a"]["hu"]["warnings"]) == (1, 2)
        assert (cells["b"]["hu"]["errors"], cells["b"]["hu"]["warnings"]) == (0, 0)


class TestBaseline:
    def test_the_file_is_sorted_for_people_and_for_git(self, tmp_path: Path) -> None:
        file = tmp_path / "b.json"
        assert baseline.write(file, [FINDING, replace(FINDING, path="a.md")]) == 2
        assert file.read_text("utf-8") == (
            '{\n "version": 1,\n "findings": [\n  "a.md: rule: “é”",\n'
            '  "text/hu/a.md: rule: “é”"\n ]\n}\n'
        )

    def test_equal_findings_count_as_often_as_listed(self, tmp_path: Path) -> None:
        file = tmp_path / "b.json"
        baseline.write(file, [FINDING, FINDING])
        assert baseline.new_findings(file, [FINDING] * 2) == []
        assert baseline.new_findings(file, [FINDING] * 3) == [FINDING]

    @pytest.mark.parametrize("text", ['{"version": 2, "findings": []}', '{"findings": []}', "x"])
    def test_another_version_is_refused(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "b.json").write_text(text, "utf-8")
        with pytest.raises(baseline.BaselineError):
            baseline.new_findings(tmp_path / "b.json", [])


class TestMending:
    @pytest.mark.parametrize(
        ("edits", "expected"),
        [
            ([Edit(1, 4, 0, "!")], ("abc!\nde", 1)),
            ([Edit(1, 5, 0, "!")], ("abc\nde", 0)),
            ([Edit(0, 1, 1, "x")], ("abc\nde", 0)),
            ([Edit(2, 1, 2, "x")], ("abc\nx", 1)),
            ([Edit(3, 1, 0, "x")], ("abc\nde", 0)),
            ([Edit(1, 1, 1, "x"), Edit(1, 2, 1, "y")], ("xyc\nde", 2)),
            ([Edit(1, 1, 1, "x"), Edit(1, 1, 1, "x")], ("xbc\nde", 1)),
        ],
    )
    def test_edits_up_to_the_end_of_a_line(
        self, edits: list[Edit], expected: tuple[str, int]
    ) -> None:
        assert mend("abc\nde", edits) == expected


class TestProgress:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def test_a_pipe_is_told_nothing(self) -> None:
        stream = io.StringIO()
        with progress_bar(stream) as told:
            assert told is None
        assert stream.getvalue() == ""

    def test_a_terminal_shows_pages_and_is_left_clean(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "xterm")
        stream = self.Terminal()
        with progress_bar(stream) as told:
            assert told
            told(3, 4)
        assert "3/4" in stream.getvalue()
        assert stream.getvalue().endswith("\x1b[1A\x1b[2K")


@pytest.mark.parametrize(("name", "found"), [("abcdefghiX", "abcdefghij"), ("abcXXXXXXX", None)])
def test_a_name_is_offered_when_it_is_likely(name: str, found: str | None) -> None:
    assert nearest(name, ["zzz", "abcdefghij"]) == found
