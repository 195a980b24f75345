"""Evidence badges: links such as ``[some](ref:R11)`` that say how sure a statement is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree, html

from handbook.data import Source
from handbook.errors import HandbookError
from handbook.evidence_signs import STEMS, STUDIES
from handbook.render.context import PageContext, template

SCHEME = "ref:"
_BADGE = re.compile(r"\[([^\]\[]*)\]\(ref:([^)\s]*)\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MANY = re.compile(r"\d{3}")
_EFFECT = re.compile(r"[gdr][^\w=]*=", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|[*_`~\[\]\\\u00ad]")
_SPACE = re.compile(r"(?:\s|>|&#?\w{1,8};)+")


class BadgeError(HandbookError):
    """A badge that cannot stand; the message is one line: place, problem, remedy."""


def badge_problems(text: str, sources: dict[str, Source], first_line: int = 1) -> Iterator[str]:
    """Yield ``line: problem`` for each wrong badge and each claim that lacks one.

    ``text`` is a page's Markdown without its front matter, which ends before ``first_line``.
    """
    if _is_sound(text, sources):
        return
    from handbook.blocks import parse
    from handbook.evidence import doubts

    for doubt in doubts(parse(text, first_line), sources):
        yield f"{doubt.line}: {doubt.message}; {doubt.fix}"


def _is_sound(text: str, sources: Mapping[str, Source]) -> bool:
    """Whether a look at the lines is enough: all badges right, and one wherever a claim may be.

    Taking a page apart costs as much as half its rendering; most pages need not be.
    """
    mark = f"]({SCHEME}"
    named = _BADGE.findall(text)
    if len(named) != text.count(mark):
        return False
    if any(name not in sources or sources[name].kind != label for label, name in named):
        return False
    rest = "\n".join(line for line in text.split("\n") if mark not in line)
    lower = rest.lower()
    studies = any(stem in lower for stem in STEMS)
    return not any(_may_claim(each, studies) for each in rest.split("\n\n"))


def _may_claim(text: str, studies: bool) -> bool:
    """Whether a text has the signs of a claim (`handbook.evidence`), line ends and markup apart.

    ``studies`` says whether the page has a word that claims by studies begin with.
    """
    if "%" in text or ("=" in text and _EFFECT.search(_SPACE.sub(" ", _MARKUP.sub("", text)))):
        return True
    if ("19" in text or "20" in text) and _YEAR.search(text) and _MANY.search(_YEAR.sub("", text)):
        return True
    if not studies:
        return False
    lower = text.lower()
    if not any(stem in lower for stem in STEMS):
        return False
    return STUDIES.search(_SPACE.sub(" ", _MARKUP.sub("", lower))) is not None


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
    hidden = etree.SubElement(link, "span", {"class": "badge__source"})
    hidden.text = f" ({source.short})"


def sources_list(sources: list[Source], page: PageContext) -> str:
    """HTML of the list under the heading Sources: every source the page's badges name."""
    return template("sources.html", page, sources=sources)
