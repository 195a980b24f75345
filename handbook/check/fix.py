"""`--fix`: carries out the mechanical mends that findings propose, never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from handbook.check.model import Edit, Finding
from handbook.files import write_whole


def mend(raw: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """Apply edits to a text; return it and how many were applied.

    An edit that overlaps one already applied, or points outside the text, is left for the next run.
    """
    lines = raw.split("\n")
    limits: dict[int, int] = {}
    done = 0
    for edit in sorted(set(edits), key=lambda e: (e.line, e.column, e.length), reverse=True):
        start, end = edit.column - 1, edit.column - 1 + edit.length
        if not 1 <= edit.line <= len(lines) or start < 0 or end > len(lines[edit.line - 1]):
            continue
        if end > limits.get(edit.line, end):
            continue
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[:start] + edit.text + line[end:]
        limits[edit.line] = start
        done += 1
    return "\n".join(lines), done


def mend_files(root: Path, findings: Iterable[Finding]) -> dict[str, int]:
    """Apply the edits of findings to their files; return how many were applied to each path."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for finding in findings:
        if finding.edit:
            by_path[finding.path].append(finding.edit)
    return {path: count for path, edits in by_path.items() if (count := _mend(root / path, edits))}


def _mend(file: Path, edits: list[Edit]) -> int:
    """Mend one file in one step; its byte order mark and line ends stay as they are."""
    before = file.read_bytes()
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    windows = b"\r\n" in before
    text, count = mend(before[len(mark) :].decode("utf-8").replace("\r\n", "\n"), edits)
    after = mark + text.replace("\n", "\r\n" if windows else "\n").encode("utf-8")
    if after == before:
        return 0
    write_whole(file, after)
    return count
