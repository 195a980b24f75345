"""`handbook build`: runs the stages, and publishes only what has passed every gate."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from handbook.build.errors import BuildError, told
from handbook.build.inputs import Inputs
from handbook.build.job import Job
from handbook.build.lock import locked
from handbook.build.progress import Reporter, Say, plural, size
from handbook.build.release import Release, Releases
from handbook.build.stage import Done, Stage, Tree, perform
from handbook.build.stages import stages
from handbook.config import settings
from handbook.files import Fingerprints

_ROUNDS = 3
"""Times a build begins again because files changed under it."""


@dataclass(frozen=True)
class Result:
    """What a build made: where it stands, pages, size (bytes), time (seconds), stages not run."""

    site: Path
    pages: int
    size: int
    seconds: float
    reused: tuple[str, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes by kind of file."""

    @property
    def summary(self) -> str:
        """All of it in a line."""
        kinds = ", ".join(f"{name} {size(count)}" for name, count in self.sizes.items())
        again = f"; unchanged: {', '.join(self.reused)}" if self.reused else ""
        pages = plural(self.pages, "page")
        return f"{pages}, {size(self.size)} ({kinds}), {self.seconds:.1f} s{again}"


def build(
    config_file: Path,
    site: Path | None = None,
    say: Say = print,
    paper: bool = True,
    editions: Sequence[str] = (),
    check: bool = True,
) -> Result:
    """Build editions (all when none are named) and publish them as ``site``.

    ``site`` is `site/` beside the configuration by default. Without ``paper``, or where the system
    lacks what setting type needs, the site has none. ``check=False`` leaves out the checker.

    Raises:
        HandbookError: when any stage fails, one line a problem; what is served stays as it was.

    """
    started = time.monotonic()
    site, work = places(config_file, site)
    with prepared(config_file, work, say) as (prints, reporter):
        releases = Releases(work, site, prints)
        releases.refuse_folder()
        chosen = known_editions(config_file, editions)
        for _ in range(_ROUNDS):
            job = Job(config_file, work, prints, reporter, chosen, paper)
            before = job.inputs.whole
            with explained(job, site):
                _run(job, check)
                prints.forget()
                if Inputs(config_file, prints).whole == before:
                    return _publish(job, releases, started)
            forget_stages(job)
            reporter.line("again", "files of the book changed meanwhile")
        raise BuildError("files of the book change all the time; wait until they rest, and build")


def places(config_file: Path, site: Path | None) -> tuple[Path, Path]:
    """Return where a site is published and where it is made."""
    root = config_file.resolve().parent
    return site or root / "site", root / ".build"


@contextmanager
def prepared(config_file: Path, work: Path, say: Say) -> Iterator[tuple[Fingerprints, Reporter]]:
    """Hold the lock of a folder; keep what is learnt of files, whatever happens."""
    settings(config_file)  # a folder that holds no book gets no .build either
    reporter = Reporter(say)
    with locked(work, lambda holder: reporter.line("waiting", holder)):
        prints = Fingerprints(work / "cache" / "files.json")
        try:
            yield prints, reporter
        finally:
            prints.save()


def known_editions(config_file: Path, editions: Sequence[str]) -> tuple[str, ...]:
    """Return the editions asked for, in the order of the book; none when all are.

    Raises:
        BuildError: for one that the book has not.

    """
    from handbook.book import read_editions

    known = [edition.locale for edition in read_editions(config_file)]
    for locale in editions:
        if locale not in known:
            raise BuildError(f"--edition {locale}: no such edition; there are {', '.join(known)}")
    chosen = tuple(locale for locale in known if locale in editions)
    return () if len(chosen) == len(known) else chosen


@contextmanager
def explained(job: Job, site: Path | None = None) -> Iterator[None]:
    """Turn whatever ends a build into lines for people."""
    try:
        yield
    except Exception as error:
        at = job.at or "publish"
        problem = told(error, job.work, at)
        raise type(problem)(*problem.problems, *_served(site)) from error


def _served(site: Path | None) -> list[str]:
    if site is None:
        return []
    return [f"{site.name}/ is unchanged" if site.exists() else f"{site.name}/ was not made"]


def _run(job: Job, check: bool) -> None:
    for stage in stages(job, check):
        run_stage(stage, job)


def run_stage(stage: Stage, job: Job) -> Done:
    """Run one stage of a job, or take what it left, and say so in a line."""
    job.at = stage.name
    done = perform(stage, job)
    job.done.append(done)
    words = stage.words(done.facts)
    if done.reused:  # how it was made is another day's story
        words = f"{words.split('; ')[0]} (unchanged)"
    job.reporter.line(stage.name, words)
    job.reporter.more([str(line) for line in done.facts.get("warnings", [])])
    return done


def forget_stages(job: Job) -> None:
    """Take away the records of what was made while files changed."""
    for done in job.done:
        (job.folder / f"{done.stage.name}.json").unlink(missing_ok=True)


def _publish(job: Job, releases: Releases, started: float) -> Result:
    job.at = "publish"
    reused = tuple(done.stage.name for done in job.done if done.reused)
    pages = next(int(done.facts["pages"]) for done in job.done if done.stage.name == "render")
    return publish(job, releases, job.tree, pages, reused, started)


def publish(
    job: Job,
    releases: Releases,
    tree: Tree,
    pages: int,
    reused: tuple[str, ...],
    started: float,
) -> Result:
    """Publish a site that has passed every gate, say so, and sum up."""
    release, new = releases.publish(tree)
    words = f"{releases.site} → {release.folder.name}" if new else f"{releases.site} (unchanged)"
    job.reporter.line("publish", words)
    seconds = time.monotonic() - started
    sizes = dict(kinds(release).most_common())
    return Result(releases.site, pages, release.size, seconds, reused, sizes)


def kinds(release: Release) -> Counter[str]:
    """Return the bytes of a release by kind of file."""
    counted: Counter[str] = Counter()
    for path, (_digest, count) in release.files.items():
        counted[kind(path)] += count
    return counted


def kind(path: str) -> str:
    """Return what kind of file stands at a path of the site."""
    if "/search/" in f"/{path}":
        return "search"
    if path.endswith((".pdf", ".epub")):
        return "paper"
    if path.endswith((".zip", "offline.json", "sw.js")):
        return "offline"
    return "pages" if path.endswith(".html") else "assets"


def roll_back(config_file: Path, site: Path | None = None, say: Say = print) -> str:
    """Serve the release before this one; called again, this one. Return its name.

    Raises:
        BuildError: when there is none.

    """
    site, work = places(config_file, site)
    with prepared(config_file, work, say) as (prints, reporter):
        now, target = Releases(work, site, prints).roll_back()
        name = target.folder.name
        reporter.line("publish", f"{site} → {name}, as before {now or 'this'}")
        return name
