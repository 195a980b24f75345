"""Joins set sheets into one PDF: pages, structure trees, links, bookmarks, page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from handbook.press.deflated import fill
from handbook.press.figures import Figures
from handbook.press.galley import Galley, Lead, Leaf
from handbook.press.outline import bookmarks
from handbook.press.pdf import Writer, reference, string
from handbook.press.setter import Facts

_PRODUCER = "Peer-mentoring handbook"
_ELEMENT = b"<< /Type /StructElem"


@dataclass(frozen=True)
class Part:
    """A piece inside a volume: its sheets, its facts, what its references point at.

    ``first`` is the number of its first page in the book; ``roman`` pages are counted apart.
    """

    piece: str
    page_id: str
    galley: bytes
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
) -> bytes:
    """Return the parts as one PDF.

    Args:
        parts: in order; a blank page is put before a part that would start on a left page.
        meta: what the document says about itself.
        number_of: page number in the book of ``page#anchor``; None when it is not on paper.
        site_address: absolute address of ``page#anchor`` for links that leave the volume.
        sheet: the figure font (`figures.figure_sheet`).

    """
    joiner = _Joiner(Figures(sheet), number_of, site_address)
    for part in parts:
        joiner.place(part)
    return joiner.finish(meta)


@dataclass(frozen=True)
class _Placed:
    """A part with its numbers in the volume: of its objects, pages and keys the first each."""

    part: Part
    galley: Galley
    objects: int
    start: int
    keys: int

    def object(self, number: int) -> bytes:
        """Refer to an object of the part."""
        return reference(self.objects + number)

    @property
    def pages(self) -> list[bytes]:
        """What refers to its pages."""
        return [self.object(leaf.number) for leaf in self.galley.leaves]


class _Joiner:
    """Gives every part its place first, so that links know theirs, and then writes all."""

    def __init__(
        self,
        figures: Figures,
        number_of: Callable[[str], int | None],
        site_address: Callable[[str], str],
    ) -> None:
        self._figures = figures
        self._number_of = number_of
        self._site_address = site_address
        self._out = out = Writer()
        self._tree, self._root, self._document = out.reserve(), out.reserve(), out.reserve()
        self._font = out.reserve(figures.font.count)
        self._pages: list[bytes] = []
        self._parts: list[_Placed] = []
        self._keys = 0

    def place(self, part: Part) -> None:
        """Give a part its pages, the numbers of its objects and the keys of its structure."""
        galley = Galley.from_bytes(part.galley)
        if len(self._pages) % 2:
            self._pages.append(self._blank(self._parts[-1].galley.leaves[-1]))
        objects = self._out.reserve(galley.count)
        placed = _Placed(part, galley, objects, len(self._pages), self._keys)
        self._pages += placed.pages
        self._parts.append(placed)
        self._keys += max((key for key, _ in galley.parents), default=-1) + 1

    def _blank(self, like: Leaf) -> bytes:
        wide, high = like.size
        page = b"<< /Type /Page /Parent %s /MediaBox [ 0 0 %.6g %.6g ] /Resources << >> >>"
        return reference(self._out.add(page % (reference(self._tree), wide, high)))

    def finish(self, meta: Meta) -> bytes:
        """Write everything; return the file."""
        out = self._out
        self._put(self._font, self._figures.font)
        places = self._places()
        for placed in self._parts:
            self._put(placed.objects, placed.galley, dict(self._changes(placed, places)))
        pages = b"<< /Type /Pages /Count %d /Kids [ %s ] >>"
        out.put(self._tree, pages % (len(self._pages), b" ".join(self._pages)))
        self._structure()
        headings = [(placed.pages, placed.part.facts.headings) for placed in self._parts]
        outline = bookmarks(out, headings)
        metadata = out.add_stream(b"/Type /Metadata /Subtype /XML", _metadata(meta))
        catalogue = (
            b"<< /Type /Catalog /Pages %s /Lang %s /MarkInfo << /Marked true >> "
            b"/ViewerPreferences << /DisplayDocTitle true >> /StructTreeRoot %s /Metadata %s "
            b"/PageLabels << /Nums [ %s ] >>%s >>"
        ) % (
            reference(self._tree),
            string(meta.tag),
            reference(self._root),
            reference(metadata),
            b" ".join(self._labels()),
            outline,
        )
        info = b"<< /Title %s /Author %s /Producer %s >>"
        told = out.add(info % tuple(map(string, (meta.title, meta.author, _PRODUCER))))
        return out.finish(out.add(catalogue), told)

    def _put(self, first: int, galley: Galley, changes: dict[int, bytes] | None = None) -> None:
        """Write the objects of a galley; ``changes`` are entries that some get besides."""
        texts = galley.objects(first, self._font)
        for number, entries in (changes or {}).items():
            texts[number] = b"%s %s >>" % (texts[number].removesuffix(b" >>"), entries)
        for number, text in enumerate(texts):
            if number in galley.streams:
                self._out.put_stream(first + number, text, galley.streams[number])
            else:
                self._out.put(first + number, text)

    def _changes(self, placed: _Placed, places: dict[str, bytes]) -> Iterator[tuple[int, bytes]]:
        """Yield what pages, links and the uppermost elements of a part get in the volume."""
        for number, leaf in enumerate(placed.galley.leaves):
            drawing = self._out.add_stream(b"/Filter /FlateDecode", self._drawn(placed, number))
            entries = b"/Parent %s /Contents %s /StructParents %d"
            key = placed.keys + leaf.key
            yield leaf.number, entries % (reference(self._tree), reference(drawing), key)
        for lead in placed.galley.leads:
            entries = self._goal(lead, placed.part, places)
            if lead.key is not None:
                entries += b" /StructParent %d" % (placed.keys + lead.key)
            yield lead.number, entries
        for top in placed.galley.tops:
            yield top, b"/P %s" % reference(self._document)

    def _drawn(self, placed: _Placed, number: int) -> bytes:
        """Return the drawing of a page, with the figures of its references and its folio."""
        part, leaf = placed.part, placed.galley.leaves[number]
        texts = [str(self._number_of(part.targets[each]) or "") for each in leaf.figures]
        folio = str(part.first + number)
        right = (placed.start + number) % 2 == 0
        last = b"" if part.roman else self._figures.folio(folio, leaf.size[0], right)
        return fill(leaf.lengths, [*map(self._figures.shown, texts), last])

    def _places(self) -> dict[str, bytes]:
        """Where each ``page#anchor`` of the volume stands, as links and bookmarks name it."""
        places: dict[str, bytes] = {}
        for placed in self._parts:
            part, pages = placed.part, placed.pages
            top = b"[ %s /XYZ 0 %.6g 0 ]" % (pages[0], placed.galley.leaves[0].size[1])
            places.setdefault(part.page_id, top)
            for anchor, (number, left, height) in part.facts.anchors.items():
                goal = b"[ %s /XYZ %.1f %.1f 0 ]" % (pages[number], left, height)
                places[f"{part.page_id}#{anchor}"] = goal
        return places

    def _goal(self, lead: Lead, part: Part, places: dict[str, bytes]) -> bytes:
        """Return where a link leads: into the volume, or to the site."""
        target = f"{part.page_id}{lead.target}" if lead.target[:1] == "#" else lead.target
        if not target:
            return b""
        if target in places:
            return b"/Dest %s" % places[target]
        return b"/A << /S /URI /URI %s >>" % string(self._site_address(target))

    def _structure(self) -> None:
        """Hang the structure trees of the parts below one document."""
        tops = [placed.object(top) for placed in self._parts for top in placed.galley.tops]
        document = b"%s /S /Document /P %s /K [ %s ] >>"
        self._out.put(self._document, document % (_ELEMENT, reference(self._root), b" ".join(tops)))
        nums = (
            b"%d %s" % (placed.keys + key, _elements(placed, held))
            for placed in self._parts
            for key, held in sorted(placed.galley.parents)
        )
        tree = self._out.add(b"<< /Nums [ %s ] >>" % b" ".join(nums))
        root = b"<< /Type /StructTreeRoot /K [ %s ] /ParentTree %s /ParentTreeNextKey %d >>"
        filled = root % (reference(self._document), reference(tree), self._keys)
        self._out.put(self._root, filled)

    def _labels(self) -> Iterator[bytes]:
        for placed in self._parts:
            style = b"/r" if placed.part.roman else b"/D"
            yield b"%d << /S %s /St %d >>" % (placed.start, style, placed.part.first)


def _elements(placed: _Placed, held: int | list[int | None]) -> bytes:
    if isinstance(held, int):
        return placed.object(held)
    each = (b"null" if number is None else placed.object(number) for number in held)
    return b"[ %s ]" % b" ".join(each)


def _metadata(meta: Meta) -> bytes:
    """Return what the document says about itself, as XMP; PDF/UA looks for its part there."""
    title, tag, author, subject = map(escape, (meta.title, meta.tag, meta.author, meta.subject))
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li></rdf:Bag></dc:language>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{_PRODUCER}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return text.encode()
