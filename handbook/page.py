"""One Markdown file: its front matter and its text, each read when first asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from handbook.documents import Flaw, load_yaml
from handbook.lazy import lazy

if TYPE_CHECKING:
    from handbook.blocks import Block

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
"""As MkDocs reads it: closed by hyphens or, as in YAML, by dots."""
CARD = "crisis-card"
"""The page that has the numbers to call alone, with their sources."""
TEMPLATES = frozenset((f"{CARD}.html",))
"""Templates that pages of our book may ask for."""
LARGEST_FRONT_MATTER = 20_000
"""Characters; ours have up to 1,500."""


@dataclass(frozen=True)
class Page:
    """One Markdown file: its path below the edition's folder, its front matter and text."""

    id: str
    edition: str
    file: Path
    path: str
    """Path for people: relative to the configuration file or the current folder."""
    raw: str
    is_source: bool = False
    flaw: Flaw | None = None
    """What is wrong with the bytes of the file, if anything."""

    @lazy
    def _front(self) -> re.Match[str] | None:
        return FRONT_MATTER.match(self.raw)

    @property
    def front(self) -> str:
        """The front matter as it is written, its lines of dashes included."""
        return self._front[0] if self._front else ""

    def recall(self, loaded: tuple[dict[str, Any], str | None]) -> None:
        """Take ``loaded`` as it was with the same front matter, instead of parsing it again."""
        self.__dict__["loaded"] = loaded

    @lazy
    def loaded(self) -> tuple[dict[str, Any], str | None]:
        """Front matter, and what is wrong with its YAML, if anything."""
        if not self._front:
            return {}, None
        try:
            meta = load_yaml(self._front[1], largest=LARGEST_FRONT_MATTER)
        except yaml.YAMLError as error:
            return {}, " ".join(str(error).split())
        return (meta if isinstance(meta, dict) else {}), None

    @property
    def has_front_matter(self) -> bool:
        """Whether the file starts with a block between --- lines."""
        return bool(self.front)

    @property
    def meta(self) -> dict[str, Any]:
        """Front matter; empty when there is none or it is not valid."""
        return self.loaded[0]

    @property
    def meta_problem(self) -> str | None:
        """What is wrong with the YAML of the front matter, if anything."""
        return self.loaded[1]

    @lazy
    def text(self) -> str:
        """The page below its front matter."""
        return self.raw[self._front.end() :] if self._front else self.raw

    @lazy
    def text_line(self) -> int:
        """Line of the file on which ``text`` starts."""
        return self.raw.count("\n", 0, self._front.end()) + 1 if self._front else 1

    @lazy
    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks, with lines of the file."""
        from handbook.blocks import parse  # a build reads many pages and takes few apart

        return parse(self.text, self.text_line)

    @lazy
    def lines(self) -> list[str]:
        """Lines of the file; the first is ``lines[0]``."""
        return self.raw.split("\n")

    def forget(self) -> None:
        """Let go of what was made of the text: a book is larger than a processor's memory."""
        for name in ("blocks", "lines", "text"):
            self.__dict__.pop(name, None)

    def key_line(self, key: str) -> int:
        """Line of a front matter key; 1 when it is absent."""
        if self._front:
            found = re.search(
                rf"^[\"']?{re.escape(key)}[\"']?[ \t]*:", self._front[1], re.MULTILINE
            )
            if found:
                return self._front[1].count("\n", 0, found.start()) + 2
        return 1

    @property
    def title(self) -> str:
        """Title as the front matter gives it."""
        return str(self.meta.get("title", self.id))
