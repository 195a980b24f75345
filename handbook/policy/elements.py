"""The allow-list of HTML: elements, their attributes, and what the values may be.

The gate (`handbook.policy.markup`) refuses what is not listed here, with its line; a sanitiser
behind it drops the same. ``sanitiser_arguments`` gives the list in the form that nh3 takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from handbook.policy.address import LINK_SCHEMES, OWN_SCHEMES, link_fault, load_fault

_GLOBAL = "class id lang dir title role markdown translate"
_ARIA = re.compile(r"aria-[a-z]+")

_LISTED = {
    "a": "href name rel target hreflang download type",
    "abbr": "", "address": "", "aside": "", "b": "", "bdi": "", "bdo": "", "big": "",
    "blockquote": "cite", "br": "", "caption": "align", "center": "", "cite": "",
    "code": "hl_lines linenums linenostart",
    "col": "span", "colgroup": "span", "dd": "", "del": "cite datetime", "details": "open",
    "dfn": "", "div": "align", "dl": "", "dt": "", "em": "", "figcaption": "", "figure": "",
    "h1": "align", "h2": "align", "h3": "align", "h4": "align", "h5": "align", "h6": "align",
    "hr": "", "i": "", "img": "src alt width height loading align", "ins": "cite datetime",
    "kbd": "", "li": "value", "mark": "", "ol": "start type reversed", "p": "align", "pre": "",
    "q": "cite", "rp": "", "rt": "", "ruby": "", "s": "", "samp": "", "section": "", "small": "",
    "span": "", "strike": "", "strong": "", "sub": "", "summary": "", "sup": "",
    "table": "align summary", "tbody": "", "td": "colspan rowspan headers align valign style",
    "tfoot": "", "th": "colspan rowspan headers scope abbr align valign style", "thead": "",
    "time": "datetime", "tr": "align valign", "tt": "", "u": "", "ul": "", "var": "", "wbr": "",
    "audio": "src controls preload", "video": "src controls preload width height",
    "track": "src kind srclang label default",
    "input": "type checked disabled name", "label": "for",
}  # fmt: skip

ELEMENTS = frozenset(_LISTED)
"""Elements that may stand in a page's text."""
_FIELDS = frozenset(("input", "label"))
"""Made by other books' extensions for lists of tasks and for tabs."""
GLOBAL_ATTRIBUTES = frozenset(_GLOBAL.split())
ATTRIBUTES = {tag: frozenset(names.split()) for tag, names in _LISTED.items()}
"""Attributes that an element may carry besides the global ones and ``aria-…``."""
LINKS = frozenset((("a", "href"), ("blockquote", "cite"), ("q", "cite"), ("ins", "cite"),
                   ("del", "cite")))  # fmt: skip
"""Attributes that lead somewhere when followed."""
LOADS = frozenset((tag, "src") for tag in ("img", "audio", "video", "track"))
"""Attributes whose address a browser loads by itself."""

INSTEAD = {
    "script": "leave it out; a page holds text only",
    "style": "leave it out; the look of the book is decided in docs/assets/handbook.css",
    "iframe": "link to the page instead of showing it: [title](https://…)",
    "form": "leave it out; write blanks as ____",
    "font": "use **bold** or *italic*",
    "svg": "put the drawing into a file and show it with ![description](drawing.svg)",
}
"""What to write in place of elements that people use in good faith."""

_NAME = re.compile(r"(?!__[a-zA-Z])[^\s\"'<>&=`\\]{1,200}|__(?:tabbed|codelineno|span|cell)[\w-]*")
"""Ids may be in any script; those that begin with two low lines are the theme's own."""
_RESERVED = frozenset(
    ("page-title", "emergency", "emergency-title", "five-languages", "glossary-filter",
     "handbookSearch", "timetable-form", "BASE_URL", "MathJax")
)  # fmt: skip
"""Ids that scripts of the site look up, or that would stand in the way of names they use."""
_TITLE_ID = "page-title"
"""Given to the title of each page by our own plugin."""
_ALIGNED = re.compile(r"text-align: ?(?:left|right|center|justify);?")
_THEME_CLASS = re.compile(
    r"(?<!\S)md-(?!(?:button(?:--primary)?|tag|icon)(?:\s|$))\S*", re.IGNORECASE
)
_TABBED = re.compile(r"__tabbed_\d+(?:_\d+)?")


def id_fault(value: str, generated: bool = False) -> str | None:
    """Say why an element may not carry an id; None when it may."""
    if generated and value == _TITLE_ID:
        return None
    if _NAME.fullmatch(value) and value not in _RESERVED:
        return None
    if value in _RESERVED or value.startswith("__"):
        return f"the id “{value}” stands in the way of the site’s own scripts"
    return f"the id “{value[:60]}” has other signs than letters, digits and hyphens"


def _class(value: str) -> str | None:
    found = _THEME_CLASS.search(value)
    return f"the class “{found[0]}” belongs to the site’s own parts" if found else None


def _style(value: str) -> str | None:
    return None if _ALIGNED.fullmatch(value.strip()) else "the attribute “style” is not allowed"


def _target(value: str) -> str | None:
    return None if value in ("_blank", "_self") else f"“target={value}” is not allowed"


def _control(value: str) -> str | None:
    fine = value.lower() in ("checkbox", "radio")
    return None if fine else "a page holds no fields to fill in"


VALUES: dict[str, Callable[[str], str | None]] = {
    "class": _class,
    "style": _style,
    "target": _target,
    "for": lambda value: None if _TABBED.fullmatch(value) else "the label belongs to no field here",
    "type": lambda value: None if re.fullmatch(r"[\w/.+-]*", value) else "the type is none",
}
"""Attributes whose values are judged, whatever the element."""


def allows_attribute(tag: str, name: str) -> bool:
    """Tell whether an element may carry an attribute, whatever its value."""
    known = name in GLOBAL_ATTRIBUTES or name in ATTRIBUTES.get(tag, ())
    return known or _ARIA.fullmatch(name) is not None


def value_fault(tag: str, name: str, value: str, generated: bool = False) -> str | None:
    """Say what is wrong with the value of an attribute that is allowed; None when it is right."""
    if name == "id" or (name == "name" and tag != "input"):
        return id_fault(value, generated)
    if tag == "input":
        return _input_fault(name, value)
    return VALUES[name](value) if name in VALUES else None


def _input_fault(name: str, value: str) -> str | None:
    if name == "type":
        return _control(value)
    if name == "name" and not _TABBED.fullmatch(value):
        return "a page holds no fields to fill in"
    return None


@lru_cache(maxsize=20_000)
def kept_value(tag: str, name: str, value: str, own: bool = False) -> str | None:
    """Return the value of an attribute if it may stand, else None; called by a sanitiser.

    ``own`` lets the schemes of our own pages pass.
    """
    if (tag, name) in LINKS:
        fault = link_fault(value, own)
    elif (tag, name) in LOADS:
        fault = load_fault(value, own)
    else:
        fault = value_fault(tag, name, value, generated=True)
    return None if fault else value


def sanitiser_arguments(own: bool = False) -> dict[str, Any]:
    """Return the allow-list as `nh3.clean` takes it; fields are left out, as we write none.

    ``own`` lets the schemes of our own pages pass: badges and drawings.
    """
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items() if tag not in _FIELDS}
    attributes["*"] = set(GLOBAL_ATTRIBUTES)
    return {
        "tags": set(ELEMENTS - _FIELDS),
        "attribute_filter": partial(kept_value, own=own),
        "attributes": attributes,
        "generic_attribute_prefixes": {"aria-"},
        "url_schemes": set(LINK_SCHEMES | OWN_SCHEMES if own else LINK_SCHEMES),
        "link_rel": None,
        "strip_comments": False,
    }
