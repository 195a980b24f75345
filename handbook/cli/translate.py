"""The translator's commands: status, diff, stamp, new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from handbook.cli.common import CONFIG, loader, one_line_errors, tree_options
from handbook.errors import HandbookError

_EDITION = click.option("--edition", multiple=True, metavar="hu", help="Only this edition.")


@click.command("status")
@CONFIG
@tree_options
@_EDITION
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text",
    show_default=True,
)  # fmt: skip
@one_line_errors
def status_command(**given: Any) -> None:
    """Show every page in every edition: missing, stale (which blocks), draft or reviewed.

    Example: handbook status --edition hu
    """
    from handbook.translate.pages import chosen_editions
    from handbook.translate.stamps import StampStore
    from handbook.translate.status import matrix, status_html, status_json, status_text

    book = loader(given["config_file"], given["docs"], given["source"])()
    editions = chosen_editions(book, given["edition"])
    stamps = StampStore(book)
    if given["form"] == "html":
        text = status_html(matrix(book, stamps, editions), book)
    else:
        text = {"text": status_text, "json": status_json}[given["form"]](book, stamps, editions)
    click.echo(text, nl=False)


@click.command("diff")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE…")
@CONFIG
@tree_options
@_EDITION
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html"]), default="text",
    show_default=True,
)  # fmt: skip
@one_line_errors
def diff_command(**given: Any) -> None:
    """Show what changed in English since a translation was made, beside the translation.

    Example: handbook diff run/closure --edition hu
    """
    from handbook.check.report import Terminal
    from handbook.translate.diff import page_diff
    from handbook.translate.pages import translations
    from handbook.translate.show import diff_html, diff_markdown, diff_text
    from handbook.translate.stamps import StampStore

    book = loader(given["config_file"], given["docs"], given["source"])()
    pages = translations(book, given["pages"], given["edition"])
    stamps = StampStore(book)
    diffs = [page_diff(stamps, page) for page in pages]
    if given["form"] == "html":
        click.echo(diff_html(diffs, book), nl=False)
    elif given["form"] == "markdown":
        click.echo(diff_markdown(diffs))
    else:
        click.echo(diff_text(diffs, Terminal.of(sys.stdout).color), color=True)


@click.command("stamp")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE…")
@CONFIG
@_EDITION
@click.option(
    "--block", multiple=True, metavar="LINE|ID",
    help="Accept only this block: its line in English, or a heading's id (repeatable).",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Stamp although errors remain.")
@click.pass_context
@one_line_errors
def stamp_command(context: click.Context, /, **given: Any) -> None:
    """Say that a translation agrees with the present English page, or that some blocks do.

    Example: handbook stamp run/closure --edition hu --block 41
    """
    from handbook.book import read
    from handbook.check.run import Options, run
    from handbook.translate.pages import translations
    from handbook.translate.stamp import stamp
    from handbook.translate.stamps import StampStore

    found = []
    book = read(given["config_file"])
    pages = translations(book, given["pages"], given["edition"])
    if not given["force"]:
        chosen = Options(tuple(page.file for page in pages), spelling=False)
        found = run(lambda: book, chosen).findings
    stamps, refused = StampStore(book), 0
    for page in pages:
        errors = [finding for finding in found if finding.path == page.path]
        try:
            done = stamp(stamps, page, given["block"], errors, given["force"])
            click.echo(done.summary)
        except HandbookError as error:
            refused = 1
            click.echo("\n".join(error.problems), err=True)
    context.exit(refused)


@click.group("new")
def new_group() -> None:
    """Begin a page, its translation, or a language.

    Example: handbook new page run/first-meeting
    """


@new_group.command("page")
@click.argument("name", metavar="PATH")
@CONFIG
@click.option("--edition", metavar="hu", help="Begin this translation of an English page.")
@one_line_errors
def new_page_command(name: str, config_file: Path, edition: str | None) -> None:
    """Write the skeleton of a page: in English, or with --edition of a translation.

    Example: handbook new page run/closure --edition hu
    """
    from datetime import date

    from handbook.book import read
    from handbook.translate.new import new_page, new_translation

    book = read(config_file)
    if edition:
        made = new_translation(book, name, edition)
    else:
        made = new_page(config_file, book, name, date.today())
    click.echo(made.summary)


@new_group.command("language")
@click.argument("code")
@click.argument("name")
@CONFIG
@one_line_errors
def new_language_command(code: str, name: str, config_file: Path) -> None:
    """Declare a language and begin its folder; lists the texts it needs.

    Example: handbook new language de Deutsch
    """
    from handbook.book import read
    from handbook.translate.new import new_language

    click.echo(new_language(config_file, read(config_file), code, name).summary)
