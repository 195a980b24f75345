"""Old texts from git: one process for all of them, none where there is no history."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class History:
    """Texts found by blob id, and why others are not among them."""

    texts: dict[str, bytes] = field(default_factory=dict)
    why: str = ""


def blob_id(data: bytes) -> str:
    """Return the id git gives a file with this content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def read_blobs(folder: Path, ids: Collection[str]) -> History:
    """Read blobs from the repository that holds ``folder``; nothing is fetched from elsewhere."""
    if not ids:
        return History()
    command = ["git", "-C", str(folder), "cat-file", "--batch"]
    offline = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    wanted = "".join(f"{name}\n" for name in sorted(ids)).encode()
    try:
        done = subprocess.run(command, input=wanted, capture_output=True, check=False, env=offline)
    except OSError:
        return History(why="git is not installed here")
    if done.returncode and not done.stdout:
        return History(why="this folder is not in a git repository")
    texts = _texts(done.stdout)
    return History(texts, _why(folder) if len(texts) < len(ids) else "")


def _texts(output: bytes) -> dict[str, bytes]:
    """Take apart what ``git cat-file --batch`` prints: a head line, the content, a line end."""
    texts: dict[str, bytes] = {}
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        head = output[at:end].decode("ascii", "replace").split()
        at = end + 1
        if len(head) == 3 and head[2].isdigit():
            size = int(head[2])
            if head[1] == "blob":
                texts[head[0]] = output[at : at + size]
            at += size + 1
    return texts


def _why(folder: Path) -> str:
    for parent in (folder, *folder.parents):
        if (parent / ".git" / "shallow").is_file():
            return "this clone of the repository is shallow (git fetch --unshallow gets the rest)"
    return "the repository’s history does not hold it"
