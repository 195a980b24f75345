"""Figures are those of the source: numbers, dates, shares, money, times, units.

Why: a wrong number looks as right as the right one. Each language writes them in its own way
(1,138 is 1138 in Hungarian), and small numbers may stand in words; only what a figure means is
compared.

Bad (en → hu): The training takes 240 minutes. → A képzés 420 perc.
Bad (en → sr): It cost 4.7 million euros. → Koštalo je 47 miliona evra.
Bad (en → lv): We meet on 7 April 2021. → Tiekamies 2021. gada 7. maijā.
Bad (en → bg): Answer within 2 days. → Отговорете до 2 седмици.
Good (en → hu): On 7 April 2021 all 12 came. → 2021. április 7-én mind a tizenketten eljöttek.
Good (en → bg): It cost €4.7 million. → Струваше 4,7 млн. евро.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.blocks import PROSE, Block
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.language.figure_format import localised
from handbook.language.figure_match import Difference, Text, compare
from handbook.language.figures import Figure
from handbook.language.phones import EUROPEAN, mistaken, national

SCOPE = "pair"
SEVERITY = "error"

_KEYS = ("title", "description")
_SHORT = 4
_SHOWN = 4
"""Figures that a message names; of more it gives the count."""


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield one fault for each block whose figures differ from its source's."""
    known = frozenset(line.tel for line in context.helplines)
    for index, (ours, theirs) in enumerate(pair.matches):
        if not ours or not theirs or theirs.kind not in PROSE:
            continue
        source = Text(ours.prose, pair.source.edition)
        target = Text(theirs.prose, pair.language)
        difference = compare(source, target)
        if difference and not _elsewhere(pair, index, source, target):
            difference = _without_calls(difference, target, known, context.is_handbook)
            if difference:
                yield _fault(difference, source, target, ours, theirs)
    yield from _front_matter(pair)


def _front_matter(pair: Pair) -> Iterator[Fault]:
    for key in _KEYS:
        values = pair.source.meta.get(key), pair.target.meta.get(key)
        if isinstance(values[0], str) and isinstance(values[1], str):
            source = Text(values[0], pair.source.edition)
            target = Text(values[1], pair.language)
            if difference := compare(source, target):
                line, beside = pair.target.key_line(key), pair.source.key_line(key)
                message, fix = _say(difference, source, target)
                yield Fault(line, f"{key}: {message}", fix=fix, source=beside)


def _elsewhere(pair: Pair, index: int, source: Text, target: Text) -> bool:
    """Whether the figures agree once lone neighbours are counted in: paragraphs run together.

    That a paragraph is missing or added is for other rules to say.
    """
    ours, theirs = list(_lone(pair, index, 0)), list(_lone(pair, index, 1))
    if not ours and not theirs:
        return False
    wider = replace(source, text=" \n".join([source.text, *ours]))
    return not compare(wider, replace(target, text=" \n".join([target.text, *theirs])))


def _lone(pair: Pair, index: int, side: int) -> Iterator[str]:
    """Texts of the neighbours of a match that stand on one side only."""
    for step in (-1, 1):
        at = index + step
        if 0 <= at < len(pair.matches):
            alone, other = pair.matches[at][side], pair.matches[at][1 - side]
            if alone and not other:
                yield alone.prose


def _without_calls(
    difference: Difference, target: Text, known: frozenset[str], is_handbook: bool
) -> Difference:
    """Leave out numbers to call of which `helpline-numbers` speaks."""
    missing, added = list(difference.missing), []
    for figure in difference.added:
        digits = national(target.text[figure.start : figure.end])
        right = mistaken(digits, known)
        typed = is_handbook and len(digits) > _SHORT and (digits in known or digits in EUROPEAN)
        if not right and not (typed and not missing):
            added.append(figure)
        missing = [figure for figure in missing if not right or figure.value != f"tel{right}"]
    return replace(difference, missing=missing, added=added)


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
    right, wrong = _quoted(ours, source), _quoted(theirs, target)
    texts = [source.text[figure.start : figure.end] for figure in ours]
    there = _listed([localised(text, source.language, target.language) for text in texts])
    verb = "is" if len(ours or theirs) == 1 else "are"
    if ours and theirs:
        return f"{wrong} stands for {right} of the {name}", f"write {there}"
    if ours:
        return f"{right} of the {name} {verb} missing", f"add {there}, in figures or in words"
    return f"{wrong} {verb} not in the {name}", f"take it out, or mend the {name} first"


def _quoted(found: Sequence[Figure], where: Text) -> str:
    return _listed([where.text[figure.start : figure.end] for figure in found])


def _listed(texts: list[str]) -> str:
    """“12”, “13” and “14”."""
    texts = [" ".join(text.replace("\0", " ").split()) for text in texts]
    quoted = [f"“{text}”" for text in texts[:_SHOWN]]
    if len(texts) > _SHOWN:
        quoted.append(f"{len(texts) - _SHOWN} more")
    return " and ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
