"""Editions built apart and joined are the bytes of one build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.build import BuildError, build, merge
from handbook.cli import main
from tests.build.sound import WORDS, SoundBook, tree


@pytest.fixture(scope="module")
def apart(once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions, each built in a folder of its own as on a machine of its own."""
    root = tmp_path_factory.mktemp("apart")
    for locale in ("en", "hu"):
        machine = root / f"machine-{locale}"
        shutil.copytree(once, machine, symlinks=True, ignore=shutil.ignore_patterns("stages"))
        build(
            machine / "mkdocs.yml",
            root / locale,
            lambda _line: None,
            paper=False,
            editions=[locale],
        )
    return root


@pytest.fixture
def shares(apart: Path, tmp_path: Path) -> list[Path]:
    """Copies of the two builds, as they come from elsewhere: plain folders."""
    return [shutil.copytree(apart / locale, tmp_path / locale) for locale in ("en", "hu")]


def joined(book: SoundBook, shares: list[Path]) -> Path:
    return merge(book.config_file, shares, book.root / "joined", lambda _line: None).site


def test_the_same_bytes_as_from_one_machine(sound: SoundBook, shares: list[Path]) -> None:
    assert tree(joined(sound, shares)) == tree(sound.site)
    assert tree(joined(sound, shares[::-1])) == tree(sound.site)


def test_an_edition_alone_has_its_pages_and_what_is_shared(apart: Path) -> None:
    english, hungarian = (set(tree(apart / locale)) for locale in ("en", "hu"))
    assert "run/match-start/index.html" in english - hungarian
    assert "hu/run/match-start/index.html" in hungarian - english
    shared = english & hungarian
    assert {"404.html", "sitemap.xml", "assets/plain.css", "edition.json"} <= shared
    assert not any(path.startswith("hu/") for path in english)


def refused(book: SoundBook, shares: list[Path]) -> str:
    before = tree(book.site)
    with pytest.raises(BuildError) as caught:
        merge(book.config_file, shares, book.site, lambda _line: None)
    assert tree(book.site) == before
    assert caught.value.problems[-1] == "site/ is unchanged"
    return str(caught.value)


def test_a_missing_edition_is_named(sound: SoundBook, shares: list[Path]) -> None:
    assert "--merge: no build of edition hu was given" in refused(sound, shares[:1])


def test_a_damaged_build_is_named(sound: SoundBook, shares: list[Path]) -> None:
    (shares[1] / "hu" / "index.html").write_text("half", "utf-8")
    assert f"{shares[1]}/hu/index.html: missing or damaged" in refused(sound, shares)


def test_a_folder_that_is_no_build(sound: SoundBook, tmp_path: Path) -> None:
    assert "no build of an edition" in refused(sound, [tmp_path / "nowhere"])


def test_a_build_of_another_text_is_named(sound: SoundBook, shares: list[Path]) -> None:
    for locale in ("en", "hu"):
        sound.fill(locale, sentence=f"{WORDS[locale][5]} (3)")
    assert "built from something else (docs)" in refused(sound, shares)


def test_builds_that_contradict_each_other(sound: SoundBook, shares: list[Path]) -> None:
    import hashlib

    (shares[1] / "404.html").write_text("other", "utf-8")
    file = shares[1] / "edition.json"
    about = json.loads(file.read_text("utf-8"))
    about["files"]["404.html"] = [hashlib.sha256(b"other").hexdigest(), 5]
    file.write_text(json.dumps(about), "utf-8")
    assert "404.html: not the same in" in refused(sound, shares)


def test_the_command_takes_folders_after_merge(sound: SoundBook, shares: list[Path]) -> None:
    target = sound.root / "joined"
    call = ["build", "-f", str(sound.config_file), "--site-dir", str(target), "--merge"]
    result = CliRunner().invoke(main, [*call, *map(str, shares)])
    assert result.exit_code == 0, result.output
    assert [line.split()[0] for line in result.output.splitlines()[:3]] == [
        "merge",
        "verify",
        "publish",
    ]
    assert tree(target) == tree(sound.site)


@pytest.mark.parametrize(
    "options", [["somewhere"], ["--merge", ".", "--edition", "hu"], ["--rollback", "--merge", "."]]
)
def test_what_does_not_go_together(options: list[str]) -> None:
    result = CliRunner().invoke(main, ["build", *options])
    assert result.exit_code == 2
    assert "Usage:" in result.output
