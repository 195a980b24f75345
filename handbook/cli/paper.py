"""`handbook print`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from handbook.cli.common import CONFIG, one_line_errors


@click.command("print")
@CONFIG
@click.argument("pages", nargs=-1, metavar="[PAGE …]")
@click.option("--edition", "editions", multiple=True, metavar="LOCALE", help="May be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "epub", "docx", "odt"]),
    default="pdf",
    show_default=True,
    help="DOCX and ODT: the forms and handouts, to adapt.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("paper"),
    show_default=True,
    help="Folder for the files.",
)
@one_line_errors
def print_command(
    config_file: Path, pages: tuple[str, ...], editions: tuple[str, ...], form: str, output: Path
) -> None:
    """Print pages, or without PAGE everything: chapters, packs, handouts and the whole book.

    PAGE is a page's id, or the name of a pack as the site has it (course-handouts, handbook); for
    DOCX and ODT a page with forms, or one form of it (run/closure#t48).

    Example: handbook print --edition hu train/module-1 -o /tmp
    """
    from handbook.paper import print_papers

    for paper, file in print_papers(config_file, editions, pages, form, click.echo):
        target = output / paper.edition / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        size = -(-paper.size // 1000)
        click.echo(f"{target}  {f'{paper.pages} pages, ' if paper.pages else ''}{size} kB")
