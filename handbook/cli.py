"""The command line: parses, calls, prints; nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from handbook.errors import HandbookError

_CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The book's configuration.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build, check and translate the peer-mentoring handbook.

    Example: handbook check --since main
    """


@main.command("build")
@_CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Publish here instead of site/.")
def build_command(config_file: Path, site_dir: Path | None) -> None:
    """Render every edition, verify it and publish it in one step.

    Example: handbook build --site-dir /tmp/preview
    """
    from handbook.build import build

    try:
        result = build(config_file, site_dir.absolute() if site_dir else None, click.echo)
    except HandbookError as error:
        raise click.ClickException("\n".join(["not published", *error.problems])) from None
    click.echo(
        f"{result.pages} pages, {result.size / 1e6:.1f} MB, {result.seconds:.0f} s. "
        f"Open {result.site / 'index.html'} or run scripts/serve."
    )


@main.command("serve")
@_CONFIG
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True)
@click.pass_context
def serve_command(context: click.Context, config_file: Path, address: str) -> None:
    """Preview with live reload.

    Example: handbook serve -a 127.0.0.1:8080
    """
    from handbook.build import serve

    context.exit(serve(config_file, address))


_TREE = (
    click.option(
        "--docs",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A plain tree of language folders instead of a configuration.",
    ),
    click.option("--source", default="en", show_default=True, help="With --docs: its source."),
)


def _tree_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_TREE):
        command = option(command)
    return command


def _loader(config_file: Path, docs: Path | None, source: str) -> Callable[[], Any]:
    from handbook.book import read, read_tree

    return lambda: read_tree(docs, source) if docs else read(config_file)


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@_CONFIG
@_tree_options
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
    except HandbookError as error:
        _complain(context, error, 2)
    except RuleError as error:
        click.echo(f"Error: {error}; please report it with the page", err=True)
        context.exit(3)
    else:
        context.exit(int(failed))


def _complain(context: click.Context, error: HandbookError, code: int) -> None:
    for problem in error.problems:
        click.echo(f"Error: {problem}", err=True)
    context.exit(code)


def _list_rules(form: str) -> None:
    from handbook.check.rulebook import rulebook
    from handbook.check.rules import RULES

    if form == "markdown":
        click.echo(rulebook(RULES), nl=False)
        return
    for rule in RULES:
        click.echo(f"{rule.id:<22} {rule.severity:<8} {rule.summary}")


def _check(given: dict[str, Any]) -> bool:
    """Run the checker and print its report; return whether there were errors."""
    from handbook.check.progress import progress_bar
    from handbook.check.report import FORMATS, Report, Terminal, file_lines, text
    from handbook.check.rules import RULES
    from handbook.check.run import Options, matrix_of, run

    load = _loader(given["config_file"], given["docs"], given["source"])
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
        os.path.relpath(book.root).replace(os.sep, "/").removeprefix("."),
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


if __name__ == "__main__":
    main()
