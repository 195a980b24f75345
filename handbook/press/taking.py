"""Takes the PDF of a set piece apart into a galley."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from handbook.press.article import SCHEME
from handbook.press.deflated import pack
from handbook.press.galley import BETWEEN, ELEMENT, FIGURES, FOLIO, MARK, Galley, Lead, Leaf
from handbook.press.spans import dissolve, within

if TYPE_CHECKING:
    from pikepdf import Pdf

_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) (\d+) R\b", re.DOTALL)
_MARKED = re.compile(rb"\0(\d+)\0")


@dataclass(frozen=True)
class Drawing:
    """What is drawn on a page before, between and after the figures of its references.

    ``figures`` are the numbers of these, ``fonts`` the names of their font on the page.
    """

    texts: list[bytes]
    figures: list[int]
    fonts: set[str]


def take_apart(pdf: Pdf, drawings: Sequence[Drawing]) -> Galley:
    """Take a piece's PDF, tagged and tidied, apart; the PDF is of no use afterwards.

    Its structure tree loses the spans that say nothing.
    """
    from pikepdf import Name

    taker = _Taker(pdf)
    leads = list(_leads(pdf, taker))
    leaves = [_leaf(page, drawn, taker) for page, drawn in zip(pdf.pages, drawings, strict=True)]
    root = pdf.Root.StructTreeRoot
    tops = []
    for element in root.K:
        element.S = Name.Part
        del element["/P"]
        tops.append(taker.number(element))
    nums = root.ParentTree.Nums
    parents = [(int(nums[n]), _held(nums[n + 1], taker)) for n in range(0, len(nums), 2)]
    return _without_spans(Galley(taker.text(), taker.streams, leaves, leads, tops, parents))


def _without_spans(galley: Galley) -> Galley:
    """Return a galley without spans that say nothing, and without elements outside the tree."""
    texts, home = dissolve(galley.text.split(BETWEEN))
    tree = within(texts, galley.tops)
    kept = [
        number
        for number, text in enumerate(texts)
        if number in tree or not (text.endswith(ELEMENT) or number in home)
    ]
    new = {old: number for number, old in enumerate(kept)}

    def moved(mark: re.Match[bytes]) -> bytes:
        return b"%s%d%s" % (MARK, new[int(mark[1])], MARK)

    def held(by: int | list[int | None]) -> int | list[int | None] | None:
        if not isinstance(by, list):
            return new.get(home.get(by, by))
        return [None if each is None else new.get(home.get(each, each)) for each in by]

    parents = ((key, held(by)) for key, by in galley.parents)
    return Galley(
        BETWEEN.join(_MARKED.sub(moved, texts[number]) for number in kept),
        {new[number]: data for number, data in galley.streams.items()},
        [replace(leaf, number=new[leaf.number]) for leaf in galley.leaves],
        [replace(lead, number=new[lead.number]) for lead in galley.leads],
        [new[top] for top in galley.tops],
        [(key, by) for key, by in parents if by is not None],
    )


def take_objects(pdf: Pdf, thing: Any) -> Galley:
    """Take an object and all it refers to out of a PDF; it is object 0."""
    taker = _Taker(pdf)
    taker.number(thing)
    return Galley(taker.text(), taker.streams, (), (), (), ())


class _Taker:
    """Numbers the objects that are asked for, and those that these refer to."""

    def __init__(self, pdf: Pdf) -> None:
        from pikepdf import Dictionary

        self._pdf = pdf
        self.figures = pdf.make_indirect(Dictionary())
        """Stands for the figure font of a volume."""
        self._known: dict[tuple[int, int], int] = {}
        self.streams: dict[int, bytes] = {}

    def indirect(self, thing: Any) -> Any:
        """Make a value an object of its own."""
        return self._pdf.make_indirect(thing)

    def number(self, thing: Any) -> int:
        """Return the number of an indirect object."""
        return self._known.setdefault(thing.objgen, len(self._known))

    def text(self) -> bytes:
        """Write all objects that have a number by now, and those that they refer to."""
        texts: list[bytes] = []
        known = list(self._known)
        while len(texts) < len(known):
            texts += [self._written(key) for key in known[len(texts) :]]
            known = list(self._known)
        return BETWEEN.join(texts)

    def _written(self, key: tuple[int, int]) -> bytes:
        thing = self._pdf.get_object(*key)
        if thing._type_name == "stream":
            self.streams[self._known[key]] = thing.read_raw_bytes()
            entries = thing.stream_dict
            del entries["/Length"]
            text = entries.unparse(resolved=True)[len(b"<< ") : -len(b" >>")]
        else:
            text = thing.unparse(resolved=True)
        return _REFERENCE.sub(self._refer, text)

    def _refer(self, match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        key = int(match[1]), int(match[2])
        if key == self.figures.objgen:
            return FIGURES
        number = self._known.setdefault(key, len(self._known))
        return b"%s%d%s" % (MARK, number, MARK)


def _leaf(page: Any, drawing: Drawing, taker: _Taker) -> Leaf:
    """Take what a volume writes anew from a page, and let its figures be in the volume's font."""
    from pikepdf import Dictionary

    resources = page.obj.Resources
    if not resources.is_indirect:
        resources = page.obj.Resources = taker.indirect(resources)
    if "/Font" not in resources:
        resources["/Font"] = Dictionary()
    for name in [*sorted(drawing.fonts), FOLIO]:
        resources.Font[name] = taker.figures
    key = int(page.obj.StructParents)
    for name in ("/Parent", "/StructParents", "/Contents"):
        if name in page.obj:
            del page.obj[name]
    texts = [b"q\n" + drawing.texts[0], *drawing.texts[1:]]
    texts[-1] += b"\nQ\n"
    left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
    size = right - left, top - bottom
    return Leaf(taker.number(page.obj), key, size, pack(texts), drawing.figures)


def _leads(pdf: Pdf, taker: _Taker) -> Iterator[Lead]:
    """Take from each link what a volume writes anew: where it leads, its key in the structure."""
    names = _names(pdf)
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", ()):
            target = _target(link, names)
            key = int(link.StructParent) if "/StructParent" in link else None
            for name in ["/StructParent", *(["/A", "/Dest"] if target else [])]:
                if name in link:
                    del link[name]
            yield Lead(taker.number(link), key, number, target)


def _names(pdf: Pdf) -> set[str]:
    """Named places of a set document."""
    from pikepdf import Array, Dictionary

    names = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(names[index]) for index in range(0, len(names), 2)}


def _target(link: Any, names: set[str]) -> str:
    """Where a link leads inside the book; empty for others."""
    action = link.get("/A", {})
    name = link.get("/Dest")
    if name is None and str(action.get("/S", "")) == "/GoTo":
        name = action.get("/D")
    if name is not None and str(name) in names:
        return f"#{name}"
    address = str(action.get("/URI", ""))
    return address.removeprefix(SCHEME) if address.startswith(SCHEME) else ""


def _held(value: Any, taker: _Taker) -> int | list[int | None]:
    """Return the elements that an entry of the parent tree names."""
    from pikepdf import Array

    if not isinstance(value, Array):
        return taker.number(value)
    return [None if each is None else taker.number(each) for each in value]
