"""`handbook course`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.common import CONFIG, one_line_errors
from handbook.errors import HandbookError

if TYPE_CHECKING:
    from handbook.course_export import Plan
    from handbook.timetable import Choice

_ENDINGS = (".txt", ".ics", ".ods")


@click.command("course")
@CONFIG
@click.argument("form", metavar="FORMAT")
@click.option("--edition", default="en", show_default=True, help="Language of the timetable.")
@click.option(
    "--date", "day", metavar="YYYY-MM-DD", help="First day [default: the next that fits]."
)
@click.option(
    "--start",
    "starts",
    metavar="[N=]HH:MM",
    multiple=True,
    help="Start of every block, or of block N [default: the usual times]. May be repeated.",
)
@click.option(
    "--on",
    "days",
    metavar="N=YYYY-MM-DD",
    multiple=True,
    help="Another day for block N. May be repeated.",
)
@click.option("--people", type=int, help="Size of the group [default: 12].")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a file: .txt, .ics (calendar) or .ods (spreadsheet) [default: print].",
)
@one_line_errors
def course_command(
    config_file: Path,
    form: str,
    edition: str,
    day: str | None,
    starts: Sequence[str],
    days: Sequence[str],
    people: int | None,
    output: Path | None,
) -> None:
    """Print or write the timetable of the training course, with breaks, talks and materials.

    FORMAT is weekend, half-days, evenings or hybrid (docs/course.yml has them).

    Example: handbook course evenings --date 2027-01-12 --start 17:30 --people 14 -o course.ics
    """
    from handbook.book import load
    from handbook.course_plan import choose, plan
    from handbook.render.context import Library

    if output and output.suffix not in _ENDINGS:
        raise HandbookError(f"{output}: not a kind we write; end it with {', '.join(_ENDINGS)}")
    library = Library(load(config_file))
    chosen: Choice = choose(library.course, form, date.today(), day, starts, days, people)
    _write(plan(library, form, chosen, edition), output)


def _write(made: Plan, output: Path | None) -> None:
    from handbook.course_export import as_ics, as_ods, as_text

    if output is None:
        click.echo(as_text(made), nl=False)
        return
    makers = {".ics": lambda: as_ics(made).encode(), ".ods": lambda: as_ods(made)}
    data = makers.get(output.suffix, lambda: as_text(made).encode())()
    try:
        output.write_bytes(data)
    except OSError as error:
        raise HandbookError(f"{output}: {error.strerror}; choose another place") from None
    click.echo(f"{output}: {len(made.sittings)} blocks from {made.first}")
