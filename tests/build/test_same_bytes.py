"""The same input gives the same bytes, wherever, whenever and by however many processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.sound import SoundBook, tree
from tests.conftest import ROOT

OTHER_DAY = '''
"""Another day, and another number of processors."""
import datetime, os, time

_SHIFT = 400 * 86400 + 12345
_time, _gmtime, _localtime = time.time, time.gmtime, time.localtime
time.time = lambda: _time() + _SHIFT
time.time_ns = lambda: int((_time() + _SHIFT) * 1e9)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
os.cpu_count = lambda: 1


class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())

    @classmethod
    def today(cls):
        return cls.now()


datetime.date, datetime.datetime = Date, Moment
'''


def made(
    config: Path, site: Path, folder: Path | None, umask: int, *options: str, **env: str
) -> Path:
    """Build as a command; with ``folder`` the calendar of the module there holds."""
    command = [sys.executable, "-m", "handbook.cli", "build", "-f", str(config)]
    given = {**os.environ, **env}
    if folder:
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(OTHER_DAY, "utf-8")
        given["PYTHONPATH"] = f"{folder}{os.pathsep}{ROOT}"
    done = subprocess.run(
        [*command, "--site-dir", str(site), *options],
        env=given, umask=umask, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def modes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mode for path in folder.rglob("*")}


def different(first: Path, second: Path) -> list[str]:
    ours, theirs = tree(first), tree(second)
    return sorted(path for path in ours | theirs if ours.get(path) != theirs.get(path))


def test_another_day_another_place_another_order(tmp_path: Path) -> None:
    first = SoundBook(tmp_path / "a", ("en", "hu"))
    second = SoundBook(tmp_path / "b" / "a longer way" / "č", ("en", "hu"))
    one = made(
        first.config_file, tmp_path / "one", None, 0o022, "--no-print",
        PYTHONHASHSEED="0", TZ="UTC",
    )  # fmt: skip
    two = made(
        second.config_file, tmp_path / "two", tmp_path / "calendar", 0o077, "--no-print",
        PYTHONHASHSEED="4711", TZ="Asia/Tokyo", LC_ALL="C",
    )  # fmt: skip
    assert different(one, two) == []
    assert modes(one) == modes(two)


def test_the_day_given_by_source_date_epoch(sound: SoundBook, tmp_path: Path) -> None:
    """Nothing on the site tells the day of the build, so that no value of it shows."""
    for epoch in ("0", "1700000000"):
        site = made(
            sound.config_file, tmp_path / epoch, None, 0o022, "--no-print", SOURCE_DATE_EPOCH=epoch
        )
        assert different(sound.site, site) == []


@pytest.mark.long
def test_paper_of_a_small_book(tmp_path: Path) -> None:
    first = SoundBook(tmp_path / "a", ("en", "hu"))
    second = SoundBook(tmp_path / "b", ("en", "hu"))
    one = made(first.config_file, tmp_path / "one", None, 0o022, PYTHONHASHSEED="0", TZ="UTC")
    two = made(
        second.config_file, tmp_path / "two", tmp_path / "calendar", 0o077,
        PYTHONHASHSEED="4711", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="0",
    )  # fmt: skip
    assert any(path.endswith(".pdf") for path in tree(one))
    assert any(path.endswith(".epub") for path in tree(one))
    assert different(one, two) == []


@pytest.mark.long
def test_the_real_book(tmp_path: Path) -> None:
    """Cold in another folder on another day, and with the caches that lie here."""
    one = made(ROOT / "mkdocs.yml", tmp_path / "one", None, 0o022, PYTHONHASHSEED="1")
    clone = tmp_path / "elsewhere"
    for name in ("docs", "handbook"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", clone)
    two = made(
        clone / "mkdocs.yml", tmp_path / "two", tmp_path / "calendar", 0o077, PYTHONHASHSEED="2"
    )
    assert different(one, two) == []
