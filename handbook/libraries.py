"""The system's libraries that type is set with: another version may break lines elsewhere."""

from __future__ import annotations

import os
import platform
import re
from functools import cache
from pathlib import Path

_NAMES = re.compile(r"lib(?:pango|harfbuzz|fontconfig|freetype|glib-2|fribidi)[\w.-]*\.so\S*")
_FOLDERS = (
    "/usr/lib",
    f"/usr/lib/{platform.machine()}-linux-gnu",
    "/usr/lib64",
    "/usr/local/lib",
    "/opt/homebrew/lib",
)


@cache
def type_libraries() -> tuple[str, ...]:
    """Return the files of these libraries; their names carry their versions."""
    return tuple(
        sorted(
            {
                Path(entry.path).resolve().name
                for folder in _FOLDERS
                if Path(folder).is_dir()
                for entry in os.scandir(folder)
                if _NAMES.fullmatch(entry.name)
            }
        )
    )
