"""Mends what WeasyPrint 70 leaves untidy in the tags of a set document.

* A link inside a link (a span in an ``a``) gets an annotation of its own: dropped, the outer one
  covers it.
* Boxes without text (lines to write on, tick boxes) become empty elements: dropped; empty cells
  stay, the table needs them.
* Between the items of a list that stands in one line are spans that draw nothing: dropped.
* A list item that holds a row to write on has no body: given one.
* A running element in a page's margin is tagged as text though no element of the tree holds it:
  made an artefact. Artefacts with words in them are said to be running heads and feet.

As this reads every page anyway, it also leaves the slots that `figures` fills later, and takes the
PDF apart (`taking`), so that volumes need not; `spans` makes its tree smaller there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf

from handbook.press.figures import cut, figure_fonts, slots
from handbook.press.taking import Drawing, take_apart

_KEPT_EMPTY = {"/TD", "/TH", "/Document", "/Figure", "/Link"}
_PRINT = 4


def clean(data: bytes) -> tuple[bytes, int]:
    """Return the mended PDF, taken apart, and the number of its structure elements."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        _drop_inner_links(pdf, root)
        for element in root.K:
            _prune(element)
        for element in list(_walk(root.K)):
            if element.S == Name.LI:
                _give_body(pdf, element)
        galley = take_apart(pdf, list(_drawings(pdf, root)))
        return galley.to_bytes(), galley.elements


def structure_elements(pdf: Pdf) -> int:
    """Count the structure elements of a tagged PDF; none may be lost in joining."""
    return sum(1 for _ in _walk(pdf.Root.StructTreeRoot.K))


def _walk(kids: Any) -> Iterator[Any]:
    stack = [kids]
    while stack:
        item = stack.pop()
        if isinstance(item, Array):
            stack.extend(item)
        elif isinstance(item, Dictionary) and "/S" in item and item.get("/Type") != Name.OBJR:
            yield item
            if "/K" in item:
                stack.append(item.K)


def _parents(root: Any) -> dict[int, Any]:
    nums = root.ParentTree.Nums
    return {int(nums[index]): nums[index + 1] for index in range(0, len(nums), 2)}


def _drop_inner_links(pdf: Pdf, root: Any) -> None:
    parents = _parents(root)
    dropped: set[int] = set()
    for page in pdf.pages:
        kept = Array()
        for link in page.obj.get("/Annots", Array()):
            key = int(link.get("/StructParent", -1))
            element = parents.get(key)
            if element is not None and Name.Link != element.S:
                dropped.add(key)
                element.K = Array([kid for kid in element.K if not _refers(kid, link)])
            else:
                link.F = _PRINT
                kept.append(link)
        if "/Annots" in page.obj:
            page.obj.Annots = kept
    root.ParentTree.Nums = _flat({k: v for k, v in parents.items() if k not in dropped})


def _refers(kid: Any, link: Any) -> bool:
    return (
        isinstance(kid, Dictionary)
        and kid.get("/Type") == Name.OBJR
        and kid.Obj.objgen == link.objgen
    )


def _flat(parents: dict[int, Any]) -> Array:
    flat = Array()
    for key in sorted(parents):
        flat.append(key)
        flat.append(parents[key])
    return flat


def _prune(element: Any) -> bool:
    """Drop empty elements below one; tell whether it is empty itself."""
    kids = element.get("/K", Array())
    if not isinstance(kids, Array):
        return False
    kept = [
        kid
        for kid in kids
        if not (
            isinstance(kid, Dictionary)
            and "/S" in kid
            and "/Type" in kid
            and kid.Type == Name.StructElem
            and (_prune(kid) or (element.S == Name.L and Name.Span == kid.S))
        )
    ]
    if len(kept) != len(kids):
        element.K = Array(kept)
    return not kept and str(element.S) not in _KEPT_EMPTY and "/Alt" not in element


def _give_body(pdf: Pdf, item: Any) -> None:
    """Put what stands beside an item's label into a body."""
    kids = list(item.get("/K", Array()))
    loose = [kid for kid in kids if str(kid.get("/S", "")) not in ("/Lbl", "/LBody", "/L")]
    if not loose:
        return
    body = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array(loose))
    )
    for kid in loose:
        kid.P = body
    item.K = Array([kid for kid in kids if kid not in loose] + [body])


def _drawings(pdf: Pdf, root: Any) -> Iterator[Drawing]:
    """Yield what each page draws, with its artefacts named and slots for its page numbers."""
    held: set[tuple[tuple[int, int], int]] = set()
    for element in _walk(root.K):
        page = element.get("/Pg")
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if not isinstance(kid, Dictionary | Array) and page is not None:
                held.add((page.objgen, int(kid)))
    parents = _parents(root)
    for page in pdf.pages:
        owners = parents.get(int(page.obj.get("/StructParents", -1)), Array())
        loose = {n for n in range(len(owners)) if (page.obj.objgen, n) not in held}
        steps = _named_artefacts(list(pikepdf.parse_content_stream(page)), loose)
        fonts = figure_fonts(page)
        slots(steps, fonts)
        yield Drawing(*cut(pikepdf.unparse_content_stream(steps)), fonts)


def _named_artefacts(steps: list[Any], loose: set[int]) -> list[Any]:
    """Return the page's instructions; words that no element holds are running heads and feet."""
    opened: int | None = None
    for place, step in enumerate(steps):
        operator = str(step.operator)
        if operator == "BDC" and _mark(step) in loose:
            steps[place] = _running()
        elif operator == "BMC" and step.operands[0] == Name.Artifact:
            opened = place
        elif operator == "EMC":
            opened = None
        elif operator == "BT" and opened is not None:
            steps[opened] = _running()
    return steps


def _mark(step: Any) -> int:
    properties = step.operands[1]
    return int(properties.get("/MCID", -1)) if isinstance(properties, Dictionary) else -1


def _running() -> ContentStreamInstruction:
    mark = Dictionary(Type=Name.Pagination, Subtype=Name.Header)
    return ContentStreamInstruction([Name.Artifact, mark], Operator("BDC"))
