"""Paper where readers find it: links with pages and size, and the command line."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from handbook.book import load
from handbook.cli import main
from handbook.press.press import Report
from handbook.press.shelf import MARK, fill
from handbook.render.context import Library
from tests.press.paper import SmallPress


def published(press: SmallPress, report: Report) -> dict[str, str]:
    fill(press.site, Library(load(press.book.config_file)), report)
    return {
        path: (press.site / path / "index.html").read_text("utf-8")
        for path in ("", "run/match-start", "hu", "hu/run/match-start")
    }


def test_pages_offer_what_was_made_with_pages_and_size(press: SmallPress) -> None:
    report = press.print(["en", "hu"])
    pages = published(press, report)
    paper = next(p for p in report.papers if (p.edition, p.name) == ("hu", "run-match-start"))
    link = '<a href="../../paper/run-match-start.pdf">A fejezet nyomtatása</a>'
    facts = f"(PDF, {paper.pages} oldal, {-(-paper.size // 1000)} kB)"
    assert link in pages["hu/run/match-start"]
    assert facts in pages["hu/run/match-start"].replace("\xa0", " ")
    assert '<a href="paper/handbook.pdf">' in pages[""]
    assert '<a href="paper/handbook.epub">' in pages[""]


def test_edition_that_was_not_printed_offers_nothing(press: SmallPress) -> None:
    pages = published(press, press.print(["en"]))
    assert MARK not in pages["hu"]
    assert 'class="paper"' not in pages["hu"]


def test_long_addresses_lead_on(press: SmallPress) -> None:
    long = "https://other.example/" + "long/" * 20
    press.write(f"# Match\n\n## One {{ #one }}\n\n[Text]({long})\n")
    report = press.print(["en"])
    published(press, report)
    (code,) = report.short
    assert f"url={long}" in (press.site / "go" / code / "index.html").read_text("utf-8")


def test_print_command_writes_the_files_asked_for(press: SmallPress, tmp_path: Path) -> None:
    folder = press.book.root / ".build" / "cache" / "press"
    folder.mkdir(parents=True)
    (folder / "fonts").symlink_to(press.work / "fonts")
    out = tmp_path / "out"
    arguments = ["print", "-f", str(press.book.config_file), "--edition", "hu", "-o", str(out)]
    result = CliRunner().invoke(main, [*arguments, "run/match-start"])
    assert result.exit_code == 0, result.output
    assert [str(path.relative_to(out)) for path in out.rglob("*.*")] == ["hu/run-match-start.pdf"]
    result = CliRunner().invoke(main, [*arguments, "run/nowhere"])
    assert result.exit_code == 2
    assert "run-nowhere: no PDF of that name; is it in the navigation?" in result.output


def test_unknown_edition_is_named(press: SmallPress) -> None:
    arguments = ["print", "-f", str(press.book.config_file), "--edition", "xx"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "--edition xx: no such edition; there are en, hu, sr, lv, bg" in result.output
