"""An edition as a zip: one folder whose pages open from the file system, search included.

A browser shows no `index.html` for a folder of the file system, so every link names its file. What
is not in the folder (other editions, paper) is led to on the net. The same files give the same
bytes (`zipped.py`). A file that was in an earlier zip and has not changed is taken over from there
as it was packed, as long as the folder has the same files for pages to lead to.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from handbook.files import digest
from handbook.offline.addresses import replaced, target
from handbook.offline.zipped import Piece, piece, zipped

if TYPE_CHECKING:
    from handbook.build.stage import File, Tree

_OFFERS = re.compile(r"(?<=\sdata-offers=')[^']*(?=')")
"""Other editions, for readers of another language: they are not in the folder."""
_BY_HASH = re.compile(r"search/\w-[0-9a-f]{8}\.js")
"""Files of the search that come and go with its words: no page leads to them."""


@dataclass(frozen=True)
class Archive:
    """A zip, and what it was made of."""

    data: bytes
    ground: str
    """Digest of all that a file in it can hang on, the file itself apart."""
    pieces: dict[str, tuple[str, Piece]] = field(default_factory=dict)
    """Path on the site → the hash of the file there, the file as it stands in the zip."""
    starts: list[int] = field(default_factory=list)
    """Where in the zip the bytes of each piece begin."""


def archive(
    files: Tree,
    paths: Iterable[str],
    root: str,
    site_url: str,
    folder: str,
    before: Archive | None = None,
) -> Archive:
    """Return a zip of an edition.

    Args:
        files: the site, path → file.
        paths: what belongs to the edition, in order.
        root: path of its start page on the site.
        site_url: where the site is on the net.
        folder: name of the folder inside.
        before: an earlier one, from which is taken what has not changed.

    """
    kept = {path: path.removeprefix(root) for path in paths}
    known_to_pages = {path: n for path, n in kept.items() if not _BY_HASH.fullmatch(n)}
    parts = [zlib.ZLIB_RUNTIME_VERSION, site_url, root, folder, *sorted(known_to_pages.values())]
    ground = digest(parts)
    known = before.pieces if before and before.ground == ground else {}
    pieces = {}
    for path, name in sorted(kept.items(), key=lambda pair: pair[1]):
        found = known.get(path)
        if found is None or found[0] != files[path].digest:
            data = _content(path, files[path], known_to_pages, site_url)
            found = files[path].digest, piece(name, data)
        pieces[path] = found
    data, starts = zipped({f"{folder}/{kept[path]}": each for path, (_, each) in pieces.items()})
    return Archive(data, ground, pieces, starts)


def _content(path: str, file: File, kept: Mapping[str, str], site_url: str) -> bytes:
    data = file.place.read_bytes()
    if path.endswith(".html"):
        return _standing_alone(path, data.decode(), kept, site_url).encode()
    return data


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
