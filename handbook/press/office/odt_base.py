"""The empty ODT that forms are written into: A4, the styles of `looks`, lists, a foot."""

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
    LINE,
    LOOKS,
    PAGE,
    SIDE,
    SYMBOLS,
    TOP,
    WIDTH,
    Look,
)

MIME = "application/vnd.oasis.opendocument.text"
VERSION = "1.3"
_SPACES = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "svg": "svg-compatible:1.0",
    "meta": "meta:1.0",
}
_NS = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in _SPACES.items()
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def style_name(name: str) -> str:
    """Name of a style as ODF writes it: ``Item_20_1``."""
    return name.replace(" ", "_20_")


def base(tag: str, foot: tuple[str, ...]) -> bytes:
    """Return an empty document in a language, with the lines at the foot of each page."""
    files = {
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _part("content", _FACES + _AUTOMATIC + _BODY),
        "styles.xml": _part("styles", _FACES + _styles(tag) + _page() + _master(foot)),
        "meta.xml": _part("meta", f"<office:meta>{_GENERATOR}</office:meta>"),
        "settings.xml": _part("settings", "<office:settings/>"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", MIME)
        for name, text in files.items():
            archive.writestr(name, _XML + text)
    return out.getvalue()


_FILES = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
_BODY = "<office:body><office:text/></office:body>"
_GENERATOR = "<meta:generator>Peer-mentoring handbook</meta:generator>"


def _part(name: str, content: str) -> str:
    tag = f"office:document-{name}"
    return f'<{tag}{_NS} office:version="{VERSION}">{content}</{tag}>'


def _manifest() -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    files = {"/": MIME} | dict.fromkeys(_FILES, "text/xml")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"'
        f"{f' manifest:version={chr(34)}{VERSION}{chr(34)}' if path == '/' else ''}/>"
        for path, kind in files.items()
    )
    return (
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="{VERSION}">{entries}'
        "</manifest:manifest>"
    )


def _face(name: str, fonts: tuple[str, ...], family: str) -> str:
    listed = ", ".join(f"'{font}'" if " " in font else font for font in fonts)
    return (
        f'<style:font-face style:name="{name}" svg:font-family="{listed}" '
        f'style:font-family-generic="{family}" style:font-pitch="variable"/>'
    )


_FACES = (
    "<office:font-face-decls>"
    + _face("Text", FONTS, "swiss")
    + _face("Signs", SYMBOLS, "system")
    + "</office:font-face-decls>"
)


def _language(tag: str) -> str:
    """Language of the text as ODF says it: language, script and region apart."""
    parts = tag.split("-")
    script = next((part for part in parts[1:] if len(part) == 4), "")
    region = next((part for part in parts[1:] if len(part) == 2), "none")
    more = f' fo:script="{script}" style:rfc-language-tag="{tag}"' if script else ""
    return f'fo:language="{parts[0]}" fo:country="{region}"{more}'


def _styles(tag: str) -> str:
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        'fo:orphans="2" fo:widows="2" style:writing-mode="lr-tb"/><style:text-properties '
        f'style:font-name="Text" fo:font-size="10.5pt" {_language(tag)} '
        'fo:hyphenate="false"/></style:default-style>'
    )
    return (
        f"<office:styles>{default}{''.join(map(_style, LOOKS))}{''.join(_characters())}"
        f"{_list('Bullets', ''.join(map(_bullet, range(LEVELS))))}"
        f"{_list('Numbers', ''.join(map(_number, range(LEVELS))))}"
        f"{_list('Boxes', ''.join(map(_box_level, range(LEVELS))))}</office:styles>"
    )


def _style(look: Look) -> str:
    stops = "".join(
        f'<style:tab-stop style:position="{at - look.left:.2f}mm" style:type="{kind}"/>'
        for at, kind in look.tabs
    )
    if look.hanging:  # what stands after a bullet or a box begins at the indent
        stops = '<style:tab-stop style:position="0.1mm"/>' + stops
    leading = f'style:line-height-at-least="{look.leading}mm"'
    heading = f' style:default-outline-level="{look.level}"' if look.level else ""
    own = style_name(look.name)
    return (
        f'<style:style style:name="{own}" style:display-name="{look.name}" '
        f'style:family="paragraph" style:class="text"{heading}><style:paragraph-properties '
        f'fo:margin-top="{look.before}mm" fo:margin-bottom="{look.after}mm" '
        f'fo:margin-left="{look.left}mm" fo:text-indent="{-look.hanging}mm" '
        f"{leading if look.leading else 'fo:line-height=' + chr(34) + '108%' + chr(34)}"
        f"{_KEPT if look.level else ''}><style:tab-stops>{stops}</style:tab-stops>"
        f'</style:paragraph-properties><style:text-properties fo:font-size="{look.size}pt"'
        f"{_BOLD if look.bold else ''}/></style:style>"
        f'<style:style style:name="{own}_20_New" style:display-name="{look.name} New" '
        f'style:family="paragraph" style:parent-style-name="{own}"{heading}>'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )


_KEPT = ' fo:keep-with-next="always" fo:keep-together="always"'
_BOLD = ' fo:font-weight="bold"'


def _characters() -> Iterator[str]:
    line = 'style:text-underline-{}="{}"'
    solid = " ".join(line.format(*pair) for pair in (("style", "solid"), ("width", "auto")))
    looks = {
        "Strong": 'fo:font-weight="bold"',
        "Emphasis": 'fo:font-style="italic"',
        "Strong Emphasis": 'fo:font-weight="bold" fo:font-style="italic"',
        "Line": f'{solid} style:text-underline-color="font-color"',
        "Internet link": line.format("style", "dotted"),
        "Box": 'style:font-name="Signs"',
    }
    for name, look in looks.items():
        yield (
            f'<style:style style:name="{style_name(name)}" style:display-name="{name}" '
            f'style:family="text"><style:text-properties {look}/></style:style>'
        )


def _list(name: str, levels: str) -> str:
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _bullet(level: int) -> str:
    mark = escape(BULLETS[level])
    return (
        f'<text:list-level-style-bullet text:level="{level + 1}" text:bullet-char="{mark}">'
        f"{_place(level)}</text:list-level-style-bullet>"
    )


def _number(level: int) -> str:
    return (
        f'<text:list-level-style-number text:level="{level + 1}" style:num-format="1" '
        f'style:num-suffix=".">{_place(level)}</text:list-level-style-number>'
    )


def _box_level(level: int) -> str:
    """Level of a list whose marks are signs of the text: boxes that a tick can replace."""
    return (
        f'<text:list-level-style-number text:level="{level + 1}" style:num-format="">'
        f"{_place(level, followed='nothing')}</text:list-level-style-number>"
    )


def _place(level: int, followed: str = "listtab") -> str:
    left = INDENT * (level + 1)
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="{followed}" '
        f'text:list-tab-stop-position="{left}mm" fo:text-indent="{-INDENT}mm" '
        f'fo:margin-left="{left}mm"/></style:list-level-properties>'
    )


def _boxes() -> Iterator[str]:
    """Styles of tables, their rows and cells."""
    border = "0.5pt solid #000000"
    inner = (("top", 0.5), ("bottom", 0.5), ("left", 1.4), ("right", 1.4))
    padding = " ".join(f'fo:padding-{side}="{room}mm"' for side, room in inner)
    cell = f'{padding} fo:border="{border}"'
    grid = f'style:width="{WIDTH}mm" table:align="left" fo:margin-bottom="3mm"'
    yield _box("Grid", "table", grid)
    yield _box("Row", "table-row", f'style:min-row-height="{LINE}mm" fo:keep-together="always"')
    yield _box("Row Head", "table-row", 'fo:keep-together="always"')
    yield _box("Row Cards", "table-row", 'style:min-row-height="52mm" fo:keep-together="always"')
    yield _box("Box Cell", "table-cell", cell)


def _box(name: str, family: str, properties: str) -> str:
    return (
        f'<style:style style:name="{style_name(name)}" style:display-name="{name}" '
        f'style:family="{family}"><style:{family}-properties {properties}/></style:style>'
    )


_AUTOMATIC = f"<office:automatic-styles>{''.join(_boxes())}</office:automatic-styles>"


def _page() -> str:
    width, height = PAGE
    foot = BOTTOM - FOOT
    return (
        '<office:automatic-styles><style:page-layout style:name="Sheet">'
        f'<style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm" '
        f'style:print-orientation="portrait" fo:margin-top="{TOP}mm" fo:margin-bottom="{FOOT}mm" '
        f'fo:margin-left="{SIDE}mm" fo:margin-right="{SIDE}mm"/><style:footer-style>'
        f'<style:header-footer-properties fo:min-height="{foot}mm" fo:margin-top="3mm"/>'
        "</style:footer-style></style:page-layout></office:automatic-styles>"
    )


def _master(foot: tuple[str, ...]) -> str:
    count = "<text:tab/><text:page-number/>/<text:page-count/>"
    lines = "".join(
        f'<text:p text:style-name="Foot">{escape(line, quote=False)}'
        f"{count if number == len(foot) else ''}</text:p>"
        for number, line in enumerate(foot, 1)
    )
    return (
        '<office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="Sheet"><style:footer>{lines}</style:footer>'
        "</style:master-page></office:master-styles>"
    )
