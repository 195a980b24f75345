"""Renders pages for the gate in a process of its own, which may be killed at any time.

It reads requests from standard input and writes answers to standard output, each a length of four
bytes and so much JSON; it may use little memory, write no file, and each page has its time.
"""

from __future__ import annotations

import json
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import IO, Any

_DEEPEST = 700
"""Calls within one another; a build has 1000, of which its own take some."""
_MEMORY = 2_000_000_000
"""Bytes of address space; a page of ours needs a tenth."""
KNOWN = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
        "pymdownx.arithmatex",
        "pymdownx.betterem",
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.caption",
        "pymdownx.blocks.definition",
        "pymdownx.blocks.details",
        "pymdownx.blocks.html",
        "pymdownx.blocks.tab",
        "pymdownx.caret",
        "pymdownx.critic",
        "pymdownx.details",
        "pymdownx.emoji",
        "pymdownx.escapeall",
        "pymdownx.extra",
        "pymdownx.fancylists",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.progressbar",
        "pymdownx.saneheaders",
        "pymdownx.smartsymbols",
        "pymdownx.striphtml",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
    ]
)
"""Extensions that read no files and run no programs; others are not loaded here."""


def converter(extensions: Mapping[str, Mapping[str, Any]]) -> Callable[[str], tuple[str, Any]]:
    """Return a function that renders a page as MkDocs would, and gives its table of contents."""
    import markdown

    names = [name for name in extensions if name in KNOWN]
    options = {name: dict(extensions[name]) for name in names}
    engine = markdown.Markdown(extensions=names, extension_configs=options)

    def convert(text: str) -> tuple[str, Any]:
        return engine.reset().convert(text), getattr(engine, "toc_tokens", [])

    return convert


def judged(
    convert: Callable[[str], tuple[str, Any]], text: str, own: bool, depth: int
) -> dict[str, Any]:
    """Render and judge a page; say what failed if the renderer did."""
    from handbook.policy.markup import Offence, judge, swallowed, text_fault

    started = time.process_time()
    ended = f"{text}\n\n{_LAST}\n" if _OPENED.search(text) else text
    try:
        html, contents = convert(_prepared(ended) if own else ended)
    except (Exception, RecursionError) as error:
        return {"failed": type(error).__name__}
    offences = judge(html, own, depth)
    if ended is not text and _LAST not in html:
        offences.append(swallowed(_opened(text)))
    for name, label in _names(contents):
        offences += judge(name, own)
        if fault := text_fault(label):
            what = f"the entry of the contents {fault[0]}"
            offences.append(Offence(what, fault[1], "", "data-toc-label", label))
    seconds = time.process_time() - started
    return {"offences": [asdict(offence) for offence in offences], "seconds": seconds}


_LAST = "handbook last words"
_OPENED = re.compile(r"<([a-zA-Z][\w-]*)[^<>]*\smarkdown[^<>]*>")
"""Elements whose content is Markdown: where two are not closed, the renderer loses the page’s rest
without a word."""


def _opened(text: str) -> str:
    """Return the first such tag that nothing closes."""
    for found in _OPENED.finditer(text):
        rest = text[found.start() :].lower()
        tag = found[1].lower()
        if rest.count(f"<{tag}") > rest.count(f"</{tag}"):
            return found[0]
    return ""


def _prepared(text: str) -> str:
    from handbook.render.finish import prepare

    return prepare(text)


def _names(contents: Any) -> list[tuple[str, str]]:
    """Entries of the table of contents, as the theme prints them, and labels given for them."""
    return [
        pair
        for token in contents
        for pair in ((token["name"], token.get("data-toc-label", "")), *_names(token["children"]))
    ]


def read_message(stream: IO[bytes]) -> Any:
    """Read one message; None at the end."""
    head = stream.read(4)
    return json.loads(stream.read(int.from_bytes(head, "big"))) if len(head) == 4 else None


def write_message(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = json.dumps(message).encode()
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def main() -> None:
    """Answer until there are no more requests; the first one says how to render."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(_DEEPEST)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    settings = read_message(requests)
    convert = converter(settings["extensions"])
    judged(convert, "warm up", settings["own"], 0)
    while (request := read_message(requests)) is not None:
        signal.setitimer(signal.ITIMER_PROF, request["seconds"])  # its signal ends the process
        answer = judged(convert, request["text"], settings["own"], request["depth"])
        signal.setitimer(signal.ITIMER_PROF, 0)
        write_message(answers, answer)


if __name__ == "__main__":
    main()
