"""Lines to write on become text fields of a PDF (AcroForm), for those who fill a form in on screen.

The sheet is set with a link where each field shall be: the link's box is the field's, and its tag
becomes a *Form*. The font of the fields is embedded whole, with a map from letters to glyphs, so
that a reader's program can set whatever is typed; where the language has letter forms of its own
(Bulgarian), the map leads to those.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

from handbook.press.fonts import CUTS

SCHEME = "field:"
"""Addresses of the links that become fields: ``field:name``."""
_FAMILY = "Source Sans 3"
_FONT = "Wingdings"
"""Name of the font among the form's resources. PDFium (Chromium) sets letters beyond those of
Western Europe in another font than the field's, unless this name is that of a font of signs."""
_LOCAL = {"bg": ("cyrl", "BGR ")}
"""Script and language of a font under which a language's own letter forms are found."""
_PRINT = 4
_CENTRED = 1


def add_fields(data: bytes, names: Mapping[str, str], tag: str, fonts: Path) -> bytes:
    """Return a tagged PDF with text fields in place of the links that name them.

    Args:
        data: the PDF; its links to ``field:…`` stand in the order of reading.
        names: what each field is called in the reader's language.
        tag: language of the document.
        fonts: folder of the press's fonts.

    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        font = pdf.make_indirect(_font(pdf, tag, fonts))
        fields = Array()
        elements = _elements(pdf)
        for page in pdf.pages:
            page.obj.Tabs = Name.S
            for link in page.obj.get("/Annots", Array()):
                address = str(link.get("/A", Dictionary()).get("/URI", ""))
                if address.startswith(SCHEME):
                    key = address.removeprefix(SCHEME)
                    _make_field(pdf, link, key, names[key], page)
                    elements[int(link.StructParent)].S = Name.Form
                    fields.append(link)
        resources = Dictionary(Font=Dictionary({f"/{_FONT}": font}))
        form = Dictionary(Fields=fields, DR=resources, DA=String(f"/{_FONT} 0 Tf 0 g"))
        pdf.Root.AcroForm = pdf.make_indirect(form)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _elements(pdf: Pdf) -> dict[int, Any]:
    """Structure elements that hold annotations, by the annotations' key."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}


def _make_field(pdf: Pdf, link: Any, key: str, name: str, page: pikepdf.Page) -> None:
    """Turn a link into a text field that is empty, unframed and printed."""
    for old in ("/A", "/Contents", "/Border", "/H"):
        if old in link:
            del link[old]
    left, bottom, right, top = (float(edge) for edge in link.Rect)
    bottom, top = sorted((bottom, top))
    link.Rect = Array([left, bottom, right, top])
    link.Subtype = Name.Widget
    link.FT = Name.Tx
    link.T = String(key)
    link.TU = String(name)
    link.V = String("")
    link.DA = String(f"/{_FONT} 0 Tf 0 g")  # as large as the field lets it be
    link.Q = _CENTRED
    link.F = _PRINT
    link.P = page.obj
    link.BS = Dictionary(W=0)
    look = pdf.make_stream(b"/Tx BMC\nEMC\n")
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    link.AP = Dictionary(N=look)


def _font(pdf: Pdf, tag: str, fonts: Path) -> Dictionary:
    cut = next(c for c in CUTS if (c.family, c.weight, c.italic) == (_FAMILY, 400, False))
    data = (fonts / cut.name).read_bytes()
    font = TTFont(io.BytesIO(data))
    em = font["head"].unitsPerEm
    name = Name("/HANDBK+SourceSans3-Regular")
    widths = [round(font["hmtx"][glyph][0] * 1000 / em) for glyph in font.getGlyphOrder()]
    head, lines = font["head"], font["hhea"]
    edges = (head.xMin, head.yMin, head.xMax, head.yMax)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([round(edge * 1000 / em) for edge in edges]),
        ItalicAngle=0,
        Ascent=round(lines.ascent * 1000 / em),
        Descent=round(lines.descent * 1000 / em),
        CapHeight=round(font["OS/2"].sCapHeight * 1000 / em),
        StemV=80,
        FontFile2=pdf.make_stream(data),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, Array(widths)]),
        CIDToGIDMap=Name.Identity,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_letters(_glyphs(font, tag))),
    )


def _glyphs(font: Any, tag: str) -> dict[int, int]:
    """Glyph of each letter, in the forms of the language."""
    local = _local_forms(font, *_LOCAL[tag]) if tag in _LOCAL else {}
    names = font.getBestCmap().items()
    return {point: font.getGlyphID(local.get(name, name)) for point, name in names}


def _local_forms(font: Any, script: str, language: str) -> dict[str, str]:
    """Single substitutions that a font makes for a language (feature ``locl``)."""
    table = font["GSUB"].table
    systems = [
        found.LangSys
        for record in table.ScriptList.ScriptRecord
        if record.ScriptTag == script
        for found in record.Script.LangSysRecord
        if found.LangSysTag == language
    ]
    features = [
        table.FeatureList.FeatureRecord[index] for each in systems for index in each.FeatureIndex
    ]
    forms: dict[str, str] = {}
    for feature in features:
        for index in feature.Feature.LookupListIndex if feature.FeatureTag == "locl" else ():
            for rule in table.LookupList.Lookup[index].SubTable:
                forms |= getattr(getattr(rule, "ExtSubTable", rule), "mapping", {})
    return forms


@cache
def _bare() -> tuple[str, str]:
    """Beginning and end of a map from codes to letters (Adobe technical note 5411)."""
    start = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        "<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    )
    return start, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def _letters(glyphs: Mapping[int, int]) -> bytes:
    """Return the map from glyphs to letters, a hundred a block as the format asks."""
    start, end = _bare()
    by_glyph: dict[int, int] = {}
    for point, glyph in sorted(glyphs.items()):
        by_glyph.setdefault(glyph, point)
    lines = [
        f"<{glyph:04X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for glyph, point in sorted(by_glyph.items())
        if glyph
    ]
    blocks = [lines[n : n + 100] for n in range(0, len(lines), 100)]
    listed = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return f"{start}{listed}{end}".encode()
