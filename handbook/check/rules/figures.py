"""Figures are those of the source: numbers, dates, shares, money, times, units.

Why: a wrong number looks as right as the right one. Each language writes them in its own way
(1,138 is 1138 in Hungarian), and small numbers may stand in words; only what a figure means is
compared.

Bad (en → hu): The training takes 240 minutes. → A képzés 420 perc.
Bad (en → sr): It cost 4.7 million euros. → Koštalo je 47 miliona evra.
Bad (en → lv): We meet on 7 April 2021. → Tiekamies 2021. gada 7. maijā.
Bad (en → bg): Answer within 2 days. → Отговорете до 2 седмици.
Good (en → hu): All 12 came on 7 April 2021. → Mind a tizenketten eljöttek 2021. április 7-én.
Good (en → bg): It cost €4.7 million. → Струваше 4,7 млн. евро.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.figure_echoes import is_comparable, is_elsewhere, without_calls, without_echoes
from handbook.check.figureless import figureless
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.language.figure_excuses import Text
from handbook.language.figure_format import localised
from handbook.language.figure_match import Difference, compare
from handbook.language.figures import Figure

SCOPE = "pair"
SEVERITY = "error"

_KEYS = ("title", "description")
_LONGEST = 40
_SHOWN = 4
"""Figures that a message names; of more it gives the count."""


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield one fault for each block whose figures differ from its source's."""
    yield from _front_matter(pair)
    origin, language = pair.source.edition, pair.language
    bare, their_bare = figureless(pair.source, monthless=True), figureless(pair.target)
    for index, (ours, theirs) in enumerate(pair.matches):
        if id(ours) in bare and id(theirs) in their_bare:
            continue
        if not ours or not theirs or not is_comparable(ours, theirs):
            continue
        source, target = Text(ours.prose, origin), Text(theirs.prose, language)
        difference = compare(source, target)
        if not difference or is_elsewhere(pair.matches, index, source, target):
            continue
        calls = frozenset(line.tel for line in context.helplines)
        difference = without_echoes(difference, ours, theirs, source, target)
        if difference := without_calls(difference, target, calls, context.is_handbook):
            yield _fault(difference, source, target, ours, theirs)


def _front_matter(pair: Pair) -> Iterator[Fault]:
    for key in _KEYS:
        ours, theirs = pair.source.meta.get(key), pair.target.meta.get(key)
        if isinstance(ours, str) and isinstance(theirs, str) and ours != theirs:
            source, target = Text(ours, pair.source.edition), Text(theirs, pair.language)
            if difference := compare(source, target):
                line, beside = pair.target.key_line(key), pair.source.key_line(key)
                message, fix = _say(difference, source, target)
                yield Fault(line, f"{key}: {message}", fix=fix, source=beside)


def _fault(difference: Difference, source: Text, target: Text, ours: Block, theirs: Block) -> Fault:
    message, fix = _say(difference, source, target)
    beside = next(iter(difference.of_source), None)
    wrong = next(iter(difference.of_target), None)
    line, column = theirs.line, 1
    if wrong:
        line, column = theirs.place(wrong.start)
    elif beside:  # about as far down the block as in the source
        line, _ = theirs.place(len(target.text) * beside.start // max(1, len(source.text)))
    origin = ours.place(beside.start)[0] if beside else ours.line
    return Fault(line, message, column, fix, origin)


def _say(difference: Difference, source: Text, target: Text) -> tuple[str, str]:
    """Say how figures differ, and what to do."""
    name = "English" if source.language.startswith("en") else "source"
    ours, theirs = difference.of_source, difference.of_target
    texts = [source.text[figure.start : figure.end] for figure in ours]
    there = _listed([localised(text, source.language, target.language) for text in texts])
    right, wrong = _listed(texts), _quoted(theirs, target)
    one = len(ours if ours and not theirs else theirs) == 1
    if ours and theirs:
        if _digits(right) == _digits(wrong) and "," in wrong and right != there:
            return f"{wrong} reads as a decimal number here, not as in the {name}", f"write {there}"
        return f"{wrong} here, but {right} in the {name}", f"write what the {name} says: {there}"
    if ours:
        add = f"add {there}, in figures or in words"
        return f"{right} of the {name} {'is' if one else 'are'} missing", add
    return (
        f"{wrong} {'is' if one else 'are'} not in the {name}",
        f"take it out, or mend the {name} first",
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _quoted(found: Sequence[Figure], where: Text) -> str:
    return _listed([where.text[figure.start : figure.end] for figure in found])


def _listed(texts: list[str]) -> str:
    """“12”, “13” and “14”."""
    texts = [" ".join(text[:_LONGEST].replace("\0", " ").split()) for text in texts]
    quoted = [f"“{text}”" for text in texts[:_SHOWN]]
    if len(texts) > _SHOWN:
        quoted.append(f"{len(texts) - _SHOWN} more")
    return " and ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
