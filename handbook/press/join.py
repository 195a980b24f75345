"""Joins set sheets into one PDF: pages, structure trees, links, bookmarks, page numbers."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from handbook.press.article import SCHEME
from handbook.press.figures import Figures
from handbook.press.setter import Facts

_PRODUCER = "Peer-mentoring handbook"


@dataclass(frozen=True)
class Part:
    """A piece inside a volume: its sheets, its facts, what its references point at.

    ``first`` is the number of its first page in the book; ``roman`` pages are counted apart.
    """

    piece: str
    page_id: str
    pdf: bytes
    facts: Facts
    targets: tuple[str, ...]
    first: int
    roman: bool = False


@dataclass(frozen=True)
class Meta:
    """Title, language tag, author and subject of a volume."""

    title: str
    tag: str
    author: str
    subject: str


def join(
    parts: Sequence[Part],
    meta: Meta,
    number_of: Callable[[str], int | None],
    site_address: Callable[[str], str],
    sheet: Path,
    fonts: Path,
) -> bytes:
    """Return the parts as one PDF.

    Args:
        parts: in order; a blank page is put before a part that would start on a left page.
        meta: what the document says about itself.
        number_of: page number in the book of ``page#anchor``; None when it is not on paper.
        site_address: absolute address of ``page#anchor`` for links that leave the volume.
        sheet: the PDF of the figure font (`figures.figure_sheet`).
        fonts: folder of the press's fonts.

    """
    volume = Pdf.new()
    joiner = _Joiner(volume, Figures(volume, sheet, fonts))
    for part in parts:
        joiner.add(part, [str(number_of(target) or "") for target in part.targets])
    joiner.finish(site_address)
    _describe(volume, meta)
    out = io.BytesIO()
    volume.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


class _Joiner:
    """Adds parts to a volume one after the other."""

    def __init__(self, volume: Pdf, figures: Figures) -> None:
        self._volume = volume
        self._figures = figures
        self._parts: list[tuple[Part, int]] = []
        self._nums: list[Any] = []
        self._key = 0
        self._document = volume.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        self._links: list[tuple[Any, Part, int]] = []

    def add(self, part: Part, texts: list[str]) -> None:
        """Append a part's pages, its structure and its page numbers."""
        pages = self._volume.pages
        if len(pages) % 2:
            pages.append(_blank(self._volume, pages[-1]))
        start = len(pages)
        with Pdf.open(io.BytesIO(part.pdf)) as source:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # places are ours
                pages.extend(source.pages)
            self._structure(source, start)
            names = _names(source)
        for number, page in enumerate(pages[start:]):
            wanted = {f.number: texts[f.number] for f in part.facts.figures if f.page == number}
            self._figures.write(self._volume, page, wanted)
            folio = part.first + number
            if not part.roman:
                self._figures.stamp(page, str(folio), right=number % 2 == 0)
            for link in page.obj.get("/Annots", Array()):
                self._links.append((link, part, start))
                _name_to_place(link, names)
        self._parts.append((part, start))

    def _structure(self, source: Pdf, start: int) -> None:
        """Hang the part's structure tree below the volume's, with keys of its own."""
        root = self._volume.copy_foreign(source.Root.StructTreeRoot)
        for element in root.K:
            element.S = Name.Part
            element.P = self._document
            self._document.K.append(element)
        offset = self._key
        nums = root.ParentTree.Nums
        for index in range(0, len(nums), 2):
            self._nums += [int(nums[index]) + offset, nums[index + 1]]
            self._key = max(self._key, int(nums[index]) + offset + 1)
        for number, page in enumerate(self._volume.pages[start:]):
            page.obj.StructParents = number + offset
            for link in page.obj.get("/Annots", Array()):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + offset

    def finish(self, site_address: Callable[[str], str]) -> None:
        """Close the structure tree, resolve links, write bookmarks and page labels."""
        root = self._volume.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self._document]),
                ParentTree=self._volume.make_indirect(Dictionary(Nums=Array(self._nums))),
                ParentTreeNextKey=self._key,
            )
        )
        self._document.P = root
        self._volume.Root.StructTreeRoot = root
        places = self._places()
        for link, part, _start in self._links:
            self._resolve(link, part, places, site_address)
        self._bookmarks()
        self._labels()

    def _places(self) -> dict[str, Array]:
        """Where each ``page#anchor`` of the volume stands."""
        places: dict[str, Array] = {}
        for part, start in self._parts:
            page = self._volume.pages[start].obj
            top = Array([page, Name.XYZ, 0, page.MediaBox[3], 0])
            places.setdefault(part.page_id, top)
            for anchor, (number, left, height) in part.facts.anchors.items():
                goal = self._volume.pages[start + number].obj
                places[f"{part.page_id}#{anchor}"] = Array(
                    [goal, Name.XYZ, round(left, 1), round(height, 1), 0]
                )
        return places

    def _resolve(
        self,
        link: Any,
        part: Part,
        places: dict[str, Array],
        site_address: Callable[[str], str],
    ) -> None:
        target = ""
        if "/HandbookName" in link:
            target = f"{part.page_id}#{link.HandbookName}"
            del link["/HandbookName"]
        elif "/A" in link and str(link.A.get("/URI", "")).startswith(SCHEME):
            target = str(link.A.URI).removeprefix(SCHEME)
        if not target:
            return
        for key in ("/A", "/Dest"):
            if key in link:
                del link[key]
        if target in places:
            link.Dest = places[target]
        else:
            link.A = Dictionary(S=Name.URI, URI=String(site_address(target)))

    def _bookmarks(self) -> None:
        with self._volume.open_outline() as outline:
            for part, start in self._parts:
                stack: list[tuple[int, Any]] = []
                for heading in part.facts.headings:
                    item = pikepdf.OutlineItem(
                        heading.text, start + heading.page, "XYZ", top=heading.top
                    )
                    while stack and stack[-1][0] >= heading.level:
                        stack.pop()
                    (stack[-1][1].children if stack else outline.root).append(item)
                    stack.append((heading.level, item))

    def _labels(self) -> None:
        nums = Array()
        for part, start in self._parts:
            style = Name.r if part.roman else Name.D
            nums.append(start)
            nums.append(Dictionary(S=style, St=part.first))
        self._volume.Root.PageLabels = Dictionary(Nums=nums)


def _blank(volume: Pdf, like: pikepdf.Page) -> pikepdf.Page:
    page = Dictionary(Type=Name.Page, MediaBox=like.mediabox, Resources=Dictionary())
    return pikepdf.Page(volume.make_indirect(page))


def _names(source: Pdf) -> set[str]:
    """Named places of a set document."""
    names = (
        source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    )
    return {str(names[index]) for index in range(0, len(names), 2)}


def _name_to_place(link: Any, names: set[str]) -> None:
    """Keep the name a link leads to until the volume knows its places."""
    name = link.get("/Dest")
    if name is None and "/A" in link and link.A.get("/S") == Name.GoTo:
        name = link.A.get("/D")
    if name is not None and str(name) in names:
        link.HandbookName = String(str(name))


def _describe(volume: Pdf, meta: Meta) -> None:
    root = volume.Root
    root.Lang = String(meta.tag)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with volume.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = meta.title
        xmp["dc:language"] = [meta.tag]
        xmp["dc:creator"] = [meta.author]
        xmp["dc:description"] = meta.subject
        xmp["pdf:Producer"] = _PRODUCER
        xmp["pdfuaid:part"] = "1"
    volume.docinfo[Name.Title] = String(meta.title)
    volume.docinfo[Name.Author] = String(meta.author)
    volume.docinfo[Name.Producer] = String(_PRODUCER)
