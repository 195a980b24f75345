"""One build of the small book for all tests; each test gets a copy, caches and all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.sound import SoundBook


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in English and Hungarian, built."""
    book = SoundBook(tmp_path_factory.mktemp("sound") / "book", ("en", "hu"))
    book.built()
    return book.root


@pytest.fixture
def sound(once: Path, tmp_path: Path) -> SoundBook:
    """A copy of a built book, in a folder of its own."""
    shutil.copytree(once, tmp_path / "book", symlinks=True)
    return SoundBook.at(tmp_path / "book")
