"""Options that several commands share, and how they complain."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from handbook.book import Book, read, read_tree
from handbook.errors import HandbookError

CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The book's configuration.",
)
"""Where the book is declared."""

_TREE = (
    click.option(
        "--docs",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A plain tree of language folders instead of a configuration.",
    ),
    click.option("--source", default="en", show_default=True, help="With --docs: its source."),
)


def tree_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command read a plain tree of language folders, too."""
    for option in reversed(_TREE):
        command = option(command)
    return command


def loader(config_file: Path, docs: Path | None, source: str) -> Callable[[], Book]:
    """Return how the book is read: from its configuration, or a plain tree."""
    return lambda: read_tree(docs, source) if docs else read(config_file)


def one_line_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print each problem of a wrong use on a line of its own, and end with exit code 2."""

    @wraps(command)
    def guarded(*args: Any, **given: Any) -> None:
        try:
            command(*args, **given)
        except HandbookError as error:
            for problem in error.problems:
                click.echo(f"Error: {problem}", err=True)
            click.get_current_context().exit(2)

    return guarded
