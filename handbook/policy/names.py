"""Names of files and folders that work on every computer, and hide nothing."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 100
DEEPEST = 12
"""Folders within one another below docs/."""
LONGEST_PATH = 200
"""Characters of a path below docs/; Windows allows some 260 in all."""

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE
)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_ADDRESS = re.compile(r"#|%[0-9a-fA-F]{2}")
_CONTROL = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")
_RENAME = "rename it with letters, digits and hyphens"


def name_fault(name: str) -> tuple[str, str] | None:
    """Say what is wrong with the name of a file or folder, and what to do; None when it is right.

    ``name`` is one part of a path.
    """
    shown = visible(name)
    for char in name:
        if unicodedata.category(char) in _CONTROL:
            return f"the name “{shown}” holds an invisible character, U+{ord(char):04X}", _RENAME
        if char.isspace() and char != " ":
            return f"the name “{shown}” holds an unusual space, U+{ord(char):04X}", _RENAME
    if not unicodedata.is_normalized("NFC", name):
        return f"the accents of the name “{shown}” are stored apart (not NFC)", "rename it"
    if _RESERVED.fullmatch(name):
        return f"“{shown}” is a name that Windows keeps for itself", "give it another name"
    if found := _FORBIDDEN.search(name):
        return f"the name “{shown}” holds “{found[0]}”, which Windows does not allow", _RENAME
    if found := _ADDRESS.search(name):
        return f"the name “{shown}” holds “{found[0]}”, which an address reads otherwise", _RENAME
    if name != name.strip() or name.endswith("."):
        return f"the name “{shown}” begins or ends with a space or a dot", "rename it"
    if name.startswith("-"):
        return f"the name “{shown}” begins with a hyphen and reads as an option", "rename it"
    if len(name) > LONGEST_NAME or len(name.encode("utf-8", "replace")) > 2 * LONGEST_NAME:
        return f"the name “{shown[:40]}…” has {len(name)} characters", f"use at most {LONGEST_NAME}"
    return None


def visible(name: str) -> str:
    """Return a name with what cannot be seen written as its number."""
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in _CONTROL else c for c in name)


def folded(path: str) -> str:
    """Return a path as file systems compare it that do not tell capitals and accents' storage."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())
