"""The empty DOCX that forms are written into: A4, the styles of `looks`, lists, a foot.

python-docx's own template brings some 160 styles, a thumbnail and the date of its making; this one
has what forms need, and no date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from handbook.press.office.looks import (
    BOTTOM,
    BULLETS,
    FONTS,
    FOOT,
    INDENT,
    LEVELS,
    LOOKS,
    PAGE,
    SIDE,
    TOP,
    Look,
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("document.main", "styles", "numbering", "settings", "fontTable", "footer")
BULLET, NUMBER = 1, 2
"""Ids of the two kinds of list among the abstract numberings."""


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def style_id(name: str) -> str:
    """Id of a style: its name without spaces."""
    return name.replace(" ", "")


def base(tag: str) -> bytes:
    """Return an empty document in a language."""
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _package_links(),
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _document_links(),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(tag),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(tag),
        "word/fontTable.xml": _fonts(),
        "word/footer.xml": f'<w:ftr xmlns:w="{_W}"/>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, _XML + text)
    return out.getvalue()


_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)


def _types() -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    kinds = "".join(
        f'<Override PartName="/word/{name.split(".")[0]}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name in _PARTS
    )
    package = "application/vnd.openxmlformats-package"
    return (
        f'<Types xmlns="{space}">'
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}'
        f'<Override PartName="/docProps/core.xml" ContentType="{package}.core-properties+xml"/>'
        "</Types>"
    )


def _links(targets: dict[str, str]) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'<Relationships xmlns="{space}">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets.items(), 1)
        )
        + "</Relationships>"
    )


def _package_links() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _links({f"{_R}/officeDocument": "word/document.xml", core: "docProps/core.xml"})


def _document_links() -> str:
    kinds = ("styles", "numbering", "settings", "fontTable", "footer")
    return _links({f"{_R}/{kind}": f"{kind}.xml" for kind in kinds})


def _document() -> str:
    width, height = (twips(side) for side in PAGE)
    side = twips(SIDE)
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" xmlns:w14="{W14}" xmlns:mc="{_MC}" '
        'mc:Ignorable="w14"><w:body><w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{twips(TOP)}" w:right="{side}" '
        f'w:bottom="{twips(BOTTOM)}" w:left="{side}" w:header="{twips(FOOT)}" '
        f'w:footer="{twips(FOOT)}" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _styles(tag: str) -> str:
    fonts = "".join(f' w:{kind}="{FONTS[0]}"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:sz w:val="21"/>'
        f'<w:szCs w:val="21"/><w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{_W}">{defaults}{_PLAIN}{"".join(map(_style, LOOKS))}</w:styles>'


_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PLAIN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="Words"><w:name w:val="Default Paragraph'
    ' Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/>'
    "</w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/>'
    "<w:iCs/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
    '<w:u w:val="dotted"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Line"><w:name w:val="Line to write on"/><w:rPr>'
    '<w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f'<w:basedOn w:val="Plain"/><w:tblPr><w:tblBorders>{_LINES}</w:tblBorders><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"'
    '/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _style(look: Look) -> str:
    own = style_id(look.name)
    name = f"heading {look.level}" if look.level else look.name
    size = round(look.size * 2)
    following = '<w:next w:val="Body"/>' if look.level else ""
    return (
        f'<w:style w:type="paragraph"{"" if look.level else _CUSTOM} w:styleId="{own}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"<w:pPr>{_spaces(look)}</w:pPr><w:rPr>{'<w:b/><w:bCs/>' if look.bold else ''}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


_CUSTOM = ' w:customStyle="1"'


def _spaces(look: Look) -> str:
    """Paragraph properties in the order the schema wants."""
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for at, kind in look.tabs)
    line = f'w:line="{twips(look.leading)}" w:lineRule="atLeast"' if look.leading else _CLOSE
    return (
        ("<w:keepNext/><w:keepLines/>" if look.level else "")
        + (f"<w:tabs>{tabs}</w:tabs>" if tabs else "")
        + f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}" {line}/>'
        + (f'<w:ind w:left="{twips(look.left)}" w:hanging="{twips(look.hanging)}"/>')
        + (f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "")
    )


_CLOSE = 'w:line="259" w:lineRule="auto"'


def _numbering() -> str:
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(_levels(kind))}</w:abstractNum>"
        for kind in (BULLET, NUMBER)
    )
    bullets = f'<w:num w:numId="{BULLET}"><w:abstractNumId w:val="{BULLET}"/></w:num>'
    return f'<w:numbering xmlns:w="{_W}">{kinds}{bullets}</w:numbering>'


def _levels(kind: int) -> Iterator[str]:
    for level in range(LEVELS):
        mark = BULLETS[level] if kind == BULLET else f"%{level + 1}."
        left = twips(INDENT * (level + 1))
        yield (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{"bullet" if kind == BULLET else "decimal"}"/>'
            f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{left}" w:hanging="{twips(INDENT)}"/></w:pPr></w:lvl>'
        )


def _settings(tag: str) -> str:
    return (
        f'<w:settings xmlns:w="{_W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{escape(tag)}"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts xmlns:w="{_W}"><w:font w:name="{FONTS[0]}"><w:altName w:val="{FONTS[1]}"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
