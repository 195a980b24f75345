"""One style sheet and one script for every page, named by what is in them.

The style sheet joins the fonts, the theme's styles without what the book does not use
(`handbook.site.slim`) and the files of ``extra_css``; the script joins `browser/` and the files of
``extra_javascript``. A digest in the name lets a server say that the file never changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from handbook.site.fonts import font_css

_BROWSER = Path(__file__).parent / "browser"
_SCRIPTS = ("theme.js", "finder.js", "offline.js")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_LINES = {
    "md-nav__item": ":is(.md-nav__list>*)",
    "md-nav__link": ":is(.md-nav__link,.md-nav__list>*>:where(a))",
}
_REMARK = re.compile(r"^\s*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
"""A comment that fills its lines: in a script the signs may stand in a text, too."""
_LINE = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Assets:
    """Addresses below the root of the site, and what stands there."""

    style: str
    script: str
    contents: dict[str, str]

    def write(self, site: Path) -> None:
        """Put both files below a built site."""
        for name, content in self.contents.items():
            file = site / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")


def make_assets(styles: Sequence[Path], scripts: Sequence[Path]) -> Assets:
    """Join the book's own style sheets and scripts to those of the site.

    Raises:
        OSError: when a file cannot be read.

    """
    style, script = _style(_read(styles)), _script(_read(scripts))
    names = (_name(style, "css"), _name(script, "js"))
    return Assets(*names, dict(zip(names, (style, script), strict=True)))


def theme_styles() -> str:
    """Return the theme's own style sheets as they are."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    found = {each.name: each for each in folder.iterdir() if each.name.endswith(".min.css")}
    ordered = sorted(found, key=lambda name: (not name.startswith("main."), name))
    names = [name for name in ordered if name.startswith(("main.", "palette."))]
    return "".join(found[name].read_text("utf-8") for name in names)


@cache
def icon(name: str) -> str:
    """Return a drawing of the theme, such as ``material/menu``; in HTML it needs no namespace."""
    drawing = files("material") / "templates" / ".icons" / f"{name}.svg"
    return drawing.read_text("utf-8").strip().replace(' xmlns="http://www.w3.org/2000/svg"', "")


def _read(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in paths)


@lru_cache(maxsize=8)
def _style(own: tuple[str, ...]) -> str:
    from handbook.site.slim import slim, without_unused_properties  # slow to import, seldom needed

    theme = slim(theme_styles().replace(".focus-visible", ":focus-visible"))
    rest = (_LINE.sub("\n", _COMMENT.sub("", text)) for text in own)
    return without_unused_properties(_unnamed("\n".join([font_css(), theme, *rest])))


def _unnamed(css: str) -> str:
    """Let rules find lines of the menu where they stand: hundreds a page, which need no class.

    Each selector weighs what it weighed, so that the same rules win.
    """
    for name, place in _LINES.items():
        css = re.sub(rf"\.{name}(?![\w-])", place, css)
    return css


@lru_cache(maxsize=8)
def _script(own: tuple[str, ...]) -> str:
    ours = _read(_BROWSER / name for name in _SCRIPTS)
    return "".join(_LINE.sub("\n", _REMARK.sub("", text)) for text in (*ours, *own))


def _name(content: str, kind: str) -> str:
    return f"assets/handbook.{hashlib.sha256(content.encode()).hexdigest()[:8]}.{kind}"
