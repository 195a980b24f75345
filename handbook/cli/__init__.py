"""The command line: parses, calls, prints; nothing else."""

from __future__ import annotations

import click

from handbook.cli.check import check_command
from handbook.cli.course import course_command
from handbook.cli.paper import print_command
from handbook.cli.release import release_command
from handbook.cli.site import build_command, serve_command
from handbook.cli.translate import diff_command, new_group, stamp_command, status_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build, check and translate the peer-mentoring handbook.

    Example: handbook check --since main
    """


for command in (
    build_command,
    serve_command,
    check_command,
    status_command,
    diff_command,
    stamp_command,
    new_group,
    print_command,
    course_command,
    release_command,
):
    main.add_command(command)
