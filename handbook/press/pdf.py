"""Writes the file of a volume: numbered objects, packed together, and the list where each is.

Only what a volume needs of PDF 1.7: dictionaries and arrays go into object streams, so that the
structure tree takes little room; other streams stand alone, packed already by who made them.
`Reader` reads such a file again.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from itertools import accumulate

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOGETHER = 200
"""Objects in one object stream: a reader unpacks all of them to get at one."""
_PACKED = 2
"""Kind of the objects that stand in object streams; those that stand alone are of kind 1."""
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_STREAM = re.compile(rb"(\d+) 0 obj\n(<< .*? >>)\nstream\n", re.DOTALL)
_WIDE = re.compile(rb"/W \[ 1 (\d+) 1 \]")
_FIRST, _LENGTH = re.compile(rb"/First (\d+)"), re.compile(rb"/Length (\d+) >>")


def reference(number: int) -> bytes:
    """Return what refers to an object."""
    return b"%d 0 R" % number


def string(text: str) -> bytes:
    """Return a text as a string of PDF.

    >>> string("a, b"), string("č")
    (b'(a, b)', b'<feff010d>')
    """
    if text.isascii() and text.isprintable():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", text.encode()) + b")"
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


class Writer:
    """Collects the objects of a file under their numbers."""

    def __init__(self) -> None:
        self._next = 1
        self._texts: list[tuple[int, bytes]] = []
        self._streams: list[tuple[int, bytes, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """Return the first of so many numbers that nothing else gets."""
        first = self._next
        self._next += count
        return first

    def put(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        self._texts.append((number, text))

    def add(self, text: bytes) -> int:
        """Write an object that is no stream; return its number."""
        number = self.reserve()
        self.put(number, text)
        return number

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream; ``entries`` are those of its dictionary but for the length."""
        self._streams.append((number, entries, data))

    def add_stream(self, entries: bytes, data: bytes) -> int:
        """Write a stream; return its number."""
        number = self.reserve()
        self.put_stream(number, entries, data)
        return number

    def finish(self, root: int, info: int) -> bytes:
        """Return the file; ``root`` is its catalogue."""
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}
        for start in range(0, len(self._texts), _TOGETHER):
            together = self._texts[start : start + _TOGETHER]
            holder = self.add_stream(*_together(together))
            places |= {number: (_PACKED, holder, n) for n, (number, _) in enumerate(together)}
        parts, offset = [_HEAD], len(_HEAD)
        for number, entries, data in self._streams:
            head = b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data))
            places[number] = (1, offset, 0)
            parts += [head, data, b"\nendstream\nendobj\n"]
            offset += len(head) + len(data) + 18
        own = self.reserve()
        places[own] = (1, offset, 0)
        name = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()
        parts.append(_places(own, places, b"/Root %d 0 R /Info %d 0 R" % (root, info), name))
        return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % offset])


def _together(texts: list[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Return an object stream: what is in its dictionary, and its packed data."""
    starts = accumulate((len(text) + 1 for _, text in texts), initial=0)
    head = b" ".join(
        b"%d %d" % (number, start) for (number, _), start in zip(texts, starts, strict=False)
    )
    entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(texts), len(head) + 1)
    return entries, zlib.compress(b"\n".join([head, *(text for _, text in texts)]))


def _places(
    number: int, places: dict[int, tuple[int, int, int]], entries: bytes, name: bytes
) -> bytes:
    """Return the list of where each object is: itself a stream, its own place in it."""
    wide = (max(place for _, place, _ in places.values()).bit_length() + 7) // 8
    rows = b"".join(
        kind.to_bytes(1) + place.to_bytes(wide) + nth.to_bytes(1)
        for kind, place, nth in map(places.__getitem__, range(number + 1))
    )
    data = zlib.compress(rows)
    head = (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [ 1 %d 1 ] %s /ID [ <%s> <%s> ] "
        b"/Filter /FlateDecode /Length %d >>\nstream\n"
    ) % (number, number + 1, wide, entries, name, name, len(data))
    return head + data + b"\nendstream\nendobj\n"


class Reader:
    """Reads a file that `Writer` wrote, for the gates; everything stands where its list says.

    Raises:
        ValueError: when the file is not as `Writer` writes it.

    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        end = _END.search(data, max(0, len(data) - 64))
        if not end:
            raise ValueError("no list of objects at the end")
        entries, packed = self._stream_at(int(end[1]), None)
        wide = _WIDE.search(entries)
        if not wide or b"/DecodeParms" in entries:
            raise ValueError("another list of objects")
        rows, size = zlib.decompress(packed), int(wide[1])
        self._places = [
            int.from_bytes(rows[at + 1 : at + 1 + size]) for at in range(0, len(rows), size + 2)
        ]
        self.texts = self._packed(rows[:: size + 2], rows[size + 1 :: size + 2])
        """Objects that are no streams."""

    def _packed(self, kinds: bytes, nths: bytes) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        held: dict[int, list[tuple[int, bytes]]] = {}
        for number, (kind, place, nth) in enumerate(zip(kinds, self._places, nths, strict=True)):
            if kind == _PACKED:
                if place not in held:
                    held[place] = _unpacked(*self.stream(place))
                named, found[number] = held[place][nth]
                if named != number:
                    raise ValueError(f"object {number} is not where the list says")
        return found

    def stream(self, number: int) -> tuple[bytes, bytes]:
        """Return the dictionary and the packed data of a stream."""
        return self._stream_at(self._places[number], number)

    def _stream_at(self, offset: int, number: int | None) -> tuple[bytes, bytes]:
        head = _STREAM.match(self._data, offset)
        length = head and _LENGTH.search(head[2])
        if not head or not length or number not in (None, int(head[1])):
            raise ValueError(f"object {number} is not where the list says")
        return head[2], self._data[head.end() : head.end() + int(length[1])]


def _unpacked(entries: bytes, data: bytes) -> list[tuple[int, bytes]]:
    """Return number and text of each object of an object stream, in order."""
    text, start = zlib.decompress(data), _FIRST.search(entries)
    if not start:
        raise ValueError("a stream that holds no objects")
    first = int(start[1])
    head = list(map(int, text[:first].split()))
    starts = [first + offset for offset in head[1::2]]
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    return [
        (number, text[start:end])
        for number, start, end in zip(head[::2], starts, ends, strict=True)
    ]
