"""The whole book of one edition as EPUB 3: text that fits any screen, font and colour.

The chain: `epub_chapter` makes a file of each article, `epub_package` what surrounds them,
`xhtml` writes both as XML, and this module puts them into the container.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib.resources import files

from handbook.press.article import Article
from handbook.press.epub_chapter import STYLE, Chapter, make_chapter
from handbook.press.epub_package import (
    CONTAINER,
    NAVIGATION,
    PACKAGE,
    TITLE_PAGE,
    Binding,
    newest_review,
)
from handbook.press.furniture import Furniture

_MIMETYPE = b"application/epub+zip"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can name: the same content is the same bytes on any day."""


def write_epub(articles: Sequence[Article], furniture: Furniture) -> bytes:
    """Return the articles of one edition, in reading order, as an EPUB: see `bind_epub`."""
    return bind_epub([make_chapter(article, furniture) for article in articles], furniture)


def bind_epub(made: Sequence[Chapter], furniture: Furniture) -> bytes:
    """Return the chapters of one edition, in reading order, as an EPUB.

    The same chapters and furniture give the same bytes (with the same zlib).

    Raises:
        ValueError: when there are no chapters.

    """
    if not made:
        raise ValueError("no chapters: an EPUB needs at least one")
    chapters = {chapter.id: chapter for chapter in made}
    binding = Binding(furniture, made, newest_review(made))
    content = {
        STYLE: files("handbook.press").joinpath("data", STYLE).read_bytes(),
        TITLE_PAGE: binding.title_page(),
        NAVIGATION: binding.navigation(),
        **{each.file: each.document(chapters, furniture) for each in chapters.values()},
    }
    content[PACKAGE] = binding.package(_digest(content))
    return _container(content)


def _digest(content: Mapping[str, bytes]) -> str:
    """One name for all files and what is in them."""
    digest = hashlib.sha256()
    for name, data in sorted(content.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _container(content: Mapping[str, bytes]) -> bytes:
    """Write the ZIP file: its type first and stored, as the format asks, then the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _write(archive, "mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        _write(archive, "META-INF/container.xml", CONTAINER)
        for name, data in sorted(content.items()):
            _write(archive, f"EPUB/{name}", data)
    return out.getvalue()


def _write(
    archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.create_system = 3  # as on Unix, wherever it is made
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, method, 9)
