"""`handbook check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from handbook.cli.common import CONFIG, loader, one_line_errors, tree_options


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@CONFIG
@tree_options
@click.option("--edition", multiple=True, metavar="hu", help="Only this edition (repeatable).")
@click.option("--rule", multiple=True, metavar="ID", help="Only this rule (repeatable).")
@click.option("--since", metavar="REV", help="Only pages changed since a branch left REV.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Silence the findings written there; written now if it does not exist.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "html", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--list", "listing", is_flag=True, help="List the rules and stop.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical, then report the rest.")
@click.option("--spelling/--no-spelling", default=True, help="Look words up (where hunspell is).")
@click.option("--cache/--no-cache", default=True, help="Keep findings of unchanged pages.")
@click.pass_context
@one_line_errors
def check_command(context: click.Context, /, **given: Any) -> None:
    """Compare every translation with its source, and every page with the rules.

    Exit code: 0 clean, 1 findings at error level, 2 wrong use, 3 a fault of this program.

    Example: handbook check docs/hu/run/match-start.md
    """
    from handbook.check.engine import RuleError

    if given["listing"]:
        _list_rules(given["form"])
        return
    try:
        failed = _check(given)
    except RuleError as error:
        click.echo(f"Error: {error}; please report it with the page", err=True)
        context.exit(3)
    else:
        context.exit(int(failed))


def _list_rules(form: str) -> None:
    from handbook.check.rulebook import rulebook
    from handbook.check.rules import RULES

    if form == "markdown":
        click.echo(rulebook(RULES), nl=False)
        return
    for rule in RULES:
        click.echo(f"{rule.id:<22} {rule.severity:<8} {rule.summary}")


def _way_to(root: Path) -> str:
    """Return the way from the current folder to the book's root; empty when it is that folder."""
    way = os.path.relpath(root).replace(os.sep, "/")
    return "" if way == "." else way


def _check(given: dict[str, Any]) -> bool:
    """Run the checker and print its report; return whether there were errors."""
    from handbook.check.progress import progress_bar
    from handbook.check.report import FORMATS, Report, Terminal, file_lines, text
    from handbook.check.rules import RULES
    from handbook.check.run import Options, matrix_of, run

    load = loader(given["config_file"], given["docs"], given["source"])
    options = Options(
        given["paths"], given["edition"], given["rule"], given["since"], given["baseline"],
        given["fix"], given["spelling"], given["cache"],
    )  # fmt: skip
    with progress_bar(sys.stderr) as progress:
        outcome = run(load, options, progress)
    for note in outcome.notes:
        click.echo(note, err=True)
    book, form = outcome.book, given["form"]
    table = matrix_of(book, outcome.findings) if form == "html" else {}
    report = Report(
        tuple(outcome.findings), outcome.pages, RULES, file_lines(book.root), table, book.editions,
        _way_to(book.root),
    )  # fmt: skip
    output: Path | None = given["output"]
    if output:
        output.write_text(FORMATS[form](report), "utf-8")
        click.echo(f"{report.summary()}; see {output}", err=True)
    elif form == "text":
        click.echo(text(report, Terminal.of(sys.stdout)), nl=False)
    else:
        click.echo(FORMATS[form](report), nl=False)
    return outcome.failed
