"""How a build tells what it does: one line a stage; on a terminal also page and time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TextIO

Say = Callable[[str], None]
_EVERY = 0.1
"""Seconds between two changes of the line on a terminal."""
_NAME = 8


class Progress(Protocol):
    """Told how many of how many things are done, and on which page."""

    def __call__(self, done: int, total: int, page: str = "") -> None:
        """Show it."""


@dataclass
class Reporter:
    """Prints lines through ``say``; shows the stage at work on ``screen`` if it is a terminal."""

    say: Say
    screen: TextIO = field(default_factory=lambda: sys.stderr)
    _shown: bool = False
    _last: float = 0.0

    def line(self, name: str, text: str) -> None:
        """Print the line of a stage that has ended, or of something to know."""
        self._wipe()
        self.say(f"{name:<{_NAME}} {text}")

    def more(self, lines: list[str]) -> None:
        """Print lines below that of a stage."""
        for text in lines:
            self.say(f"{'':<{_NAME}} {text}")

    def at_work(self, name: str) -> Progress:
        """Show that a stage has begun; return what shows how far it is."""
        started = time.monotonic()
        self._show(f"{name:<{_NAME}} …", at_once=True)

        def show(done: int, total: int, page: str = "") -> None:
            left = _left(time.monotonic() - started, done, total)
            text = " · ".join(part for part in (f"{done} of {total}", page, left) if part)
            self._show(f"{name:<{_NAME}} {text}", at_once=done >= total)

        return show

    def _show(self, text: str, at_once: bool = False) -> None:
        now = time.monotonic()
        if self.screen.isatty() and (at_once or now - self._last >= _EVERY):
            self._last, self._shown = now, True
            print(f"\r\033[K{text[: _width()]}", end="", file=self.screen, flush=True)

    def _wipe(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=self.screen, flush=True)
            self._shown = False


def _left(spent: float, done: int, total: int) -> str:
    """Say how long the rest takes if it goes on like this; nothing before one can tell."""
    if not 0 < done < total or spent < 1:
        return ""
    seconds = round(spent / done * (total - done))
    if seconds < 60:
        return f"{seconds} s left"
    return f"{seconds // 60} min {seconds % 60:02} s left"


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns - 1


def size(count: int) -> str:
    """Return a number of bytes for people."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def plural(count: int, word: str) -> str:
    """Return “1 page”, “2 pages”."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")
