"""What an edition needs to be read without a network, written beside its start page.

    <edition>/handbook-<locale>.zip   a folder that opens from the file system
    <edition>/offline.json            what the browser keeps an edition by
    <edition>/index.html              the start page, with both offers
    sw.js                             the browser’s part behind the pages, the same for all

The list names every address below the root of the site with size and hash: the browser fetches
only what has changed, and keeps nothing that is not what was built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import TYPE_CHECKING, Any

from handbook.files import digest, write_json
from handbook.offline.archive import archive
from handbook.render.context import Library
from handbook.render.typography import no_break

if TYPE_CHECKING:
    from handbook.build.stage import Tree

MARK = "<!-- handbook:offline -->"
WORKER = "sw.js"
LIST = "offline.json"
_BROWSER = Path(__file__).parents[1] / "site" / "browser"
_SPOKEN = ("progress", "kept", "remove", "failed")
"""Words the script needs as they are, filled in by itself."""
_HASH = 16
"""Letters of a file’s SHA-256 in the list."""


def write_worker(out: Path) -> None:
    """Put the worker at the root of a site."""
    (out / WORKER).write_bytes((_BROWSER / WORKER).read_bytes())


def write_edition(
    files: Tree,
    paths: Iterable[str],
    library: Library,
    locale: str,
    site_url: str,
    out: Path,
) -> None:
    """Write zip, list and start page of an edition into ``out``.

    Args:
        files: the site, path → file.
        paths: what belongs to the edition, in order.
        library: the book and its words.
        locale: the edition.
        site_url: where the site is on the net.
        out: root of what is written.

    """
    root = library.book.url(locale, "index")
    folder = out / root
    folder.mkdir(parents=True, exist_ok=True)
    paths, name = list(paths), f"handbook-{locale}"
    place = folder / f"{name}.zip"
    packed = archive(files, paths, root, site_url, name)
    place.write_bytes(packed)
    listed = {_address(path): (files[path].size, files[path].digest[:_HASH]) for path in paths}
    start = files[f"{root}index.html"].place.read_text("utf-8")
    rest = sum(size for address, (size, _) in listed.items() if address != root)
    page = _offered(start, library, locale, place.name, len(packed), rest)
    (folder / "index.html").write_text(page, "utf-8")
    listed[root] = _facts(page.encode())
    write_json(folder / LIST, _list(listed, library, locale, root))


def _list(
    listed: Mapping[str, tuple[int, str]], library: Library, locale: str, root: str
) -> dict[str, Any]:
    about = {
        "edition": root,
        "tag": library.book.edition(locale).tag,
        "old": library.words[locale]["offline.old"],
        "files": listed,
    }
    return {**about, "version": digest([json.dumps(about, sort_keys=True)])[:_HASH]}


def _address(path: str) -> str:
    """Return the address of a file, as links name it."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def _facts(data: bytes) -> tuple[int, str]:
    return len(data), hashlib.sha256(data).hexdigest()[:_HASH]


def _offered(start: str, library: Library, locale: str, name: str, packed: int, rest: int) -> str:
    """Return the start page with the offers; it counts in the size that it names."""
    page, size = start, rest
    while size < rest + len(page.encode()):
        size = rest + len(page.encode())
        page = start.replace(MARK, _offer(library, locale, name, packed, size))
    return page


def _offer(library: Library, locale: str, name: str, packed: int, size: int) -> str:
    words, bound = library.words[locale], no_break(locale)
    spoken = {key: words[f"offline.{key}"] for key in _SPOKEN}
    spoken["keep"] = bound(words["offline.keep"].format(kb=_kb(size)))
    said = escape(json.dumps(spoken, ensure_ascii=False, sort_keys=True))
    worker = relpath(WORKER, library.book.url(locale, "index") or ".")
    facts = bound(f"ZIP, {words['print.size'].format(kb=_kb(packed))}")
    return (
        f'<ul class="paper"><li><a href="{name}">{escape(words["offline.zip"])}</a> '
        f"<span>({facts})</span></li>"
        f'<li class="keep" hidden data-list="{LIST}" data-worker="{worker}" data-words="{said}">'
        '<span role="status"></span> <button type="button"></button></li></ul>'
    )


def _kb(size: int) -> int:
    return -(-size // 1000)
