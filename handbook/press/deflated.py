"""Deflated text with gaps that are filled later, without packing the rest again.

A page's drawing is packed once, when its piece is set; numbers are put into it whenever a volume
is joined. So the packed text is cut at its gaps: each length ends on a full flush of zlib, which
makes it independent of what stands before, and what fills a gap is stored unpacked (RFC 1951,
blocks of type 0). The sum at the end (RFC 1950, Adler-32) follows from those of the lengths.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEAD = b"\x78\x9c"
"""What zlib writes first: deflate, a window of 32 kB, packed as by default."""
_BASE = 65521
_LAST = 1
_MOST = 0xFFFF


@dataclass(frozen=True)
class Length:
    """Packed text between two gaps, its size and its sum before it was packed."""

    packed: bytes
    size: int
    sum: int


def pack(texts: Iterable[bytes]) -> list[Length]:
    """Pack the texts between gaps, in order."""
    made = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return [
        Length(made.compress(text) + made.flush(zlib.Z_FULL_FLUSH), len(text), zlib.adler32(text))
        for text in texts
    ]


def fill(lengths: Sequence[Length], fillings: Sequence[bytes]) -> bytes:
    """Return all as one deflated text, a filling after each length.

    Raises:
        ValueError: when there is not one filling for each length, or one is too long.

    """
    parts = [_HEAD]
    total = 1
    for place, (length, filling) in enumerate(zip(lengths, fillings, strict=True), 1):
        size = len(filling)
        if size > _MOST:
            raise ValueError(f"{size} bytes are too many to fill a gap")
        last = bytes([_LAST if place == len(lengths) else 0])
        parts += [length.packed, last, size.to_bytes(2, "little")]
        parts += [(size ^ _MOST).to_bytes(2, "little"), filling]
        total = _joined(total, length.sum, length.size)
        total = _joined(total, zlib.adler32(filling), size)
    return b"".join([*parts, total.to_bytes(4, "big")])


def _joined(before: int, after: int, size: int) -> int:
    """Return the sum of two texts, one after the other, from their sums; ``size`` is the second's.

    Its lower half is 1 and all bytes; its upper half adds up the lower one after every byte.
    """
    low, high = before & _MOST, before >> 16
    lower = (low + (after & _MOST) - 1) % _BASE
    upper = (high + (after >> 16) + size * (low - 1)) % _BASE
    return upper << 16 | lower
