"""A zip put together of files that are packed already; as `zipfile` writes it, byte for byte.

`zipfile` packs what it is given, and can take over nothing that was packed before: most of the
work of an edition of which one page has changed. The same files give the same bytes: one time for
all, the same rights.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from handbook.errors import HandbookError

_PACKED = (".woff2", ".png", ".jpg", ".webp")
"""Files that are packed in themselves and stored as they are."""
_FILE, _ENTRY, _END = "<4s2B4HL2L2H", "<4s4B4HL2L5H2L", "<4s4H2LH"
_VERSION, _UNIX, _NOTHING = 20, 3, 0
_STORED, _DEFLATED = 0, 8
_UTF_8 = 0x800
_EARLIEST = (0, 0x21)
"""The first second a zip can name, of 1980: time and day."""
_RIGHTS = 0o100644 << 16
_MOST_FILES, _MOST_BYTES = 0xFFFF, 0xFFFF_FFFF


class ZipError(HandbookError):
    """A zip would become too large for old programs; the message says what to do."""


class Piece(NamedTuple):
    """A file of a zip: the sum of what is in it, its size, and its bytes as they stand there."""

    crc: int
    size: int
    packed: bytes


def piece(name: str, data: bytes) -> Piece:
    """Pack a file."""
    if name.endswith(_PACKED):
        return Piece(zlib.crc32(data), len(data), data)
    made = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(zlib.crc32(data), len(data), made.compress(data) + made.flush())


def zipped(pieces: Mapping[str, Piece]) -> tuple[bytes, list[int]]:
    """Return a zip of files by name, in order, and where in it the bytes of each begin.

    Raises:
        ZipError: for more files or bytes than every program can unpack.

    """
    parts, entries, starts, at = list[bytes](), list[bytes](), list[int](), 0
    for name, each in pieces.items():
        _refuse(len(entries), at + each.size)
        written, facts = _named(name), _facts(name, each)
        head = struct.pack(_FILE, b"PK\3\4", *facts, len(written), 0) + written
        entry = struct.pack(
            _ENTRY, b"PK\1\2", _VERSION, _UNIX, *facts, len(written), 0, 0, 0, 0, _RIGHTS, at
        )
        entries.append(entry + written)
        parts += [head, each.packed]
        starts.append(at + len(head))
        at = starts[-1] + len(each.packed)
    count, size = len(entries), sum(map(len, entries))
    _refuse(count, at + size)
    end = struct.pack(_END, b"PK\5\6", 0, 0, count, count, size, at, 0)
    return b"".join([*parts, *entries, end]), starts


def _facts(name: str, each: Piece) -> tuple[int, ...]:
    """Return what both headers of a file say of it."""
    method = _STORED if name.endswith(_PACKED) else _DEFLATED
    flags = 0 if name.isascii() else _UTF_8
    return (
        *(_VERSION, _NOTHING, flags, method, *_EARLIEST),
        *(each.crc, len(each.packed), each.size),
    )


def _named(name: str) -> bytes:
    return name.encode()


def _refuse(files: int, size: int) -> None:
    if files > _MOST_FILES or size > _MOST_BYTES:
        raise ZipError("an edition is too large for a zip that opens everywhere; divide the book")
