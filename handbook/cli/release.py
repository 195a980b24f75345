"""`handbook release`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.common import CONFIG, one_line_errors


@click.command("release")
@CONFIG
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Day of the release [default: today].")
@click.option("--dry-run", is_flag=True, help="Say what would be added, write nothing.")
@one_line_errors
def release_command(config_file: Path, day: str | None, dry_run: bool) -> None:
    """Enter the present versions of all pages in the ledger, so that printed sheets know their age.

    A second run adds nothing. SOURCE_DATE_EPOCH counts where --date is not given.

    Example: handbook release --date 2026-11-22
    """
    from handbook.book import load
    from handbook.press.release import release, release_day
    from handbook.render.context import Library

    library = Library(load(config_file))
    added = release(library, release_day(day), dry_run)
    for each in added:
        click.echo(each.summary)
    if not added:
        click.echo("nothing has changed since the last release")
    elif dry_run:
        click.echo("nothing written: --dry-run")
    else:
        click.echo("Commit docs/.ledger; then build and publish.")
