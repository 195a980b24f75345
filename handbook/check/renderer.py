"""What pages become: asks a process of its own, so that no page can hang or kill the check."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, Any

from handbook.book import Book
from handbook.check.render_worker import read_message, write_message
from handbook.lazy import lazy
from handbook.policy.markup import Offence

_ALWAYS = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs adds by itself."""
_OURS = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", *_ALWAYS)
"""For trees without a configuration."""
_PATIENCE = 30
"""Seconds on the clock after which a process is given up, however busy the machine."""

Answer = list[Offence] | str
"""What may not stand on a page, or why it cannot be rendered."""


class Renderer:
    """Renders pages of one book in another process, which is started when first needed."""

    def __init__(self, book: Book) -> None:
        self.own = book.is_handbook or book.config_file is None
        self.extensions = extensions(book)
        self._process: subprocess.Popen[bytes] | None = None

    @lazy
    def is_tame(self) -> bool:
        """Whether no option of an extension puts signs of its own into plain pages."""
        return not re.search(r"[<>&\"']", " ".join(map(str, _leaves(self.extensions))))

    def judge(self, text: str, depth: int = 12) -> Answer:
        """Return what may not stand on a page with this text, or why it cannot be rendered.

        ``depth`` says how many folders up from the page's address docs/ lies.
        """
        seconds = max(1.0, len(text.encode("utf-8", "replace")) / 100_000)
        answer = self._ask({"text": text, "seconds": seconds, "depth": depth})
        if answer is None:
            return f"it takes more than {seconds:.0f} s"
        if "failed" in answer:
            return f"the renderer fails on it ({answer['failed']})"
        return [Offence(**offence) for offence in answer["offences"]]

    def _ask(self, request: Mapping[str, Any]) -> Any:
        process = self._process = self._process or self._start()
        requests, answers = _pipes(process)
        try:
            write_message(requests, request)
            ready, _, _ = select.select([answers], [], [], _PATIENCE)
            answer = read_message(answers) if ready else None
        except (OSError, ValueError):
            answer = None
        if answer is None:
            self.close()
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process: isolated, so that it imports nothing from the folder it runs in."""
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", "handbook.check.render_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", "")},
        )
        weakref.finalize(self, _end, process)
        settings = {"extensions": self.extensions, "own": self.own}
        write_message(_pipes(process)[0], settings)
        return process

    def close(self) -> None:
        """End the process, if there is one; the next page starts another."""
        if self._process:
            _end(self._process)
        self._process = None


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin and process.stdout, "opened with pipes"
    return process.stdin, process.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in _pipes(process):
        with suppress(OSError):  # the other end may be gone already
            stream.close()
    process.wait()


def extensions(book: Book) -> dict[str, dict[str, Any]]:
    """Return the extensions that a book is rendered with, and their plain options."""
    listed = book.settings.get("markdown_extensions") if book.config_file else list(_OURS)
    found: dict[str, dict[str, Any]] = {name: {} for name in _ALWAYS}
    entries = listed.items() if isinstance(listed, dict) else _pairs(listed)
    for name, options in entries:
        short = str(name).removeprefix("markdown.extensions.")
        found[short] = _plain(options) if isinstance(options, dict) else {}
    return found


def _leaves(value: Any) -> Iterator[Any]:
    """All values of options, however deep."""
    if isinstance(value, dict):
        for entry in value.values():
            yield from _leaves(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _leaves(entry)
    else:
        yield value


def _pairs(listed: Any) -> list[tuple[Any, Any]]:
    """Take apart a list of names and of names with options."""
    pairs: list[tuple[Any, Any]] = []
    for each in listed if isinstance(listed, list) else []:
        pairs += each.items() if isinstance(each, dict) else [(each, None)]
    return pairs


def _plain(options: Mapping[Any, Any]) -> dict[str, Any]:
    """Leave out options that would name code, and code blocks drawn by programs."""
    kept = (str, int, float, list, dict)
    return {
        str(key): value
        for key, value in options.items()
        if isinstance(value, kept) and key not in ("custom_fences", "emoji_index", "slugify")
    }
