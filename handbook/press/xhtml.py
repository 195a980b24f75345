"""HTML as XHTML: the tree of a browser's parser written out as XML that e-readers accept."""

from __future__ import annotations

from lxml import etree, html

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CAMEL = (
    "attributeName attributeType baseFrequency baseProfile calcMode clipPath clipPathUnits"
    " diffuseConstant edgeMode feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge"
    " feMergeNode feOffset filterUnits foreignObject gradientTransform gradientUnits keyPoints"
    " keySplines keyTimes lengthAdjust linearGradient markerHeight markerUnits markerWidth"
    " maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform"
    " patternUnits preserveAspectRatio primitiveUnits radialGradient refX refY repeatCount"
    " repeatDur requiredExtensions spreadMethod startOffset stdDeviation systemLanguage tableValues"
    " textLength textPath viewBox"
)
_CASE = {name.lower(): name for name in _CAMEL.split()}
"""Names of SVG that an HTML parser lower-cases; XML tells capitals apart."""


def document(body: html.HtmlElement, title: str, tag: str, style: str) -> bytes:
    """Write a whole XHTML document.

    Args:
        body: what stands in the body; attributes may be in the namespace ``OPS``.
        title: title of the document.
        tag: BCP 47 language tag of its text.
        style: address of the style sheet, relative to the document.

    """
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    root.set("lang", tag)
    root.set(_XML_LANG, tag)
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}meta", charset="utf-8")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=style)
    _append(etree.SubElement(root, f"{{{XHTML}}}body"), body, XHTML)
    written: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return written


def _append(parent: etree._Element, element: html.HtmlElement, space: str) -> None:
    """Append an element and all below it to ``parent``, in the namespace it belongs to."""
    name = str(element.tag)
    space = SVG if name == "svg" else space
    name = _CASE.get(name, name) if space == SVG else name
    nsmap = {None: SVG} if name == "svg" else None
    made = etree.SubElement(parent, f"{{{space}}}{name}", nsmap=nsmap)
    for key, value in element.attrib.items():
        _set(made, key, value, space)
    made.text, made.tail = element.text, element.tail
    for child in element:
        _append(made, child, SVG if space == SVG else XHTML)


def _set(made: etree._Element, key: str, value: str, space: str) -> None:
    if key == "lang":
        made.set(_XML_LANG, value)
    if space == SVG and key in ("lang", "xmlns"):
        return  # SVG knows only the language of XML, and its namespace is said already
    made.set(_CASE.get(key, key) if space == SVG else key, value)
