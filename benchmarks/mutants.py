"""Mutation testing of the checker: python benchmarks/mutants.py [--count 100] [--seed 1] [--write].

Each mutant changes one place of `handbook/check/` (a comparison, a number, `and`/`or`, `not`, an
arithmetic sign, a `continue`); one that no test of `tests/check` notices survives. Left alone are
settings that change no result: those of dataclasses, sizes of memos, and `strict` of `zip`, by
which the program asserts that two lists are of one length.

No file is changed: every mutant runs in a process of its own that imports the changed module.
The tests that enter the changed function run first, those that do least before others; a mutant
that survives these meets all other tests, too, unless ``--quick`` is given. ``--file`` narrows the
sample to some modules; ``--all`` takes every place (hours).

Ends with 1 when fewer than the target are killed. ``--write`` keeps the result in `mutants.md`.
"""

from __future__ import annotations

import argparse
import ast
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.mutation import Suite

ROOT = Path(__file__).parents[1]
CHECKED = ROOT / "handbook/check"
TARGET = 0.85
"""Share of mutants that the tests must kill."""
FLIPPED: dict[Any, Any] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
SETTINGS = ("dataclass", "lru_cache")


@dataclass(frozen=True)
class Place:
    """A place that can be changed: the number of its node in its file's tree, and its line."""

    file: Path
    node: int
    line: int

    @property
    def name(self) -> str:
        """The place as reports name it."""
        return f"{self.file.relative_to(CHECKED)}:{self.line}"


def places(file: Path) -> Iterator[Place]:
    """Places of a file that can be changed."""
    tree = ast.parse(file.read_text("utf-8"))
    settings = {
        id(inner) for node in filter(_is_setting, ast.walk(tree)) for inner in ast.walk(node)
    }
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in settings and _is_changeable(node):
            yield Place(file, number, node.lineno)


def _is_setting(node: Any) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in SETTINGS


def _is_changeable(node: Any) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float)
    if isinstance(node, ast.BoolOp | ast.BinOp | ast.UnaryOp):
        return type(node.op) in (*FLIPPED, ast.Not)
    return isinstance(node, ast.Compare | ast.Continue)


def mutant(place: Place) -> tuple[ast.Module, str]:
    """Return the changed tree of a place's file, and what was done."""
    tree = ast.parse(place.file.read_text("utf-8"))
    node: Any = list(ast.walk(tree))[place.node]
    return tree, f"{place.name}: {_change(node)}"


def _change(node: Any) -> str:
    """Change a node in place; return what was done."""
    if isinstance(node, ast.Continue):
        node.__class__ = ast.Pass  # type: ignore[assignment]
        return "continue removed"
    if isinstance(node, ast.Constant):
        before: Any = node.value
        node.value = not before if isinstance(before, bool) else before + 1
        return f"{before} → {node.value}"
    if isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        ast.fix_missing_locations(node)
        return "not removed"
    of: Any = node.ops if isinstance(node, ast.Compare) else [node.op]
    before = type(of[0])
    of[0] = FLIPPED[before]()
    node.op = of[0]
    return f"{before.__name__} → {type(of[0]).__name__}"


def report(count: int, seed: int, survivors: Sequence[str]) -> str:
    """Write the result in Markdown."""
    killed = count - len(survivors)
    lines = [
        "# Mutation testing of the checker",
        "",
        f"Seed {seed}: {killed} of {count} mutants killed ({killed / count:.0%}).",
        "",
        "Survivors:" if survivors else "No survivors.",
        "",
        *(f"- `{survivor}`" for survivor in survivors),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sample."""
    parser = argparse.ArgumentParser(description="Mutation testing of handbook/check on a sample.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="every place instead of a sample")
    parser.add_argument("--file", action="append", help="only modules whose path ends so")
    parser.add_argument("--quick", action="store_true", help="only tests that enter the function")
    parser.add_argument("--write", action="store_true", help="keep the result in mutants.md")
    options = parser.parse_args(arguments)
    files = sorted(CHECKED.rglob("*.py"))
    wanted = tuple(options.file or [""])
    known = [place for file in files if str(file).endswith(wanted) for place in places(file)]
    count = len(known) if options.all else min(options.count, len(known))
    chosen = known if options.all else random.Random(options.seed).sample(known, count)
    suite = Suite()
    survivors = list[str]()
    for done, place in enumerate(chosen, 1):
        tree, name = mutant(place)
        is_killed = suite.kills(place.file, place.line, tree, thorough=not options.quick)
        survivors += [] if is_killed else [name]
        note = "killed" if is_killed else "SURVIVED"
        print(f"{done - len(survivors)} of {done} killed; {note}: {name}", file=sys.stderr)
    text = report(count, options.seed, survivors)
    print(text)
    if options.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")
    return 0 if len(survivors) <= (1 - TARGET) * count else 1


if __name__ == "__main__":
    sys.exit(main())
