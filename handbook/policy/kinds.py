"""Kinds of file that may lie below docs/: by ending, with the first bytes they must have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

PAGE = 200_000
DRAWING = 300_000
PICTURE = 2_000_000
SOUND = 20_000_000
DATA = 2_000_000
MOST_PIXELS = 40_000_000
LARGEST_SIDE = 12_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: largest size in bytes, and what its first bytes are (any of them)."""

    largest: int
    begins: tuple[bytes, ...] = ()
    at: int = 0
    """Where they stand, when not at the very beginning."""


_RIFF = (b"RIFF",)
KINDS = {
    ".md": Kind(PAGE),
    ".svg": Kind(DRAWING),
    ".png": Kind(PICTURE, (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": Kind(PICTURE, (b"\xff\xd8\xff",)),
    ".jpeg": Kind(PICTURE, (b"\xff\xd8\xff",)),
    ".gif": Kind(PICTURE, (b"GIF87a", b"GIF89a")),
    ".webp": Kind(PICTURE, _RIFF),
    ".ico": Kind(200_000, (b"\x00\x00\x01\x00",)),
    ".mp3": Kind(SOUND, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".ogg": Kind(SOUND, (b"OggS",)),
    ".mp4": Kind(SOUND, (b"ftyp",), 4),
    ".webm": Kind(SOUND, (b"\x1a\x45\xdf\xa3",)),
    ".vtt": Kind(DATA, (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    ".pdf": Kind(SOUND, (b"%PDF-",)),
    ".woff2": Kind(PICTURE, (b"wOF2",)),
    ".yml": Kind(DATA),
    ".yaml": Kind(DATA),
    ".json": Kind(DATA),
    ".txt": Kind(DATA),
    ".csv": Kind(DATA),
    ".css": Kind(DATA),
}
"""Kinds that any book may hold; scripts only where its configuration names them."""

HIDDEN = frozenset(
    (".gitattributes", ".gitignore", ".gitkeep", ".nojekyll", ".pages", ".meta.yml", ".stamps",
     ".ledger", ".DS_Store")
)  # fmt: skip
"""Names beginning with a dot that are known; none of them is published."""

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp"))
_INSTEAD = {
    ".markdown": "end the name in .md", ".mdown": "end the name in .md",
    ".mkd": "end the name in .md", ".mkdn": "end the name in .md",
    ".html": "write the page in Markdown", ".htm": "write the page in Markdown",
    ".svgz": "unpack it and save it as .svg",
    ".docx": "write the page in Markdown; forms are made from it", ".doc": "write it in Markdown",
}  # fmt: skip


def kind_fault(path: str, named: frozenset[str]) -> tuple[str, str] | None:
    """Say why a file of this ending may not lie in docs/, and what to do; None when it may.

    ``named`` holds paths of styles and scripts that the configuration names.
    """
    name = PurePosixPath(path).name
    if path in named or name in HIDDEN:
        return None
    if name.startswith("."):
        return f"the hidden file “{name}” does not belong into docs/", "remove it"
    ending = PurePosixPath(name).suffix
    if ending in KINDS:
        return None
    if ending.lower() in KINDS:
        return f"the ending of “{name}” has capitals", f"write {ending.lower()}"
    fix = _INSTEAD.get(ending.lower(), "remove it")
    what = (
        f"files ending in “{ending}” do not" if ending else f"“{name}” has no ending and does not"
    )
    return f"{what} belong into docs/", fix


def content_fault(path: str, size: int, head: bytes) -> tuple[str, str] | None:
    """Say what is wrong with the size or the first bytes of a file; None when they are right."""
    kind = KINDS.get(PurePosixPath(path).suffix)
    if kind is None:
        return None
    if size > kind.largest:
        return f"the file has {_size(size)}; at most {_size(kind.largest)}", "make it smaller"
    if kind.begins and not head[kind.at :].startswith(kind.begins):
        ending = PurePosixPath(path).suffix
        return f"the file is no “{ending}”: its first bytes are others", "save it again"
    return None


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size // 1000} kB"
