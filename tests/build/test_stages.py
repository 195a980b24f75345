"""What is made again after which change, and that it is what a clean build makes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.build import Result, build, stages
from handbook.build.inputs import Inputs, variables
from handbook.build.stage import Stage
from handbook.files import Fingerprints
from tests.build.sound import WORDS, SoundBook, tree

ALL = ("check", "render", "changes", "search", "offline", "verify")


def kept(book: SoundBook) -> list[str]:
    """Files kept of the release before."""
    release = book.site.resolve()
    about = json.loads(release.with_name(f"{release.name}.json").read_text("utf-8"))
    return list(about["kept"])


def as_clean(book: SoundBook, root: Path) -> None:
    """Compare with a build that has no caches."""
    for name in ("docs", "handbook", "mkdocs.yml"):
        copy = shutil.copytree if (book.root / name).is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(book.root / name, root / name)
    clean = SoundBook.at(root)
    clean.built()
    ours = {path: value for path, value in tree(book.site).items() if path not in kept(book)}
    assert ours == tree(clean.site)


def test_nothing_changed_nothing_is_run(sound: SoundBook) -> None:
    before = sound.site.resolve()
    assert sound.built().reused == ALL
    assert sound.site.resolve() == before


def test_nothing_changed_nothing_heavy_is_imported(sound: SoundBook) -> None:
    code = (
        "import sys; from handbook.cli import main\n"
        f"sys.argv = ['handbook', 'build', '--no-print', '-f', {str(sound.config_file)!r}]\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end\n"
        "print([m for m in ('mkdocs', 'weasyprint', 'lxml', 'jinja2', 'fontTools')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert lines[-1] == "[]", done.stderr
    assert all("(unchanged)" in line for line in lines[:6]), lines


def test_touching_without_changing_runs_nothing(sound: SoundBook) -> None:
    for file in (sound.root / "docs").rglob("*.md"):
        file.write_bytes(file.read_bytes())
    assert sound.built().reused == ALL


def word(book: SoundBook, number: int = 7) -> None:
    for locale in ("en", "hu"):
        book.fill(locale, sentence=f"{WORDS[locale][5]} ({number})")


def title(book: SoundBook) -> None:
    book.fill("hu", title="Az első találkozó")
    text = book.file("hu", "run/match-start").read_text("utf-8")
    assert "Az első találkozó" in text


def template(book: SoundBook) -> None:
    folder = book.root / "handbook" / "site" / "overrides"
    real = folder.resolve()
    folder.unlink()
    shutil.copytree(real, folder)
    file = folder / "404.html"
    file.write_text(file.read_text("utf-8").replace("<main", "<main id='here'"), "utf-8")


def term(book: SoundBook) -> None:
    file = book.root / "docs" / "glossary.yml"
    text = file.read_text("utf-8")
    assert "mentee" in text
    file.write_text(text.replace("mentee", "mentees", 1), "utf-8")


def style(book: SoundBook) -> None:
    file = book.root / "docs" / "assets" / "handbook.css"
    file.write_text(file.read_text("utf-8") + "body { outline: 0 }\n", "utf-8")


def gone(book: SoundBook) -> None:
    text = book.config_file.read_text("utf-8")
    book.config_file.write_text(text.replace("  - run:\n      - run/match-start.md\n", ""), "utf-8")
    for locale in ("en", "hu"):
        book.file(locale, "run/match-start").unlink()
        start, what, _title, _how, _head, sentence = WORDS[locale]
        book._page(locale, "index", start, what, sentence)


@pytest.mark.parametrize("change", [word, title, template, style, gone])
def test_after_a_change_the_site_is_as_from_a_clean_build(
    sound: SoundBook, tmp_path: Path, change: object
) -> None:
    before = tree(sound.site)
    change(sound)  # type: ignore[operator]
    result = sound.built()
    assert "render" not in result.reused
    assert tree(sound.site) != before
    as_clean(sound, tmp_path / "clean")


def test_what_no_page_shows_is_no_matter_of_search(sound: SoundBook) -> None:
    file = sound.root / "docs" / "assets" / "timetable.js"
    file.write_text(file.read_text("utf-8") + "// new\n", "utf-8")
    assert {"changes", "search"} <= set(sound.built().reused)


def test_only_the_edition_that_changed_is_searched_anew(sound: SoundBook) -> None:
    layer = sound.root / ".build" / "stages" / "all"
    before = {file: file.stat().st_mtime_ns for file in (layer / "search" / "search").iterdir()}
    text = sound.file("hu", "run/match-start").read_text("utf-8")
    sound.file("hu", "run/match-start").write_text(text.replace("figyel,", "hallgat,"), "utf-8")
    hungarian = tree(layer / "search" / "hu")
    lines: list[str] = []
    build(sound.config_file, sound.site, lines.append, paper=False)
    assert "search   2 editions; made for hu" in lines
    assert any(re.fullmatch(r"offline +2 editions of \d+ files; made for hu", one) for one in lines)
    assert "changes  4 pages; 3 taken as they were" in lines
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert tree(layer / "search" / "hu") != hungarian


def test_a_lost_file_of_a_layer_is_made_again(sound: SoundBook) -> None:
    (sound.root / ".build/stages/all/search/search/index.js").unlink()
    before = tree(sound.site)
    result = sound.built()
    assert "search" not in result.reused
    assert tree(sound.site) == before


def test_a_spoilt_record_is_no_record(sound: SoundBook) -> None:
    (sound.root / ".build/stages/all/search.json").write_text('{"inputs": {')
    assert "search" not in sound.built().reused


def test_warnings_are_counted_each_time(sound: SoundBook) -> None:
    file = sound.file("hu", "run/match-start")
    file.write_text(file.read_text("utf-8").rstrip() + '\n\nAzt mondta: "jó".\n', "utf-8")
    english = sound.file("en", "run/match-start")
    english.write_text(english.read_text("utf-8").rstrip() + "\n\nShe said: “good”.\n", "utf-8")
    for _ in range(2):
        lines: list[str] = []
        build(sound.config_file, sound.site, lines.append, paper=False)
        assert "1 warning" in lines[0] or "2 warnings" in lines[0], lines


def test_a_page_not_yet_translated_stops_nothing(sound: SoundBook) -> None:
    sound.file("hu", "run/match-start").unlink()
    lines: list[str] = []
    build(sound.config_file, sound.site, lines.append, paper=False)
    assert "1 warning" in lines[0], lines
    page = (sound.site / "hu/run/match-start/index.html").read_text("utf-8")
    assert 'class="missing"' in page


def test_files_that_change_meanwhile_are_built_once_more(
    sound: SoundBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    word(sound)
    real = stages.SEARCH.run
    calls = []

    def run(job, layer):  # type: ignore[no-untyped-def]
        calls.append(1)
        if len(calls) == 1:
            word(sound, 8)
        return real(job, layer)

    slow = Stage("search", stages.SEARCH.inputs, run, stages.SEARCH.words)
    monkeypatch.setattr(stages, "SEARCH", slow)
    lines: list[str] = []
    build(sound.config_file, sound.site, lines.append, paper=False)
    assert [line.split()[0] for line in lines].count("again") == 1
    assert "(8)" in (sound.site / "hu" / "index.html").read_text("utf-8")


class TestInputs:
    def whole(self, book: SoundBook) -> str:
        return Inputs(book.config_file, Fingerprints(book.root / "none.json")).whole

    def test_everything_counts(self, sound: SoundBook, monkeypatch: pytest.MonkeyPatch) -> None:
        seen = [self.whole(sound)]
        for change in (word, title, template, term, style):
            change(sound)
            seen.append(self.whole(sound))
        for name in ("HANDBOOK_URL", "HANDBOOK_REPO", "SOURCE_DATE_EPOCH"):
            monkeypatch.setenv(name, "https://elsewhere.example/")
            seen.append(self.whole(sound))
        monkeypatch.setattr("handbook.build.inputs._installed", lambda: ["mkdocs-9.9.dist-info"])
        seen.append(self.whole(sound))
        assert len(set(seen)) == len(seen)

    def test_an_inherited_configuration_counts(self, sound: SoundBook) -> None:
        base = sound.root / "base.yml"
        base.write_text("copyright: A\n", "utf-8")
        text = sound.config_file.read_text("utf-8")
        sound.config_file.write_text(f"INHERIT: base.yml\n{text}", "utf-8")
        before = self.whole(sound)
        base.write_text("copyright: B\n", "utf-8")
        assert self.whole(sound) != before

    def test_our_own_code_counts(self, sound: SoundBook, monkeypatch: pytest.MonkeyPatch) -> None:
        before = self.whole(sound)
        monkeypatch.setattr("handbook.build.inputs._PACKAGE", sound.root / "handbook")
        assert self.whole(sound) != before

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ('site_url: !ENV [A_B, "https://x/"]', ["A_B"]),
            ("x: !ENV [A, B, none]", ["A", "B", "none"]),
            ("x: !ENV HOME", ["HOME"]),
            ("x: plain", []),
        ],
    )
    def test_variables_of_the_environment(self, text: str, names: list[str]) -> None:
        assert list(variables(text)) == names


def test_the_summary_says_what_and_how_much(sound: SoundBook) -> None:
    result: Result = sound.built()
    assert result.pages == 4
    assert result.size == sum(result.sizes.values())
    assert set(result.sizes) == {"pages", "search", "assets", "offline"}
    assert "4 pages" in result.summary
    assert "unchanged: check, render" in result.summary
