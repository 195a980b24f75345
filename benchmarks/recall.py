"""Recall of the checker by kind of defect: plant one, look whether it is found, and where.

    python benchmarks/recall.py [--seed N] [--per-kind 25] [--docs DIR] [--kind KIND …]
                                [--examples N] [--write]

Defects come from `tests/check/mutations`, one at a time, in copies of the book's translated
pages (and of one sample page) held in memory. A finding counts as new when the unchanged book
has not got it; it must be at warning or error level (those at info level are counted apart).

- found: a new finding in the changed file
- near: one of them within two lines of the defect
- per defect: new findings in the whole book, for each defect found
- false: new findings away from the place, beside one at the place or beyond the first

Ends with 1 when a target of the issue is missed. ``--write`` keeps the table in
`benchmarks/recall.md`; ``--examples N`` prints up to N misses of each kind.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.harness import Checker, open_book
from handbook.book import Book
from handbook.check.engine import RuleError
from handbook.check.model import Finding, Severity
from tests.check.mutations import KINDS, Mutant, Pair, mutate

OVERALL, EACH, PER_DEFECT, NEAR, FALSE = 0.98, 0.90, 1.1, 0.95, 0.03
"""Targets of the issue: recall overall and in each kind, findings, places, false findings."""
REACH = 2
"""A finding within so many lines of the defect is at its place."""
HEAD = "| kind | planted | found | recall | near | per defect | false | info only |"


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted defect and what became of it."""

    mutant: Mutant
    language: str
    new: list[Finding]
    """New findings at warning or error level, those nearest to the place first."""
    info: int
    crash: str = ""
    """The error with which a rule failed on this text: worse than any miss."""

    @property
    def _files(self) -> set[str]:
        return {self.mutant.path, *self.mutant.files}

    def distance(self, finding: Finding) -> int:
        """Lines from the defect to the finding; huge in another file."""
        if finding.path not in self._files:
            return 10**6
        places = (self.mutant.line, *self.mutant.also)
        return min(abs(finding.line - place) for place in places)

    @property
    def found(self) -> bool:
        """Whether anything new is reported in the file."""
        return any(finding.path in self._files for finding in self.new)

    @property
    def near(self) -> bool:
        """Whether something new is reported at the place."""
        return any(self.distance(finding) <= REACH for finding in self.new)

    @property
    def false(self) -> int:
        """New findings away from the place, but for one when there is none at it."""
        far = sum(self.distance(finding) > REACH for finding in self.new)
        return far if self.near else max(0, far - 1)


@dataclass(slots=True)
class Tally:
    """Sums over trials."""

    trials: list[Trial] = field(default_factory=list)

    @property
    def planted(self) -> int:
        """Defects planted."""
        return len(self.trials)

    @property
    def found(self) -> int:
        """Defects found."""
        return sum(trial.found for trial in self.trials)

    @property
    def recall(self) -> float:
        """Share of defects found."""
        return self.found / self.planted

    @property
    def near(self) -> float:
        """Share of the defects found that are reported at their place."""
        return sum(trial.near for trial in self.trials) / max(1, self.found)

    @property
    def per_defect(self) -> float:
        """New findings for each defect found."""
        return sum(len(trial.new) for trial in self.trials if trial.found) / max(1, self.found)

    @property
    def false(self) -> int:
        """False findings."""
        return sum(trial.false for trial in self.trials)

    @property
    def info_only(self) -> int:
        """Defects reported at info level only."""
        return sum(trial.info > 0 and not trial.found for trial in self.trials)

    def row(self, name: str) -> str:
        """One line of the table."""
        return (
            f"| {name} | {self.planted} | {self.found} | {self.recall:.2f} | {self.near:.2f} "
            f"| {self.per_defect:.2f} | {self.false} | {self.info_only} |"
        )


def plant(book: Book, kind: str, count: int, seed: int) -> Iterator[Mutant]:
    """Up to ``count`` different mutants of a kind, spread over languages and pages."""
    dice = Random(f"{seed} {kind}")
    source = book.source.locale
    languages = [edition.locale for edition in book.editions if not edition.is_source]
    ids = {page_id for edition, page_id in book.pages if edition == source}
    here = {language: [i for i in ids if (language, i) in book.pages] for language in languages}
    seen: set[tuple[str, str | None]] = set()
    for attempt in range(count * 15):
        language = languages[attempt % len(languages)]
        page_id = dice.choice(sorted(here[language]))
        texts = {edition: page.raw for (edition, i), page in book.pages.items() if i == page_id}
        path = book.pages[language, page_id].path
        pair = Pair(path, language, texts.pop(source), texts.pop(language), frozenset(ids))
        mutant = mutate(kind, pair, texts, dice)
        if mutant and (mutant.path, mutant.text) not in seen:
            seen.add((mutant.path, mutant.text))
            yield mutant
        if len(seen) == count:
            return


def run(checker: Checker, mutant: Mutant) -> Trial:
    """Check the book with one mutant in it."""
    language = mutant.path.split("/")[1]
    try:
        after = checker.findings({**mutant.files, mutant.path: mutant.text})
    except RuleError as error:
        return Trial(mutant, language, [], 0, str(error))
    known = Counter(_name(finding) for finding in checker.baseline)
    # a copied or renamed file brings along what was said of it under its old name
    known += Counter(
        (mutant.path, finding.rule, finding.message)
        for finding in checker.baseline
        if mutant.path not in checker.paths and finding.path.split("/")[1] == language
    )
    new: list[Finding] = []
    info = 0
    trial = Trial(mutant, language, new, 0)
    for finding in sorted(after, key=trial.distance, reverse=True):
        if known[_name(finding)] > 0:
            known[_name(finding)] -= 1
        elif finding.severity is Severity.INFO:
            info += 1
        else:
            new.insert(0, finding)
    return Trial(mutant, language, new, info)


def _name(finding: Finding) -> tuple[str, str, str]:
    """Name what stays the same when only lines shift."""
    return finding.path, finding.rule, finding.message


def table(by_kind: dict[str, Tally], seed: int) -> str:
    """Write the table of recall in Markdown."""
    every = Tally([trial for tally in by_kind.values() for trial in tally.trials])
    by_language: dict[str, Tally] = defaultdict(Tally)
    for trial in every.trials:
        by_language[trial.language].trials.append(trial)
    rule = "| --- " + "| ---: " * (HEAD.count("|") - 2) + "|"
    rows = [tally.row(name) for name, tally in by_kind.items()]
    totals = [tally.row(f"**{name}**") for name, tally in sorted(by_language.items())]
    lines = ["# Recall of the checker by kind of defect", "", f"Seed {seed}.", "", HEAD, rule]
    return "\n".join([*lines, *rows, *totals, every.row("**all**"), ""])


def missed_targets(by_kind: dict[str, Tally]) -> list[str]:
    """Say what falls short of the issue's targets."""
    every = Tally([trial for tally in by_kind.values() for trial in tally.trials])
    checks = [
        (every.recall >= OVERALL, f"recall {every.recall:.3f}, target {OVERALL}"),
        (every.per_defect <= PER_DEFECT, f"{every.per_defect:.2f} a defect, target {PER_DEFECT}"),
        (every.near >= NEAR, f"{every.near:.3f} at the place, target {NEAR}"),
        (every.false <= FALSE * every.planted, f"{every.false} false of {every.planted} planted"),
    ]
    low = {kind: tally for kind, tally in by_kind.items() if tally.recall < EACH}
    kinds = [f"{kind}: recall {tally.recall:.2f}, target {EACH}" for kind, tally in low.items()]
    crashes = {trial.crash for trial in every.trials if trial.crash}
    return [text for fine, text in checks if not fine] + kinds + sorted(crashes)


def examples(tally: Tally, count: int) -> Iterator[str]:
    """Misses, wrong places and false findings of a kind, one line each."""
    bad = [t for t in tally.trials if not t.found or not t.near or t.false or len(t.new) > 1]
    for trial in bad[:count]:
        mutant = trial.mutant
        yield f"  {mutant.kind} {mutant.path}:{mutant.line} {mutant.note}"
        for finding in trial.new or ():
            yield f"      {finding.path}:{finding.line} {finding.rule}: {finding.message}"


def measure(
    checker: Checker, book: Book, kinds: Iterable[str], count: int, seed: int
) -> dict[str, Tally]:
    """Plant and check ``count`` defects of each kind."""
    by_kind: dict[str, Tally] = {}
    for kind in kinds:
        trials = [run(checker, mutant) for mutant in plant(book, kind, count, seed)]
        if trials:
            by_kind[kind] = Tally(trials)
    return by_kind


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Recall of the checker by kind of defect.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=25)
    parser.add_argument("--docs", type=Path, help="a tree of language folders; ours without")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind")
    parser.add_argument("--examples", type=int, default=0, help="print so many misses a kind")
    parser.add_argument("--write", action="store_true", help="keep the table in recall.md")
    options = parser.parse_args(arguments)
    book = open_book(options.docs)
    checker = Checker(book)
    kinds = options.kind or list(KINDS)
    by_kind = measure(checker, book, kinds, options.per_kind, options.seed)
    text = table(by_kind, options.seed)
    print(text)
    for tally in by_kind.values():
        for line in examples(tally, options.examples):
            print(line)
    if options.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")
    missed = missed_targets(by_kind)
    print("\n".join(["Targets missed:", *missed] if missed else ["All targets met."]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
