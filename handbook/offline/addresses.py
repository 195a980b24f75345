"""The addresses in a page: what it loads and where it leads, read and replaced in place.

Pages are ours, so that tags are well formed; everything but the addresses keeps its bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def replaced(page: str, change: Callable[[str], str]) -> str:
    """Return a page with every address that ``change`` returns otherwise put in its place."""

    def attribute(match: re.Match[str]) -> str:
        found = unescape(match[2])
        changed = change(found)
        return match[0] if changed == found else f'{match[1]}="{escape(changed)}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(attribute, tag[0]), page)


def in_page(page: str) -> list[str]:
    """Return the addresses of a page, as often as they stand there."""
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    replaced(page, note)
    return found


def in_style(style: str) -> list[str]:
    """Return the addresses of a style sheet."""
    return _URL.findall(style)


def target(base: str, address: str) -> str | None:
    """Return the file of the site that an address on the file ``base`` leads to.

    None when it leads elsewhere, or nowhere but to a place on the same page.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    folder = "" if path.startswith("/") else posixpath.dirname(base)
    full = posixpath.normpath(posixpath.join(folder, path.lstrip("/") or "."))
    if path.endswith(("/", ".")):
        full = posixpath.normpath(posixpath.join(full, "index.html"))
    return full
