"""Forms on the site: made once, offered where they stand and where they are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.book import load
from handbook.cli import main
from handbook.press.office import read
from handbook.press.office.binder import FormFile, FormPress
from handbook.press.office.read import read_sheets
from handbook.press.setter import PressError
from handbook.press.shelf import fill
from handbook.render.context import Library
from handbook.verify import verify
from tests.conftest import SITE_URL
from tests.press.office.conftest import TEXT
from tests.press.paper import SmallPress

SHOWN = "# Start\n\n## T37 The form { #t37 }\n\n<!-- handbook:form run/match-start#t37 -->\n"


@pytest.fixture
def offered(press: SmallPress) -> SmallPress:
    press.write(TEXT)
    press.book.write("en", "index", SHOWN)
    return press


def test_forms_are_offered_with_size_below_each_heading(offered: SmallPress) -> None:
    report = offered.print()
    assert {file.url for file in report.forms} == {
        f"paper/forms/run-match-start-{name}.{kind}"
        for name in ("t37", "h1-1")
        for kind in ("docx", "odt")
    }
    library = Library(load(offered.book.config_file))
    fill(offered.site, library, report)
    page = (offered.site / "run" / "match-start" / "index.html").read_text("utf-8")
    file = next(f for f in report.forms if f.url.endswith("t37.docx"))
    assert (
        '</h3><p class="adapt"><span>To adapt: '
        '<a href="../../paper/forms/run-match-start-t37.docx" download="T37 Agreement.docx" '
        f'aria-label="DOCX: T37 Agreement">DOCX</a> ({-(-file.size // 1000)}\xa0kB) · '
    ) in page
    assert page.count('class="adapt"') == 2
    start = (offered.site / "index.html").read_text("utf-8")
    assert 'href="paper/forms/run-match-start-t37.odt"' in start
    assert 'class="adapt"' not in (offered.site / "hu" / "index.html").read_text("utf-8")
    assert [p for p in verify(offered.site, library.book, SITE_URL) if "paper/" in p] == []


def test_only_forms_of_an_edited_page_are_made_anew(offered: SmallPress) -> None:
    first = offered.print()
    assert first.forms_made == 4
    before = {file.url: (offered.site / file.url).read_bytes() for file in first.forms}
    second = offered.print()
    assert second.forms_made == 0
    assert {file.url: (offered.site / file.url).read_bytes() for file in second.forms} == before
    offered.write(TEXT.replace("Dear", "My dear"))
    assert offered.print().forms_made == 4  # the version at the foot of both is a new one


def test_forms_that_did_not_change_are_put_on_the_site_unread(
    offered: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = offered.print()
    monkeypatch.setattr(read, "read_sheets", lambda *_: pytest.fail("read again"))
    second = offered.print()  # the site was rendered anew
    assert second.forms == first.forms
    assert all((offered.site / file.url).stat().st_size == file.size for file in second.forms)
    next((offered.work / "forms").glob("*.docx")).unlink()
    monkeypatch.undo()
    assert offered.print().forms_made == 1  # a file that is gone is made again


def test_lost_word_keeps_a_form_from_being_published(
    offered: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_sheets

    def lossy(*arguments: object) -> object:
        for sheet in whole(*arguments):  # type: ignore[arg-type]
            sheet.words["lost"] += 1
            yield sheet

    monkeypatch.setattr(read, "read_sheets", lossy)
    with pytest.raises(PressError, match=r"en/run-match-start-t37\.docx: 1 words .* “lost”"):
        offered.print()
    assert list((offered.work / "forms").glob("*.docx")) == []


def test_what_two_runs_did_not_need_is_dropped(tmp_path: Path) -> None:
    def run(*states: str) -> set[str]:
        press = FormPress(tmp_path, tmp_path / "kept", tmp_path)
        for state in states:
            press.keep(state, "odt", lambda: (b"x", []))
        press.finish()
        return {file.name for file in (tmp_path / "kept").glob("*.odt")}

    both = run("a", "b")
    assert run("a") == both  # the run before still needed b
    assert len(run("a")) == 1


def test_print_makes_forms_alone(press: SmallPress, tmp_path: Path) -> None:
    press.write(TEXT)
    folder = press.book.root / ".build" / "cache" / "press"
    folder.mkdir(parents=True)
    (folder / "fonts").symlink_to(press.work / "fonts")
    out = tmp_path / "out"
    arguments = ["print", "-f", str(press.book.config_file), "-o", str(out), "--format", "odt"]
    result = CliRunner().invoke(main, [*arguments, "--edition", "en", "run/match-start#t37"])
    assert result.exit_code == 0, result.output
    assert [path.name for path in out.rglob("*.*")] == ["run-match-start-t37.odt"]
    assert not (folder / "sheets").exists()
    shutil.rmtree(out)
    result = CliRunner().invoke(main, [*arguments, "--edition", "en", "run/match-start"])
    assert len(list(out.rglob("*.odt"))) == 2
    result = CliRunner().invoke(main, [*arguments, "run/nowhere#t1"])
    assert result.exit_code == 2
    assert "run-nowhere-t1: no ODT of that name; is it in the navigation?" in result.output


def test_a_file_is_called_what_its_form_is() -> None:
    from handbook.press.office.shelf import _file_name

    file = FormFile("en", "p", "t1", "T1 Yes/no: “why?” & how", "odt", "u", 1)
    assert _file_name(file) == "T1 Yes no “why ” &amp; how.odt"
