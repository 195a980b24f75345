"""The site's own fonts: subsets of the pinned package, made once for an environment.

    python -m handbook.site.fonts       make them now, as `scripts/setup` does

They hang on the installed packages alone, so they are kept beside them, for all books; where that
folder cannot be written, in the book's own cache. A build makes what is not there yet.

Source Sans 3 is one of the few families with Bulgarian and Serbian letter forms. Each script is a
file of its own with a `unicode-range`, so that a reader loads only the letters of the page; letters
of none of the five languages are in files of their own, for names.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

_MAKERS = ("fontpkg-source-sans-3", "fonttools", "uharfbuzz", "brotli")
"""Packages whose version a file hangs on."""
_PACKAGE = "fontpkg_source_sans_3"
_FACES = {"regular": "SourceSans3[wght].ttf", "italic": "SourceSans3-Italic[wght].ttf"}
_SCRIPTS = {
    "latin": "U+0020-007E,U+00A0-00FF,U+2010-2027,U+2030-203A,U+20AC,U+2190-2193,U+2212",
    "latin-ext": (
        "U+0100-0101,U+0106-0107,U+010C-010D,U+0110-0113,U+0122-0123,U+012A-012B,U+0136-0137,"
        "U+013B-013C,U+0145-0146,U+0150-0151,U+0160-0161,U+016A-016B,U+0170-0171,U+017D-017E"
    ),
    "latin-more": (
        "U+0102-0105,U+0108-010B,U+010E-010F,U+0114-0121,U+0124-0129,U+012C-0135,U+0138-013A,"
        "U+013D-0144,U+0147-014F,U+0152-015F,U+0162-0169,U+016C-016F,U+0172-017C,U+017F,U+0218-021B"
    ),
    "cyrillic": "U+040D,U+0410-044F,U+045D,U+2116",
    "cyrillic-more": "U+0400-040C,U+040E-040F,U+0450-045C,U+045E-045F",
}
_FEATURES = ("kern", "liga", "locl", "mark", "ccmp")
_LEFT_OUT = ("BASE", "MVAR", "STAT")
"""Tables no browser reads for text in lines: baselines of other scripts, names of styles."""


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
    made = [_version(name) for name in _MAKERS]
    key = "|".join([*made, _SCRIPTS[script], *_FEATURES, *_LEFT_OUT])
    return f"source-sans-3-{face}-{script}.{hashlib.sha256(key.encode()).hexdigest()[:8]}.woff2"


@cache
def _version(name: str) -> str:
    from importlib.metadata import version  # slow to import, and seldom needed

    return version(name)


def write_fonts(assets: Path, store: Path) -> None:
    """Put all subsets below a site's `assets/`, making those ``store`` lacks."""
    make_fonts(store)
    (assets / "fonts").mkdir(parents=True, exist_ok=True)
    for old in {file.name for file in (assets / "fonts").iterdir()} - set(_subsets()):
        (assets / "fonts" / old).unlink()
    for name in _subsets():
        (assets / "fonts" / name).write_bytes((store / name).read_bytes())


def make_fonts(store: Path) -> int:
    """Make the subsets that a folder lacks; return how many."""
    from handbook.files import write_whole

    store.mkdir(parents=True, exist_ok=True)
    missing = {name: cut for name, cut in _subsets().items() if not (store / name).exists()}
    for name, (face, script) in missing.items():
        write_whole(store / name, _subset(face, script))
    return len(missing)


def font_store(book: Path) -> Path:
    """Return where subsets are kept: with the packages, or in the cache of a book."""
    own = Path(sys.prefix) / "share" / "handbook" / "fonts"
    is_ours = sys.prefix != sys.base_prefix and os.access(sys.prefix, os.W_OK)
    return own if is_ours else book / ".build" / "cache" / "fonts"


def _subsets() -> dict[str, tuple[str, str]]:
    """Return face and script of each file by its name."""
    return {file_name(face, script): (face, script) for face in _FACES for script in _SCRIPTS}


def _subset(face: str, script: str) -> bytes:
    """Cut a file with HarfBuzz: what takes milliseconds there takes seconds in Python."""
    import uharfbuzz as hb  # slow to import, and seldom needed
    from fontTools.ttLib import TTFont

    whole = hb.Face(files(_PACKAGE).joinpath("files", _FACES[face]).read_bytes())
    wanted = hb.SubsetInput()
    wanted.unicode_set.clear()
    wanted.unicode_set.update(_codepoints(_SCRIPTS[script]))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, _FEATURES))
    wanted.drop_table_tag_set.update(map(_tag, _LEFT_OUT))
    cut = bytes(hb.subset(whole, wanted).blob.data)
    font = TTFont(io.BytesIO(cut), recalcTimestamp=False)  # same input, same bytes
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode())


def _codepoints(ranges: str) -> list[int]:
    points: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points


if __name__ == "__main__":
    make_fonts(font_store(Path.cwd()))
