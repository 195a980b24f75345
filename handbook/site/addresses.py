"""Addresses within the site, as MkDocs writes them."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=100_000)
def relative(url: str, page: str) -> str:
    """Return an address below the site's root, relative to that of a page.

    ``run/closure/`` seen from ``run/match-start/`` is ``../closure/``.
    """
    folder, _, name = page.rpartition("/")
    here = _parts(folder if "." in name else page)
    there = _parts(url)
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    path = "/".join([".."] * (len(here) - common) + there[common:]) or "."
    return f"{path}/" if url.endswith("/") else path


def _parts(path: str) -> list[str]:
    if not path.startswith("/"):
        path = f"/{path}"
    return [part for part in posixpath.normpath(path).split("/") if part]


@lru_cache(maxsize=100_000)
def shown(url: str, page: str | None, base: str) -> str:
    """Return any address as a template's ``url`` filter does; one of elsewhere stays as it is.

    ``page`` is the address of the page that shows it, None for a template that is no page: then it
    is joined to ``base``.
    """
    url = url or "."
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or url.startswith(("/", "#")):
        return url
    if page is None:
        return posixpath.join(base, url)
    up = 0
    while f"{posixpath.normpath(url)}/".startswith("../", up * 3):
        up += 1
    return "../" * up + relative(url, page)
