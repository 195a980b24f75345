"""The command line: parses, calls, prints; nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.build import build, serve
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
    """Build the peer-mentoring handbook.

    Example: handbook build
    """


@main.command("build")
@_CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Publish here instead of site/.")
def build_command(config_file: Path, site_dir: Path | None) -> None:
    """Render every edition, verify it and publish it in one step.

    Example: handbook build --site-dir /tmp/preview
    """
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
    context.exit(serve(config_file, address))


if __name__ == "__main__":
    main()
