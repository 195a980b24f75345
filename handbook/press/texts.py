"""What stands on the pages of a finished PDF, read again from the file.

Reading a page takes far longer than telling whether it is the same as one read before; so what
was read is kept under a fingerprint of all a page is drawn from: its streams and its fonts
(`proof`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.files import write_whole
from handbook.press.proof import Box

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class PageText:
    """Text of one page, and the digits that stand in each of the boxes asked for.

    ``name`` is the fingerprint of what is drawn on the page and asked of it.
    """

    text: str
    digits: tuple[str, ...]
    name: str


class Texts:
    """Reads pages, each once; what was read stays in a file (in memory without one)."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._used: dict[str, list[Any]] = {}
        self._used_whole: set[str] = set()

    @cached_property
    def _raw(self) -> dict[str, Any]:
        if self._file and self._file.exists():
            return dict(json.loads(self._file.read_text("utf-8")))
        return {"pages": {}, "whole": []}

    @cached_property
    def _kept(self) -> dict[str, list[Any]]:
        return dict(self._raw["pages"])

    @cached_property
    def _whole(self) -> set[str]:
        return set(self._raw["whole"])

    def is_whole(self, name: str) -> bool:
        """Whether these pages were found to hold these words before."""
        self._used_whole |= {name} & self._whole
        return name in self._whole

    def note_whole(self, name: str) -> None:
        """Remember that pages hold all their words; ``name`` tells both apart from any others."""
        self._whole.add(name)
        self._used_whole.add(name)

    def read(
        self, file: Path, names: Sequence[str], boxes: Mapping[int, Sequence[Box]]
    ) -> list[PageText]:
        """Return the text of every page.

        Args:
            file: the finished PDF.
            names: the fingerprint of each page.
            boxes: page (from 0) → places whose digits are wanted.

        """
        missing = [number for number, name in enumerate(names) if name not in self._kept]
        for number, text, digits in _read(file, missing, boxes) if missing else ():
            self._kept[names[number]] = [text, digits]
        self._used |= {name: self._kept[name] for name in names}
        said = map(self._kept.__getitem__, names)
        return [
            PageText(text, tuple(digits), name)
            for (text, digits), name in zip(said, names, strict=True)
        ]

    def save(self) -> None:
        """Keep what this run needed, if it read most of the book; else what there was, too."""
        if not self._file or not self._used:
            return
        is_most = len(self._used) * 2 > len(self._kept)
        pages, whole = (self._used, self._used_whole) if is_most else (self._kept, self._whole)
        write_whole(self._file, json.dumps({"pages": pages, "whole": sorted(whole)}).encode())


def _read(
    file: Path, numbers: Sequence[int], boxes: Mapping[int, Sequence[Box]]
) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the text of some pages, and the digits in the boxes asked for."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        for number in numbers:
            page = document[number]
            textpage = page.get_textpage()
            text = str(textpage.get_text_range()).replace("\r\n", "\n")
            yield number, text, [_digits(textpage, box) for box in boxes.get(number, ())]
            textpage.close()
            page.close()
    finally:
        document.close()


def _digits(textpage: Any, box: Box) -> str:
    left, bottom, right, top = box
    inset = (top - bottom) / 4  # lines set close reach into each other's boxes
    around = textpage.get_text_bounded(left - 1, bottom + inset, right + 1, top - inset)
    return "".join(_DIGITS.findall(around))
