"""`handbook build` and `handbook serve`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from handbook.book import read_editions
from handbook.cli.common import CONFIG
from handbook.errors import HandbookError


@click.command("build")
@CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Publish here instead of site/.")
@click.option("--no-print", is_flag=True, help="Leave out PDF and EPUB.")
@click.option(
    "--edition", "editions", multiple=True, metavar="hu", help="Only this one (repeatable)."
)
@click.option(
    "--merge",
    "shares",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Join builds of editions, made with --edition, instead of building (repeatable).",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path, file_okay=False), metavar="")
@click.option("--list-editions", is_flag=True, help="Print the editions as JSON and stop.")
@click.option("--rollback", is_flag=True, help="Serve the release before this one again.")
def build_command(
    config_file: Path,
    site_dir: Path | None,
    no_print: bool,
    editions: tuple[str, ...],
    shares: tuple[Path, ...],
    more: tuple[Path, ...],
    list_editions: bool,
    rollback: bool,
) -> None:
    """Check, render, print what changed, verify it all and publish it in one step.

    What has not changed is not made again. When anything is wrong, what is served stays.

    Example: handbook build --site-dir /tmp/preview --no-print
    """
    from handbook.build import build, merge, roll_back

    _refuse(shares, more, editions, rollback)
    target = site_dir.absolute() if site_dir else None
    try:
        if list_editions:
            click.echo(json.dumps([edition.locale for edition in read_editions(config_file)]))
            return
        if rollback:
            roll_back(config_file, target, click.echo)
            return
        if shares:
            result = merge(config_file, [*shares, *more], target, click.echo)
        else:
            result = build(config_file, target, click.echo, not no_print, editions)
    except HandbookError as error:
        raise click.ClickException("\n".join(["not published", *error.problems])) from None
    click.echo(f"{result.summary}. Open {result.site / 'index.html'} or run scripts/serve.")


def _refuse(
    shares: tuple[Path, ...], more: tuple[Path, ...], editions: tuple[str, ...], rollback: bool
) -> None:
    """Refuse what does not go together."""
    if more and not shares:
        raise click.UsageError(f"{more[0]}: a folder goes with --merge")
    if sum(map(bool, (shares, editions, rollback))) > 1:
        raise click.UsageError("--merge, --edition and --rollback go alone")


@click.command("serve")
@CONFIG
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True)
@click.pass_context
def serve_command(context: click.Context, config_file: Path, address: str) -> None:
    """Preview with live reload.

    Example: handbook serve -a 127.0.0.1:8080
    """
    from handbook.build import serve

    try:
        context.exit(serve(config_file, address, click.echo))
    except HandbookError as error:
        raise click.ClickException("\n".join(error.problems)) from None
    except OSError as error:
        raise click.ClickException(f"{address}: {error.strerror}; name another with -a") from None
