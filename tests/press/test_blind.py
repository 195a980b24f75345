"""The press is blind: however a document asks, no file is read and nobody is called."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
import yaml

from handbook.press.setter import PressError, set_document
from tests.press.test_setter import document

SECRET = "the host's own secret"
WAYS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("ways.yml").read_text("utf-8")
)
ASKED: list[tuple[str, str]] = []
"""What the interpreter saw being opened or called while a document was set."""
_armed: list[str] = []
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "os.system")


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _armed:
        return
    if event in _CALLS:
        ASKED.append((event, str(arguments)))
    elif event == "open" and _armed[0] in str(arguments[0]):
        ASKED.append((event, str(arguments[0])))


sys.addaudithook(_hook)


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    ASKED.clear()
    _armed.append(str(file))
    yield file
    _armed.clear()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_nothing_outside_is_opened(way: str, scheme: str, fonts: Path, secret: Path) -> None:
    body, head = _filled(way, scheme, fonts, secret)
    try:
        pdf, facts = set_document(document(f"<p>text</p>{body}", head), fonts)
    except PressError as error:
        assert "opens nothing but its own fonts" in str(error)
        assert ASKED == []
        return
    assert ASKED == []
    file = secret.with_name("out.pdf")
    file.write_bytes(pdf)
    with pikepdf.open(file) as opened:
        assert not opened.attachments
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        assert all(SECRET.encode() not in stream for stream in _streams(opened))
        assert _actions(opened) <= {"/URI", "/GoTo"}
    assert all(refused.startswith((scheme, *_OTHERS)) for refused in facts.refused)


_OTHERS = ("/", "file", "FILE", "data", "http", "ftp", "jar")


def _filled(way: str, scheme: str, fonts: Path, secret: Path) -> tuple[str, str]:
    url = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/secret.txt"
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="9" height="9"><image xlink:href="{url}" width="9"/><use href="{url}#a"/></svg>'
    )
    given = {
        "url": url, "folder": url.rpartition("/")[0], "port": 9, "path": str(secret),
        "pct": quote(str(secret)).replace("s", "%73"),
        "b64": base64.b64encode(drawing.encode()).decode(),
        "font": next(file for file in fonts.iterdir() if file.suffix in (".ttf", ".otf")).as_uri(),
    }  # fmt: skip
    parts = (WAYS[way].get(key, "") for key in ("body", "head"))
    body, head = (part.format(**given) for part in parts)
    return body, head


def _streams(pdf: pikepdf.Pdf) -> list[bytes]:
    return [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]


def _actions(pdf: pikepdf.Pdf) -> set[str]:
    """Kinds of what the PDF may do when it is opened or touched; those of pages and structure."""
    dictionaries = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    actions = (each.get("/A") for each in dictionaries)
    return {
        str(action["/S"])
        for action in actions
        if isinstance(action, pikepdf.Dictionary) and "/S" in action
    }
