"""What a drawing may hold: shapes and text, and nothing that runs, loads or follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_INERT = re.compile(
    r"http://(?:www\.inkscape\.org/|sodipodi\.sourceforge\.net/|purl\.org/dc/|"
    r"creativecommons\.org/ns|web\.resource\.org/cc/|www\.w3\.org/1999/02/22-rdf-syntax-ns#|"
    r"www\.bohemiancoding\.com/)"
)
"""Namespaces of drawing programs' own notes, which no browser draws or runs."""

ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "switch",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "marker",
        "pattern",
        "mask",
        "clipPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "style",
        "filter",
        "feGaussianBlur",
        "feOffset",
        "feBlend",
        "feColorMatrix",
        "feComposite",
        "feFlood",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feDropShadow",
        "feComponentTransfer",
        "feFuncA",
        "feFuncR",
        "feFuncG",
        "feFuncB",
        "view",
    ]
)
"""Elements of SVG that may stand in a drawing."""

_ATTRIBUTE = re.compile(
    r"(?!on)(?:[a-z]+(?:[A-Z][a-zA-Z]*)?|[a-z]+(?:-[a-z0-9]+)+|[xyrk][123]?|c[xy]|r[xy]|f[xyr]|"
    r"d[xy]|in2?|viewBox|preserveAspectRatio|[a-z]+[A-Z]\w*)"
)
_REFUSED = frozenset(
    [
        "src",
        "srcset",
        "srcdoc",
        "action",
        "formaction",
        "ping",
        "target",
        "data",
        "code",
        "codebase",
        "manifest",
        "background",
        "attributename",
        "base",
    ]
)
_CSS = re.compile(
    r"\\|@(?!media|font-feature|page)|url\s*\(\s*(?![\"']?#)|expression\s*\(|javascript:|"
    r"-moz-binding|(?<![\w-])behavior\s*:|image-set|image\s*\(|src\s*\(|<",
    re.IGNORECASE,
)
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
LARGEST = 300_000
"""Bytes of a drawing."""
_DEEPEST = 60

Fault = tuple[str, str, str, str]
"""Message, what to do, attribute, value."""


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _href_fault(tag: str, value: str) -> bool:
    """Whether a reference of a drawing leads out of it."""
    text = value.strip()
    inner = text.startswith("#") and len(text) > 1
    return not (inner or (tag == "image" and _DATA_IMAGE.fullmatch(text)))


def attribute_fault(tag: str, name: str, value: str) -> tuple[str, str] | None:
    """Judge one attribute, named without its namespace; say what is wrong and what to do."""
    if name.lower() == "href":
        if _href_fault(tag, value):
            shown = value if len(value) <= 60 else value[:60] + "…"
            return f"a drawing may not refer to “{shown}”", "refer to parts of the drawing: #name"
        return None
    if name.lower() in _REFUSED or not _ATTRIBUTE.fullmatch(name):
        return f"the attribute “{name}” is not allowed in a drawing", f"leave “{name}” out"
    if name == "style" or "(" in value or "\\" in value:
        return css_fault(value)
    return None


def without_remarks(styles: str) -> str:
    """Return styles with blanks in place of their remarks, in one pass; lines stay lines."""
    parts, at = [], 0
    while (start := styles.find("/*", at)) >= 0:
        end = styles.find("*/", start + 2)
        end = end + 2 if end >= 0 else len(styles)
        parts += [styles[at:start], re.sub(r"[^\n]", " ", styles[start:end])]
        at = end
    return "".join(parts) + styles[at:]


def css_fault(text: str) -> tuple[str, str] | None:
    """Say what is wrong with the styles of a drawing; None when they only paint it."""
    found = _CSS.search(without_remarks(text))
    if not found:
        return None
    return (
        f"the styles of a drawing may not hold “{found[0].strip()}”",
        "use colours and lengths only, and url(#name) for parts of the drawing",
    )


def inline_faults(tag: str, attributes: dict[str, Any], path: list[str]) -> Iterator[Fault]:
    """Judge an element of a drawing that stands in a page itself."""
    outer = path[path.index("svg") :] if "svg" in path else []
    if tag not in ELEMENTS - {"style", "image", "metadata"} or {"title", "desc"} & set(outer):
        yield f"a drawing in a page may not hold <{tag}>", _OUT, "", ""
        return
    for name, value in attributes.items():
        local = name.rpartition(":")[2]
        if name.partition(":")[0] in ("xmlns", "xml") and _harmless_namespace(name, value or ""):
            continue
        if fault := attribute_fault(tag, local, value or ""):
            yield *fault, name, value or ""


_OUT = "put the drawing into a file and show it with ![description](drawing.svg)"


def _harmless_namespace(name: str, value: str) -> bool:
    return name in ("xmlns", "xmlns:xlink", "xml:space", "xml:lang")


def judge(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Judge a drawing's file; yield line, what is wrong and what to do."""
    opened = re.search(rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", data, re.IGNORECASE)
    if opened:
        line = data.count(b"\n", 0, opened.start()) + 1
        what = opened[0].decode().lstrip("<!?")
        yield line, f"a drawing may not hold {what}", "leave it out"
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False,
                             load_dtd=False, remove_comments=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        yield line, "the drawing cannot be read: it is not well-formed XML", "save it again as SVG"
        return
    if root.tag != f"{{{SVG}}}svg":
        yield 1, "the file is no drawing: its first element is not <svg>", "save it as SVG"
        return
    yield from _tree(root)


def _tree(root: Any) -> Iterator[tuple[int, str, str]]:
    for node in root.iter():
        line = node.sourceline or 1
        if not isinstance(node.tag, str):
            yield line, "a drawing may not hold instructions to programs (<?…)", "leave it out"
            continue
        name = etree.QName(node)
        if name.namespace != SVG:
            if not (_INERT.match(name.namespace or "") and node.prefix):
                yield line, f"a drawing may not hold <{name.localname}>", "leave it out"
            continue
        if sum(1 for _ in node.iterancestors()) > _DEEPEST:
            yield line, "the drawing is nested too deep", "draw it with fewer groups"
            return
        yield from _node(node, name.localname, line)


def _node(node: Any, tag: str, line: int) -> Iterator[tuple[int, str, str]]:
    if tag not in ELEMENTS:
        yield line, f"a drawing may not hold <{tag}>", "draw it with shapes and text only"
        return
    if tag == "style" and (fault := css_fault("".join(node.itertext()))):
        yield line, *fault
    for full, value in node.attrib.items():
        if full.startswith("{") and not full.startswith((_XLINK, _XML)):
            if not _INERT.match(full[1:]):
                what = f"the attribute “{_local(full)}” is not allowed in a drawing"
                yield line, what, "leave it out"
            continue
        if full.startswith(_XML) and _local(full) in ("space", "lang"):
            continue
        if fault := attribute_fault(tag, _local(full), value):
            yield line, *fault
