"""Looks into files that are no pages: their first bytes, the size of pictures, styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.book import Book
from handbook.documents import load_json, read_text
from handbook.policy.kinds import LARGEST_SIDE, MOST_PIXELS
from handbook.policy.svg import without_remarks

_HEAD = 64
_SHARED = ("assets/handbook.js", "assets/timetable.js")
"""Scripts of our book that its pages load by themselves."""
_AWAY = r"(?:[a-z][a-z0-9+.-]*:(?!image/(?:png|gif|jpe?g|webp|svg))|//|\\)"
_ELSEWHERE = re.compile(
    rf"@import\b|url\(\s*[\"']?\s*{_AWAY}|expression\s*\(|"
    rf"(?<!\w)(?:image-set|cross-fade|image|src)\([^(){{}};]{{0,500}}?[\"']\s*{_AWAY}|"
    r"@namespace\b[^;{}]{0,500}//|javascript:|-moz-binding|(?<![\w-])behavior\s*:|</?[a-z!]",
    re.IGNORECASE,
)
"""What loads or runs in styles, their escapes written out."""
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t]?|([^\n0-9a-fA-F]))")


def named_by(book: Book) -> frozenset[str]:
    """Styles and scripts that the configuration of a book names, as paths below docs/."""
    found: set[str] = set(_SHARED) if book.is_handbook else set()
    for key in ("extra_css", "extra_javascript"):
        listed = book.settings.get(key)
        for each in listed if isinstance(listed, list) else []:
            path = each.get("path") if isinstance(each, dict) else each
            if isinstance(path, str):
                found.add(path)
    return frozenset(found)


def head(file: Path) -> bytes:
    """Return the first bytes of a file."""
    with file.open("rb") as opened:
        return opened.read(_HEAD)


def pixels_fault(file: Path) -> tuple[str, str] | None:
    """Say whether a picture is unreadable or has too many pixels; only its head is read."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the size is judged here, before anything is unpacked
    try:
        with Image.open(file, formats=("PNG", "JPEG", "GIF", "WEBP")) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return "the picture cannot be read", "save it again"
    if max(width, height) > LARGEST_SIDE or width * height > MOST_PIXELS:
        return f"the picture has {width} × {height} pixels", "make it smaller"
    return None


def styles_fault(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of a file of styles that load something from elsewhere."""
    text, flaw = read_text(file)
    if flaw:
        yield flaw.line, flaw.message, flaw.fix
    plain = _ESCAPED.sub(_character, without_remarks(text))
    for found in _ELSEWHERE.finditer(plain):
        line = plain.count("\n", 0, found.start()) + 1
        fix = "put what it needs into docs/assets and name it there"
        shown = " ".join(found[0].split())[:80]
        what = "is no style" if shown.startswith("<") else "may load from elsewhere"
        yield line, f"“{shown}” {what}", "take it out" if shown.startswith("<") else fix


def _character(escape: re.Match[str]) -> str:
    """Return the character that an escape of CSS stands for; a quotation mark stays text."""
    char = chr(min(int(escape[1], 16), 0x10FFFF)) if escape[1] else escape[2]
    return " " if char in "\"'\n\\" else char


def bookkeeping_fault(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the stamps or the ledger beside the pages.

    Stamps are many and read with their pages; here they need only begin as JSON does.
    """
    fix = "take it from the last release"
    if file.parent.name != ".ledger":
        if not head(file).lstrip().startswith(b"{"):
            yield 1, "the file is no bookkeeping of ours", fix
        return
    text, flaw = read_text(file)
    if flaw:
        yield flaw.line, flaw.message, flaw.fix
        return
    try:
        if not isinstance(load_json(text), dict):
            yield 1, "the file is no bookkeeping of ours", fix
    except ValueError as error:
        yield getattr(error, "lineno", 1), "the file cannot be read: it is no JSON", fix
