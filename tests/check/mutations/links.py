"""Defects of links."""

from __future__ import annotations

import posixpath
import re

from .model import Change, Desk, plants

LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((?!ref:|diagram:)([^()\s]+)\)")

Spot = tuple[int, re.Match[str]]


def _links(desk: Desk, start: str = "") -> list[Spot]:
    return [(n, m) for n, m in desk.target.raw(LINK) if m[2].startswith(start)]


def _files(desk: Desk) -> list[Spot]:
    return [(n, m) for n, m in _links(desk) if ".md" in m[2]]


def _goal(desk: Desk, target: str) -> str:
    """The page a relative link leads to."""
    folder = posixpath.dirname(desk.pair.id)
    path = target.partition("#")[0].removesuffix(".md")
    return posixpath.normpath(posixpath.join(folder, path))


@plants("link-file-broken")
def _file_broken(desk: Desk) -> Change | None:
    """A slip in the path; not one step up too many, which mkdocs-static-i18n forgives."""
    spot = desk.pick(_files(desk))
    if spot is None:
        return None
    line, match = spot
    path, mark, anchor = match[2].partition("#")
    stem = path.removesuffix(".md")
    ways = [
        f"{stem[:-1]}.md",
        f"{stem}.{desk.language}.md",
        path.split("/")[-1],
        f"{stem.replace('-', '_')}.md",
    ]
    ways = [way for way in ways if way != path and _goal(desk, way) not in desk.pair.pages]
    new = desk.pick(ways)
    return desk.put(line, match.start(2), match.end(2), new + mark + anchor, "") if new else None


@plants("link-anchor-broken")
def _anchor_broken(desk: Desk) -> Change | None:
    spot = desk.pick([(n, m) for n, m in _links(desk) if "#" in m[2] and "://" not in m[2]])
    if spot is None:
        return None
    line, match = spot
    start = match.start(2) + match[2].index("#") + 1
    anchor = match[2].partition("#")[2]
    new = desk.dice.choice([anchor[:-1] + "x", f"{anchor}-1", f"{anchor[0]}{anchor}"])
    return desk.put(line, start, match.end(2), new, "")


@plants("link-other-edition")
def _other_edition(desk: Desk) -> Change | None:
    spot = desk.pick(_files(desk))
    if spot is None:
        return None
    line, match = spot
    goal = _goal(desk, match[2])
    up = "../" * (desk.pair.id.count("/") + 1)
    edition = desk.dice.choice(["en", *desk.others])
    _, mark, anchor = match[2].partition("#")
    new = f"{up}{edition}/{goal}.md{mark}{anchor}"
    return desk.put(line, match.start(2), match.end(2), new, "")


@plants("link-target-wrong")
def _wrong_target(desk: Desk) -> Change | None:
    """The link leads to another page or heading, one that exists."""
    targets = sorted({m[2] for _, m in _links(desk)})
    spot = desk.pick(_links(desk))
    if spot is None or len(targets) < 2:
        return None
    new = desk.dice.choice([target for target in targets if target != spot[1][2]])
    return desk.put(spot[0], spot[1].start(2), spot[1].end(2), new, "")


@plants("link-external-changed")
def _external(desk: Desk) -> Change | None:
    spot = desk.pick(_links(desk, "http"))
    if spot is None:
        return None
    line, match = spot
    url = match[2]
    host = url.split("/")[2]
    ways = [
        url[:-1],
        url.replace(host, f"www.{host}"),
        f"{url}/{desk.language}",
        url.rsplit("/", 1)[0],
    ]
    return desk.put(line, match.start(2), match.end(2), desk.dice.choice(ways), "")


@plants("link-text-emptied")
def _text_emptied(desk: Desk) -> Change | None:
    spot = desk.pick(_links(desk))
    return desk.put(spot[0], spot[1].start(1), spot[1].end(1), "", "") if spot else None


@plants("link-lost")
def _link_lost(desk: Desk) -> Change | None:
    """Only the words of the link are left."""
    spot = desk.pick(_links(desk))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[1][1], "") if spot else None


@plants("link-syntax-broken")
def _syntax(desk: Desk) -> Change | None:
    """A space, a bracket: what translation programs do to links."""
    spot = desk.pick(_links(desk))
    if spot is None:
        return None
    text, target = spot[1][1], spot[1][2]
    ways = [
        f"[{text}] ({target})",
        f"[{text}]({target}",
        f"[{text}({target})",
        f"({text})[{target}]",
    ]
    return desk.put(spot[0], spot[1].start(), spot[1].end(), desk.dice.choice(ways), "")
