"""An edition as a zip: one folder whose pages open from the file system, search included.

A browser shows no `index.html` for a folder of the file system, so every link names its file. What
is not in the folder (other editions, paper) is led to on the net. The same files give the same
bytes: names in order, one time for all, the same rights.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from handbook.offline.addresses import replaced, target

if TYPE_CHECKING:
    from handbook.build.stage import Tree

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o100644 << 16
_UNIX = 3
_PACKED = (".woff2", ".png", ".jpg", ".webp")
_OFFERS = re.compile(r"(?<=\sdata-offers=')[^']*(?=')")
"""Other editions, for readers of another language: they are not in the folder."""


def archive(files: Tree, paths: Iterable[str], root: str, site_url: str, folder: str) -> bytes:
    """Return a zip of an edition.

    Args:
        files: the site, path → file.
        paths: what belongs to the edition, in order.
        root: path of its start page on the site.
        site_url: where the site is on the net.
        folder: name of the folder inside.

    """
    kept = {path: path.removeprefix(root) for path in paths}
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path, name in sorted(kept.items(), key=lambda pair: pair[1]):
            data = files[path].place.read_bytes()
            if path.endswith(".html"):
                data = _standing_alone(path, data.decode(), kept, site_url).encode()
            packed.writestr(_entry(f"{folder}/{name}"), data)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.create_system, entry.external_attr = _UNIX, _RIGHTS
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return entry


def _standing_alone(path: str, page: str, kept: Mapping[str, str], site_url: str) -> str:
    """Return a page with links that name files of the folder, or lead to the net."""
    here = posixpath.dirname(kept[path]) or "."

    def change(address: str) -> str:
        found = target(path, address)
        if found is None:
            return address
        parts = urlsplit(address)
        if found not in kept and f"{found}/index.html" in kept:
            found = f"{found}/index.html"
        if found in kept:
            place = quote(posixpath.relpath(kept[found], here))
        else:
            place = site_url + quote(re.sub(r"(^|/)index\.html$", r"\1", found))
        return f"{place}#{parts.fragment}" if parts.fragment else place

    return replaced(_OFFERS.sub("{}", page), change)
