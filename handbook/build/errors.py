"""What can go wrong with a build, in words of one line each."""

from __future__ import annotations

import errno
import shutil
import traceback
from pathlib import Path

from handbook.build.progress import size
from handbook.errors import HandbookError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BuildError(HandbookError):
    """The site was not published; the one before stays as it was."""


def told(error: Exception, work: Path, stage: str) -> HandbookError:
    """Return what a person should read about whatever ended a build."""
    cause = _cause(error, _FULL)
    if cause:
        where = cause.filename or work
        return BuildError(
            f"{where}: the disk is full ({size(_free(work))} free); make room and build again"
        )
    if isinstance(error, HandbookError):
        return error
    if isinstance(error, FileNotFoundError) and error.filename:
        return BuildError(
            f"{error.filename}: was there and is gone; put it back or build again ({stage})"
        )
    template = _template(error)
    if template:
        return BuildError(f"{template}: {_one_line(error)}; mend the template")
    trace = work / "last-fault.txt"
    try:
        trace.write_text("".join(traceback.format_exception(error)), "utf-8")
        more = f"; {trace} has the details"
    except OSError:
        more = ""
    return BuildError(f"{stage}: a fault of this program: {_one_line(error)}{more}")


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _template(error: Exception) -> str:
    """Return file and line of the template at fault, if it is one (Jinja puts it in the trace)."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if name and line:
        return f"{name}:{line}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith((".html", ".xml")):
            return f"{frame.filename}:{frame.lineno}"
    return ""


def _cause(error: BaseException | None, numbers: set[int]) -> OSError | None:
    """Look for a fault of the system behind an error."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in numbers:
            return error
        error = error.__cause__ or error.__context__
    return None


def _free(work: Path) -> int:
    try:
        return shutil.disk_usage(work).free
    except OSError:
        return 0
