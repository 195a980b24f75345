"""The bibliography page, generated from `docs/sources.yml`."""

from __future__ import annotations

from collections.abc import Callable

from handbook.data import Source
from handbook.render.context import PageContext, template
from handbook.render.dates import long_date

_GROUPS: list[tuple[str, str, Callable[[Source], bool]]] = [
    ("research", "research", lambda source: source.id.startswith("R") and source.kind != "law"),
    ("programmes", "project-pages", lambda source: source.id.startswith("P")),
    ("laws", "laws", lambda source: source.kind == "law"),
    ("seeds", "programmes", lambda source: source.kind == "seed" and not source.seed),
    ("facts", "facts", lambda source: bool(source.seed)),
]


def bibliography(page: PageContext) -> str:
    """HTML of all sources in their groups, each with its anchor, use, caveat and certainty."""
    sources = list(page.library.sources.values())
    groups = [
        (title, {"id": anchor, "sources": [source for source in sources if belongs(source)]})
        for title, anchor, belongs in _GROUPS
    ]
    checked = {source.checked for source in sources if source.checked}
    return template(
        "bibliography.html",
        page,
        groups=groups,
        dates={day: long_date(day, page.language) for day in checked},
        seed_ids={source.id for source in sources if source.kind == "seed"},
    )
