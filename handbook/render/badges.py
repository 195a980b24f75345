"""Evidence badges: links such as ``[some](ref:R11)`` that say how sure a statement is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from handbook.data import Source
from handbook.errors import HandbookError
from handbook.render.context import PageContext, template

SCHEME = "ref:"
_LINK = re.compile(r"\[(?P<kind>[^\]]+)\]\(ref:(?P<id>[^)\s]+)\)")
_PERCENT = re.compile(r"\d[\d.,]*\s?%")
_EFFECT = re.compile(r"\b[gdr]\s?=\s?[-−]?\d[\d.,]*\d|\b[gdr]\s?=\s?[-−]?\.\d+")
_STUDIES = re.compile(
    r"research (shows|suggests|finds)|studies (show|suggest|find)"
    r"|according to (a |one )?(study|research)"
    r"|kutatások (szerint|azt mutatják|igazolják)|a kutatás(ok)? kimutat"
    r"|istraživanja (pokazuju|govore)|prema istraživanj"
    r"|pētījumi (rāda|liecina)|saskaņā ar pētījum"
    r"|изследвания(та)? показват|според (едно )?изследван|проучвания(та)? показват",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^\s*(```|~~~)")


class BadgeError(HandbookError):
    """A badge that cannot stand; the message is one line: place, problem, remedy."""


def badge_problems(text: str, sources: dict[str, Source], first_line: int = 1) -> Iterator[str]:
    """Yield ``line: problem`` for each wrong badge and each claim that lacks one.

    ``text`` is a page's Markdown without its front matter, which ends before ``first_line``.
    """
    for number, line in _prose(text, first_line):
        for match in _LINK.finditer(line):
            yield from (f"{number}: {problem}" for problem in _wrong(match, sources))
        claim = _PERCENT.search(line) or _EFFECT.search(line) or _STUDIES.search(line)
        if claim and not _LINK.search(line):
            yield (
                f"{number}: “{claim.group(0)}” needs a badge in the same paragraph, "
                f"for example [some](ref:R10); or say it without the claim"
            )


def _prose(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Lines outside code; one paragraph, list item or table row is one line."""
    in_code = False
    for number, line in enumerate(text.splitlines(), first_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield number, line


def _wrong(match: re.Match[str], sources: dict[str, Source]) -> Iterator[str]:
    source = sources.get(match["id"])
    if source is None:
        yield f"badge names {match['id']}, which has no entry in sources.yml; add it or mend the id"
    elif source.kind != match["kind"]:
        yield (
            f"badge says “{match['kind']}” but {source.id} is “{source.kind}” in sources.yml; "
            f"write [{source.kind}](ref:{source.id})"
        )


def fill_badges(tree: html.HtmlElement, page: PageContext, *, local: bool) -> list[Source]:
    """Turn every ``ref:`` link into a labelled badge; return the sources named, in order.

    With ``local`` a badge leads to the list of sources on the same page, else to the bibliography.
    """
    named: dict[str, Source] = {}
    for link in tree.iter("a"):
        target = link.get("href", "")
        if not target.startswith(SCHEME):
            continue
        source = page.library.sources.get(target.removeprefix(SCHEME))
        if source is None:
            raise BadgeError(f"{page.place}: badge {target} has no entry in sources.yml")
        named[source.id] = source
        _fill(link, source, page, local)
    return list(named.values())


def _fill(link: html.HtmlElement, source: Source, page: PageContext, local: bool) -> None:
    anchor = source.anchor
    link.set("href", f"#source-{anchor}" if local else page.link("ref/bibliography", anchor))
    link.set("class", f"badge badge--{source.kind}")
    link.set("title", f"{page.word(f'badge.{source.kind}_long')}: {source.short}")
    link.text = page.word(f"badge.{source.kind}")
    hidden = html.Element("span", {"class": "badge__source"})
    hidden.text = f" ({source.short})"
    link.append(hidden)


def sources_list(sources: list[Source], page: PageContext) -> str:
    """HTML of the list under the heading Sources: every source the page's badges name."""
    return template("sources.html", page, sources=sources)
