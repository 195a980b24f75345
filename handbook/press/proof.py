"""A finished file as the gates see it: its structure elements, its fonts, fingerprints of pages.

A volume is read from its bytes as `pdf` wrote them; asking a library for each of the ten thousand
elements of a book takes longer than to join it. Any other file is read with a library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from handbook.press.pdf import Reader

if TYPE_CHECKING:
    import pikepdf

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""

_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_TREE = re.compile(rb"/StructTreeRoot (\d+) 0 R")
_KIDS = re.compile(rb"\((?:[^\\()]|\\.)*\)|/K (?:\[([^\]]*)\]|(\d+) 0 R)", re.DOTALL)
"""Texts are skipped: what stands in them says nothing of kids."""
_NUMBER = re.compile(rb"(\d+) 0 R")
_USUAL = b"<< /K ["
"""How most elements begin."""
_PAGES = re.compile(rb"/Type /Catalog /Pages (\d+) 0 R")
_BASE_FONT = re.compile(rb"/BaseFont /(\S+)")
_SIZE = re.compile(rb"/MediaBox (\[[^\]]*\])")
_DRAWN = re.compile(rb"/Contents (\d+) 0 R")
_RESOURCES = re.compile(rb"/Resources (?:(\d+) 0 R|<< >>)")


class Proof(Protocol):
    """What the gates ask of a finished file."""

    def elements(self) -> int:
        """Count the structure elements that hang below the root of the tree."""

    def fonts(self) -> Iterable[str]:
        """Return the names of all fonts."""

    def prints(self, boxes: Mapping[int, Sequence[Box]]) -> list[str]:
        """Return a fingerprint of each page: of all it is drawn from, and what is asked of it.

        ``boxes`` says for each page (from 0) in which places digits are wanted.
        """


def proof(file: Path) -> Proof:
    """Read a finished file."""
    try:
        return _Volume(file.read_bytes())
    except ValueError:
        return _Foreign(file)


class _Volume:
    """A file as `pdf.Writer` writes it.

    Raises:
        ValueError: when it is not.

    """

    def __init__(self, data: bytes) -> None:
        self._read = Reader(data)
        self._known: dict[int, bytes] = {}
        texts = self._read.texts
        catalogue = next((text for text in texts.values() if _PAGES.search(text)), b"")
        pages, tree = _PAGES.search(catalogue), _TREE.search(catalogue)
        if not pages or not tree:
            raise ValueError("no catalogue")
        self._tree = int(tree[1])
        held = _NUMBER.findall(texts[int(pages[1])].partition(b"/Kids")[2])
        self._pages = [texts[int(number)] for number in held]

    def elements(self) -> int:
        texts = dict(self._read.texts)
        count = 0
        waiting = _kids(texts.pop(self._tree, b""))
        while waiting:
            text = texts.pop(waiting.pop(), None)  # so that none is counted twice
            if text is not None and b"/Type /OBJR" not in text:
                count += 1
                waiting += _kids(text)
        return count

    def fonts(self) -> Iterator[str]:
        for text in self._read.texts.values():
            if b"/BaseFont" in text:
                yield from (name.decode() for name in _BASE_FONT.findall(text))

    def prints(self, boxes: Mapping[int, Sequence[Box]]) -> list[str]:
        return [self._page(page, boxes.get(n, ())) for n, page in enumerate(self._pages)]

    def _page(self, page: bytes, boxes: Sequence[Box]) -> str:
        size, drawn, resources = _SIZE.search(page), _DRAWN.search(page), _RESOURCES.search(page)
        if not size or not resources:
            raise ValueError("a page without size or resources")
        digest = hashlib.sha256(repr((boxes, size[1])).encode())
        if drawn:
            digest.update(self._read.stream(int(drawn[1]))[1])
        if resources[1]:
            digest.update(self._of(int(resources[1])))
        return digest.hexdigest()

    def _of(self, number: int) -> bytes:
        """Return the fingerprint of an object and of all it refers to."""
        if number not in self._known:
            self._known[number] = b""  # what leads back here adds nothing
            text, data = self._read.texts.get(number), b""
            if text is None:
                text, data = self._read.stream(number)
            digest = hashlib.sha256(_REFERENCE.sub(b"", text) + data)
            for each, _ in _REFERENCE.findall(text):
                digest.update(self._of(int(each)))
            self._known[number] = digest.digest()
        return self._known[number]


def _kids(element: bytes) -> list[int]:
    """Return the objects that an element holds."""
    if element.startswith(_USUAL):
        held = element[len(_USUAL) : element.index(b"]")]
        return list(map(int, _NUMBER.findall(held))) if b"R" in held else []
    for match in _KIDS.finditer(element):
        if match[2]:
            return [int(match[2])]
        if match[1] is not None:
            return list(map(int, _NUMBER.findall(match[1])))
    return []


class _Foreign:
    """A file that something else wrote, such as a form with fields."""

    def __init__(self, file: Path) -> None:
        import pikepdf

        self._pdf = pikepdf.Pdf.open(file)
        self._known: dict[tuple[int, int], bytes] = {}

    def elements(self) -> int:
        from handbook.press.tags import structure_elements

        return structure_elements(self._pdf)

    def fonts(self) -> Iterator[str]:
        for page in self._pdf.pages:
            resources: Any = page.obj.get("/Resources", {})
            for _, font in resources.get("/Font", {}).items():
                yield str(font.BaseFont).removeprefix("/")

    def prints(self, boxes: Mapping[int, Sequence[Box]]) -> list[str]:
        return [self._page(page, boxes.get(n, ())) for n, page in enumerate(self._pdf.pages)]

    def _page(self, page: pikepdf.Page, boxes: Sequence[Box]) -> str:
        from pikepdf import Array, Dictionary

        digest = hashlib.sha256(repr((boxes, list(page.mediabox.as_list()))).encode())
        contents = page.obj.get("/Contents", Array())
        for stream in contents if isinstance(contents, Array) else [contents]:
            digest.update(stream.read_raw_bytes())
        digest.update(self._of(page.obj.get("/Resources", Dictionary())))
        return digest.hexdigest()

    def _of(self, thing: Any) -> bytes:
        """Return the fingerprint of a value and of all it refers to."""
        key = thing.objgen
        if key in self._known:
            return self._known[key]
        if thing.is_indirect:
            self._known[key] = b""  # what leads back here adds nothing
        is_stream = thing._type_name == "stream"
        plain = (thing.stream_dict if is_stream else thing).unparse(resolved=not is_stream)
        digest = hashlib.sha256(_REFERENCE.sub(b"", plain))
        for number, generation in _REFERENCE.findall(plain):
            digest.update(self._of(self._pdf.get_object(int(number), int(generation))))
        if is_stream:
            digest.update(thing.read_raw_bytes())
        if thing.is_indirect:
            self._known[key] = digest.digest()
        return digest.digest()
