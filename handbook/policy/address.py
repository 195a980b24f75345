"""Addresses: which a link may lead to, and which a page may load.

A browser drops tabs and line ends from an address, and blanks and control characters before it;
so does this module before it judges, or `java&#10;script:` would pass.
"""

from __future__ import annotations

import re
import unicodedata

LINK_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""Schemes of links; the sanitiser of the site uses the same."""
OWN_SCHEMES = frozenset(("ref", "diagram"))
"""Written in our pages only: badges and drawings, filled in before a browser sees them."""

_MOST_UP = 12
"""Folders up that a link may go; no book is deeper."""
_DROPPED = re.compile(r"[\t\n\r]")
_LEADING = re.compile(r"^[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OBSCURED = re.compile(r"^[^/?#:]*?[^\w./?#:@%+~-][^/?#:]*:", re.ASCII)
_DOT = re.compile(r"%2e", re.IGNORECASE)
"""Browsers take it for a dot where folders are named."""
_CODED = re.compile(r"%[0-9a-fA-F]{2}|&#?\w+;?")


def plain(address: str) -> str:
    """Return an address as a browser reads it."""
    return _LEADING.sub("", _DROPPED.sub("", address)).rstrip()


def scheme(address: str) -> str:
    """Return the scheme of an address in small letters; empty for one of this site."""
    found = _SCHEME.match(plain(address))
    return found[1].lower() if found else ""


def link_fault(address: str, own: bool = False) -> str | None:
    """Say why a link may not lead to an address; None when it may.

    ``own`` lets the schemes of our own pages pass.
    """
    text = plain(address)
    if text.startswith(("//", "\\\\", "/\\", "\\/")):
        return "leads to another site without saying how (“//…”)"
    kind = scheme(text)
    if kind:
        allowed = kind in LINK_SCHEMES or (own and kind in OWN_SCHEMES)
        return None if allowed else f"leads to a “{kind}:” address"
    return _hidden_fault(text)


def load_fault(address: str, own: bool = False, depth: int = _MOST_UP) -> str | None:
    """Say why a page may not load an address (a picture, say); None when it may.

    ``depth`` says how many folders up the book's own begins.
    """
    text = plain(address)
    if text.startswith(("//", "\\\\", "/\\", "\\/")):
        return "is loaded from another site"
    kind = scheme(text)
    if own and kind in OWN_SCHEMES:
        return None
    if kind in ("http", "https"):
        return "is loaded from another site"
    if kind:
        return f"is loaded from a “{kind}:” address"
    path = _DOT.sub(".", re.split(r"[?#]", text)[0])
    ups = path.replace("\\", "/").split("/").count("..")
    return "leads out of the book’s folder" if ups > depth else _hidden_fault(text)


def _hidden_fault(text: str) -> str | None:
    """Look for a scheme that is written so that only some programs see it."""
    head = re.split(r"[/?#]", text, maxsplit=1)[0]
    if ":" in head and _OBSCURED.match(head):
        return "hides what kind of address it is"
    if _CODED.search(head) and _SCHEME.match(_decoded(head)):
        return "hides what kind of address it is"
    return "climbs out of the site" if _DOT.sub(".", text).count("../") > _MOST_UP else None


def _decoded(head: str) -> str:
    from html import unescape
    from urllib.parse import unquote

    text = unescape(unquote(head))
    visible = (c for c in text if not unicodedata.category(c).startswith(("C", "Z")))
    return plain("".join(visible))
