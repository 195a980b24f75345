"""Reads text and data that strangers may have written: bounded, and without running anything.

All YAML of this program comes through ``load_yaml``: no tag makes an object, a key may stand once,
and depth, size and aliases have limits, so that a small file cannot become a large one.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

LARGEST_DATA = 2_000_000
"""Bytes of a data file; ours have up to 325,000."""
LARGEST_PAGE = 200_000
"""Bytes of a page; our longest has 95,000."""
_DEEPEST = 24
_MOST_NODES = 200_000
_MOST_ALIASES = 50
_BLOB = 40
"""Digits of the id of a text in git, which may happen to be all figures: it is kept as text."""
_LONGEST_NUMBER = 18
"""Digits; longer ones are ids, phone numbers or an attack, and belong in quotation marks."""

_C = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fastest safe loader that PyYAML has here."""


_UNCLOSED = re.compile(r"expected ',' or|unexpected end of stream|could not find expected ':'")


class DocumentError(yaml.MarkedYAMLError):
    """A document breaks a limit or rule of ours; told like an error of the parser, with a line."""


class Loader(_C):  # type: ignore[misc,valid-type]
    """Reads data only; a key that stands twice is an error."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse `<<`, which copies one mapping into another."""
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise _error(key, "“<<” is not allowed; write the entries out")

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping whose keys are plain and stand once."""
        self.flatten_mapping(node)
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, (str, int, date)):
                raise _error(key_node, "a key must be a word")
            if isinstance(key, bool):
                what = f"the key “{key_node.value}” is read as {str(key).lower()}"
                raise _error(key_node, f"{what}; put it in quotation marks")
            if key in found:
                raise _error(key_node, f"the key “{key}” stands twice")
            found[key] = self.construct_object(value_node, deep=deep)
        return found


def _error(at: Any, problem: str) -> DocumentError:
    return DocumentError(None, None, problem, at.start_mark)


def _mapping(loader: Loader, node: yaml.MappingNode) -> Any:
    data: dict[Any, Any] = {}
    yield data
    data.update(loader.construct_mapping(node))


def _number(loader: Loader, node: yaml.ScalarNode) -> Any:
    """Read a whole number; one with too many digits is refused before it is computed."""
    if len(node.value) == _BLOB and node.value.isdecimal():
        return node.value
    if len(node.value) > _LONGEST_NUMBER:
        raise _error(node, "the number has too many digits; put it in quotation marks")
    return yaml.SafeLoader.construct_yaml_int(loader, node)


def _fraction(loader: Loader, node: yaml.ScalarNode) -> Any:
    if node.value.lower().strip("+-.") in ("nan", "inf"):
        raise _error(node, f"“{node.value}” is no number; put it in quotation marks")
    value = yaml.SafeLoader.construct_yaml_float(loader, node)
    if value in (float("inf"), float("-inf")):
        raise _error(node, "the number is too large; put it in quotation marks")
    return value


def _date(loader: Loader, node: yaml.ScalarNode) -> Any:
    try:
        return yaml.SafeLoader.construct_yaml_timestamp(loader, node)
    except (ValueError, OverflowError):
        raise _error(node, f"there is no day “{node.value}”") from None


def _binary(loader: Loader, node: yaml.Node) -> Any:
    raise _error(node, f"the tag “{node.tag}” is not allowed")


Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
Loader.add_constructor("tag:yaml.org,2002:int", _number)
Loader.add_constructor("tag:yaml.org,2002:float", _fraction)
Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)
Loader.add_constructor(None, _binary)
for _tag in ("binary", "omap", "pairs", "set"):
    Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _binary)


class Words(Loader):
    """Reads our data files, where `No` and `On` are words."""


def _truth(loader: Loader, node: yaml.ScalarNode) -> bool:
    if node.value.lower() not in ("true", "false"):
        problem = f"“{node.value}” is read as true or false; put it in quotation marks"
        raise _error(node, problem)
    return bool(node.value.lower() == "true")


def _plain_number(loader: Loader, node: yaml.ScalarNode) -> Any:
    """Read a number that is one at sight: `12:30` would be 750, and `0112` 74."""
    value = _number(loader, node)
    if not _AT_SIGHT.fullmatch(node.value):
        raise _error(node, f"“{node.value}” is read as {value}; put it in quotation marks")
    return value


_AT_SIGHT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")

Words.add_constructor("tag:yaml.org,2002:bool", _truth)
Words.add_constructor("tag:yaml.org,2002:int", _plain_number)


def _bounded(text: str) -> None:
    """Look at a document without building it: it must be neither deep nor able to grow.

    The parser's events cost a third of loading; what they may become is not built before.
    """
    anchored: list[bool] = []
    aliases = 0
    for nodes, event in enumerate(yaml.parse(text, _C)):
        if isinstance(event, yaml.CollectionStartEvent):
            anchored.append(event.anchor is not None)
            if len(anchored) > _DEEPEST:
                raise _error(event, f"entries stand more than {_DEEPEST} deep in one another")
        elif isinstance(event, yaml.CollectionEndEvent):
            anchored.pop()
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            if any(anchored) or aliases > _MOST_ALIASES:
                raise _error(event, "references (*name) would make it grow beyond measure")
        if nodes > _MOST_NODES:
            raise _error(event, f"there are more than {_MOST_NODES:,} entries")


def _start() -> yaml.Mark:
    """Return the mark of a whole document."""
    return yaml.Mark("<text>", 0, 0, 0, "", 0)


def load_yaml(text: str, loader: type[Loader] = Loader, largest: int = LARGEST_DATA) -> Any:
    """Read one YAML document.

    Raises:
        yaml.YAMLError: when it is none, or breaks a limit; ``line_of`` tells where.

    """
    if len(text) > largest:
        mark = _start()
        raise DocumentError(None, None, f"it is larger than {largest:,} characters", mark)
    try:
        _bounded(text)
        return yaml.load(text, loader)
    except (ValueError, OverflowError, RecursionError) as error:
        mark = _start()
        raise DocumentError(None, None, " ".join(str(error).split()), mark) from error


def line_of(error: Exception, text: str) -> int:
    """Line of a text on which a document breaks off, from 1.

    YAML ends lines at more signs than an editor does; the last line is the last.
    """
    begun, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if begun and _UNCLOSED.search(str(getattr(error, "problem", ""))):
        mark = begun  # where it was opened, not where its end was missed
    return min(int(mark.line) + 1, text.count("\n") + 1) if mark else 1


def problem_of(error: Exception) -> str:
    """Say what is wrong with a document, in one line without its place."""
    return " ".join(str(getattr(error, "problem", None) or error).split())


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the bytes of a text file: its line, what, and what to do."""

    line: int
    message: str
    fix: str


_AGAIN = "save the file again as UTF-8"
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}


def decode(data: bytes, largest: int = LARGEST_PAGE) -> tuple[str, Flaw | None]:
    """Read the bytes of a text file as UTF-8; return its text and what is wrong with them.

    A byte order mark and the line ends of Windows are right; a text that is too large is cut off.
    """
    size = len(data)
    if size > largest:
        text = data[:largest].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        line = text.count("\n") + 1
        message = f"the file has {size // 1000} kB; at most {largest // 1000} kB are read"
        return text.replace("\0", "\ufffd"), Flaw(line, message, "split it into several")
    with suppress(UnicodeDecodeError):
        text = data.decode()
        if "\r" not in text and "\0" not in text and not text.startswith("\ufeff"):
            return text, None  # nearly every file: nothing is wrong, nothing to be changed
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return "", Flaw(1, f"the file is written in {name}", _AGAIN)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return text.replace("\0", "\ufffd"), _flaw(data, text)


def _flaw(data: bytes, text: str) -> Flaw | None:
    at = data.find(b"\0")
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        what = "seems to be written in UTF-16" if data.count(b"\0") * 4 > len(data) else ""
        return Flaw(line, f"the file {what or 'holds the character U+0000'}", _AGAIN)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = " ".join(f"{byte:02X}" for byte in data[error.start : error.start + 2])
        return Flaw(line, f"the bytes {shown} are no UTF-8", _AGAIN)
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        return Flaw(line, "a line ends with a lone carriage return", "use ordinary line ends")
    return None


def read_text(file: Path, largest: int = LARGEST_DATA) -> tuple[str, Flaw | None]:
    """Read a text file of at most so many bytes; return its text and what is wrong with it.

    Only a plain file is opened: not a link, a device or a pipe, which might lead anywhere or
    never end.
    """
    flaw = unreadable(file)
    if flaw:
        return "", flaw
    with file.open("rb") as opened:
        return decode(opened.read(largest + 1), largest)


def unreadable(file: Path) -> Flaw | None:
    """Say why a file must not be opened; None for a plain file."""
    if file.is_symlink():
        return Flaw(1, "the file is a link to another one", "put the file itself in its place")
    if not file.exists():
        return Flaw(1, "there is no such file", "write it")
    return None if file.is_file() else Flaw(1, "this is no plain file", "remove it")


def load_json(text: str) -> Any:
    """Read JSON.

    Raises:
        ValueError: when it is none, or nested too deep.

    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("entries stand too deep within one another") from None


def compose_yaml(text: str) -> yaml.Node | None:
    """Read a YAML document as nodes with their lines, without making anything of them.

    Raises:
        yaml.YAMLError: when it is none, or breaks a limit.

    """
    _bounded(text)
    node: yaml.Node | None = yaml.compose(text, _C)
    return node
