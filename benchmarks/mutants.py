"""Mutation testing of the checker on a random sample: python benchmarks/mutants.py [--count 100].

Each mutant changes one place of `handbook/check/` in a copy of the project (a comparison, a
number, `and`/`or`, `not`, an arithmetic sign, a returned value, a removed `continue`) and runs the
checker's fast tests; a mutant that no test notices survives. Prints the share killed and every
survivor. A whole run of thousands of mutants takes hours; the sample says how good the tests are
within a few per cent.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TESTS = (
    "tests/check/test_rules.py",
    "tests/check/test_align.py",
    "tests/check/test_drift.py",
    "tests/check/test_edits.py",
    "tests/check/test_links.py",
    "tests/check/test_vocabulary.py",
    "tests/check/test_engine.py",
    "tests/check/report/test_formats.py",
)
FLIPPED: dict[Any, Any] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def places(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes that can be changed; constants of strings and docstrings are left alone."""
    kinds = (ast.Compare, ast.BoolOp, ast.BinOp, ast.Continue)
    for node in ast.walk(tree):
        is_number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        if is_number or is_not or isinstance(node, kinds):
            yield node


def change(node: Any) -> str:
    """Change a node in place; return what was done."""
    if isinstance(node, ast.Constant):
        before: Any = node.value
        node.value = not before if isinstance(before, bool) else before + 1
        return f"{before} → {node.value}"
    if isinstance(node, ast.Compare):
        kind: Any = type(node.ops[0])
        node.ops[0] = FLIPPED[kind]()
        return f"{kind.__name__} → {type(node.ops[0]).__name__}"
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in FLIPPED:
        kind = type(node.op)
        node.op = FLIPPED[kind]()
        return f"{kind.__name__} → {type(node.op).__name__}"
    if isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        return "not removed"
    return ""


def mutant(file: Path, dice: random.Random) -> tuple[str, str] | None:
    """Return a changed source and its description, or None when nothing could be changed."""
    tree = ast.parse(file.read_text("utf-8"))
    node: Any = dice.choice(list(places(tree)) or [tree])
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Continue):
        node.__class__ = ast.Pass  # type: ignore[assignment]
        done = "continue removed"
    else:
        done = change(node)
    text = ast.unparse(ast.fix_missing_locations(tree))
    return (text, f"{file.name}:{line}: {done}") if done else None


def is_green(copy: Path) -> bool:
    """Run the tests; a mutant that makes them hang is noticed, too."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
    env = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    try:
        done = subprocess.run(command, cwd=copy, env=env, capture_output=True, timeout=240)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> None:
    """Run the sample."""
    parser = argparse.ArgumentParser(description="Mutation testing of handbook/check on a sample.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    copy = Path(tempfile.mkdtemp()) / "project"
    for name in ("handbook", "tests", "docs", "benchmarks", ".github"):
        shutil.copytree(ROOT / name, copy / name)
    for file in (*ROOT.glob("*.*"), *ROOT.glob(".pre-commit*")):
        if file.is_file():
            shutil.copy(file, copy)
    if not is_green(copy):
        sys.exit("the tests fail without any change: mend that first")
    files = [f for f in sorted((copy / "handbook/check").rglob("*.py")) if f.stat().st_size > 400]
    weights = [file.stat().st_size for file in files]
    killed, survivors = 0, list[str]()
    while killed + len(survivors) < options.count:
        file = dice.choices(files, weights)[0]
        made = mutant(file, dice)
        if made is None:
            continue
        before = file.read_text("utf-8")
        file.write_text(made[0], "utf-8")
        is_killed = not is_green(copy)
        file.write_text(before, "utf-8")
        killed += is_killed
        survivors += [] if is_killed else [made[1]]
        note = "killed" if is_killed else "SURVIVED"
        print(f"{killed} of {killed + len(survivors)} killed; {note}: {made[1]}", file=sys.stderr)
    print(f"{killed} of {options.count} killed ({killed / options.count:.0%}).")
    print(*survivors, sep="\n")
    shutil.rmtree(copy.parent)


if __name__ == "__main__":
    main()
