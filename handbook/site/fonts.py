"""The site's own fonts: subsets of the pinned package, made once and kept in a cache.

Source Sans 3 is one of the few families with Bulgarian and Serbian letter forms. Each script is a
file of its own with a `unicode-range`, so that a reader loads only the letters of the page.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

_PACKAGE = "fontpkg_source_sans_3"
_FACES = {"regular": "SourceSans3[wght].ttf", "italic": "SourceSans3-Italic[wght].ttf"}
_SCRIPTS = {
    "latin": "U+0020-007E,U+00A0-00FF,U+2010-2027,U+2030-203A,U+20AC,U+2190-2193,U+2212,U+00D7",
    "latin-ext": "U+0100-017F,U+0218-021B",
    "cyrillic": "U+0400-045F,U+2116",
}


def font_css() -> str:
    """Return the ``@font-face`` rules, relative to `assets/`."""
    rules = []
    for face in _FACES:
        style = "italic" if face == "italic" else "normal"
        for script, ranges in _SCRIPTS.items():
            rules.append(
                f'@font-face{{font-family:"Source Sans 3";font-style:{style};font-weight:400 700;'
                f"font-display:swap;src:url(fonts/{file_name(face, script)}) format('woff2');"
                f"unicode-range:{ranges}}}"
            )
    return "\n".join(rules) + "\n"


def file_name(face: str, script: str) -> str:
    """Name of a subset file; it changes with the package and the letters in it."""
    key = f"{_version('fontpkg-source-sans-3')}|{_version('fonttools')}|{_SCRIPTS[script]}"
    return f"source-sans-3-{face}-{script}.{hashlib.sha256(key.encode()).hexdigest()[:8]}.woff2"


_version = cache(version)


def write_fonts(assets: Path, store: Path) -> None:
    """Put all subsets below a site's `assets/`, making those ``store`` lacks."""
    (assets / "fonts").mkdir(parents=True, exist_ok=True)
    wanted = {file_name(face, script) for face in _FACES for script in _SCRIPTS}
    for old in {file.name for file in (assets / "fonts").iterdir()} - wanted:
        (assets / "fonts" / old).unlink()
    store.mkdir(parents=True, exist_ok=True)
    for face in _FACES:
        for script in _SCRIPTS:
            name = file_name(face, script)
            cached = store / name
            if not cached.exists():
                part = cached.with_suffix(".part")
                part.write_bytes(_subset(face, script))
                part.replace(cached)
            (assets / "fonts" / name).write_bytes(cached.read_bytes())


def _subset(face: str, script: str) -> bytes:
    from fontTools import subset  # slow to import, and seldom needed
    from fontTools.ttLib import TTFont

    source = files(_PACKAGE).joinpath("files", _FACES[face]).read_bytes()
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)  # same input, same bytes
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga", "locl", "mark", "ccmp"]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_codepoints(_SCRIPTS[script]))
    subsetter.subset(font)
    out = io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def _codepoints(ranges: str) -> list[int]:
    points: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points
