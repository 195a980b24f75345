"""Differences for people: in a terminal, in Markdown, as one HTML file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from handbook.book import Book
from handbook.translate.diff import Entry, PageDiff
from handbook.translate.stale import noun
from handbook.translate.words import Part, compare_words

_PLAIN = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
_COLOUR = {
    "same": ("", ""),
    "old": ("\x1b[31;9m", "\x1b[0m"),
    "new": ("\x1b[32;1m", "\x1b[0m"),
}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
section { display: grid; grid-template-columns: 1fr 1fr; gap: .2rem 1.5rem; margin: 1rem 0;
  padding: .6rem 0; border-top: 1px solid #8888; }
section h3, .same { grid-column: 1 / -1; margin: 0; font-size: .9rem; }
section p { margin: 0; overflow-wrap: anywhere; }
.same, small { color: #777; color: color-mix(in srgb, currentColor 65%, transparent); }
ins { background: #2a82; text-decoration: underline; } del { background: #d332; }
@media (max-width: 40rem) { section { display: block; } }
"""


def parts(entry: Entry) -> tuple[Part, ...]:
    """Return the English of an entry with its changed words marked."""
    if entry.old is None and entry.change.was and entry.new is not None:
        return (Part("same", entry.new),)  # changed, but nobody knows which words
    old = entry.old
    if old is None:
        old = entry.change.was.words if entry.change.was else ""
    return compare_words(old, entry.new or "")


def headline(entry: Entry) -> str:
    """Name an entry: ``changed · paragraph · line 41, under “Why”``."""
    change = entry.change
    if change.now is None:
        assert change.was
        return f"removed · {noun(change.was.kind)} · {change.was.fingerprint}"
    heading = change.now.kind == "heading"
    under = f", under “{change.now.under}”" if change.now.under and not heading else ""
    return f"{change.kind} · {noun(change.now.kind)} · line {change.now.line}{under}"


def folded(count: int) -> str:
    """Say how many passages are the same."""
    return f"… {count} block{'' if count == 1 else 's'} unchanged"


def _summary(diff: PageDiff) -> str:
    if diff.state.name == "fresh":
        return f"fresh: nothing changed in {diff.source_name} since it was translated"
    return diff.state.summary


def _next_step(diff: PageDiff) -> str:
    page = f"{diff.target.id} --edition {diff.target.edition}"
    return (
        f"When a block is up to date: handbook stamp {page} --block LINE; "
        f"when all are: handbook stamp {page}"
    )


def _labels(diff: PageDiff, entry: Entry) -> tuple[str, str]:
    line = f", line {entry.line}" if entry.line else ""
    return diff.source_name, f"{diff.target.edition}{line}"


def _unknown(entry: Entry) -> str:
    """Say which words began the old text, where no more of it is known."""
    was = entry.change.was
    return f"began: “{was.words}”" if was and entry.old is None and entry.new else ""


def diff_text(diffs: Iterable[PageDiff], colour: bool = False) -> str:
    """Return differences for a terminal; without colour ``[-old-]{+new+}``."""
    return "\n".join(line for diff in diffs for line in _text(diff, colour))


def _text(diff: PageDiff, colour: bool) -> Iterator[str]:
    marks = _COLOUR if colour else _PLAIN
    yield f"{diff.target.path} · {_summary(diff)}"
    if diff.note:
        yield f"  {diff.note}"
    for entry in diff.entries if diff.state.changes else ():
        yield ""
        if isinstance(entry, int):
            yield f"  {folded(entry)}"
            continue
        english, here = _labels(diff, entry)
        yield f"  {headline(entry)}"
        if began := _unknown(entry):
            yield f"    {began}"
        yield f"    {english}: " + "".join(
            f"{marks[part.kind][0]}{_CONTROL.sub('', part.text)}{marks[part.kind][1]}"
            for part in parts(entry)
        )
        yield f"    {here}: {_CONTROL.sub('', entry.translation) or '–'}"
    yield ""
    if diff.state.changes:
        yield f"  {_next_step(diff)}"
        yield ""


def diff_markdown(diffs: Iterable[PageDiff]) -> str:
    """Return differences for a comment on a pull request: ``~~old~~``, ``**new**``."""
    return "\n".join(line for diff in diffs for line in _markdown(diff))


def _markdown(diff: PageDiff) -> Iterator[str]:
    yield from (f"### {_literal(diff.target.path)}", "", _summary(diff), "")
    if diff.note:
        yield from (_literal(diff.note), "")
    for entry in diff.entries if diff.state.changes else ():
        if isinstance(entry, int):
            yield from (f"*{folded(entry)}*", "")
            continue
        english, here = _labels(diff, entry)
        yield from (f"**{_literal(headline(entry))}**", "")
        if began := _unknown(entry):
            yield f"> {_literal(began)}  "
        yield f"> {english}: {_marked(parts(entry))}"
        yield from (">", f"> {here}: {_literal(entry.translation) or '–'}", "")
    if diff.state.changes:
        yield from (_literal(_next_step(diff)), "")


def _literal(text: str) -> str:
    """Let Markdown show a text as it stands."""
    return _MARKUP.sub(r"\\\1", text)


def _marked(found: Sequence[Part]) -> str:
    """Mark changes; a mark beside a letter or stop needs a space to be read as one."""
    text = ""
    for part in found:
        mark = {"same": "", "old": "~~", "new": "**"}[part.kind]
        marked = text.endswith(("~~", "**")) and part.text[:1].isalnum()
        if text and not text[-1].isspace() and (mark or marked):
            text += " "
        text += f"{mark}{_literal(part.text)}{mark}"
    return text


def diff_html(diffs: Iterable[PageDiff], book: Book) -> str:
    """Return differences as one HTML file that needs nothing else."""
    body = "\n".join(line for diff in diffs for line in _html(diff, book))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>What changed since it was translated</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>What changed since it was translated</h1>\n{body}\n</body>\n</html>\n"
    )


def _html(diff: PageDiff, book: Book) -> Iterator[str]:
    tags = [escape(book.edition(page.edition).tag) for page in (diff.source, diff.target)]
    yield f"<h2>{escape(diff.target.path)}</h2>\n<p>{escape(_summary(diff))}</p>"
    if diff.note:
        yield f"<p>{escape(diff.note)}</p>"
    for entry in diff.entries if diff.state.changes else ():
        if isinstance(entry, int):
            yield f'<p class="same">{folded(entry)}</p>'
            continue
        english, here = (escape(label) for label in _labels(diff, entry))
        began = _unknown(entry)
        yield f"<section>\n<h3>{escape(headline(entry))}</h3>"
        yield f'<p lang="{tags[0]}"><small>{english}</small><br>'
        yield f"<small>{escape(began)}</small><br>" if began else ""
        yield f"{_tagged(parts(entry))}</p>"
        translation = escape(entry.translation) or "–"
        yield f'<p lang="{tags[1]}"><small>{here}</small><br>{translation}</p>\n</section>'


def _tagged(found: Iterable[Part]) -> str:
    tags = {"same": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return "".join(tags[part.kind].format(escape(part.text)) for part in found)
