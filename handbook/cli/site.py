"""`handbook build` and `handbook serve`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.common import CONFIG
from handbook.errors import HandbookError


@click.command("build")
@CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Publish here instead of site/.")
@click.option("--no-print", is_flag=True, help="Leave out PDF and EPUB.")
def build_command(config_file: Path, site_dir: Path | None, no_print: bool) -> None:
    """Render every edition, print what changed, verify it all and publish it in one step.

    Example: handbook build --site-dir /tmp/preview --no-print
    """
    from handbook.build import build

    target = site_dir.absolute() if site_dir else None
    try:
        result = build(config_file, target, click.echo, paper=not no_print)
    except HandbookError as error:
        raise click.ClickException("\n".join(["not published", *error.problems])) from None
    click.echo(
        f"{result.pages} pages, {result.size / 1e6:.1f} MB, {result.seconds:.0f} s. "
        f"Open {result.site / 'index.html'} or run scripts/serve."
    )


@click.command("serve")
@CONFIG
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True)
@click.pass_context
def serve_command(context: click.Context, config_file: Path, address: str) -> None:
    """Preview with live reload.

    Example: handbook serve -a 127.0.0.1:8080
    """
    from handbook.build import serve

    context.exit(serve(config_file, address))
