"""What goes wrong while a site is built: what is served stays, and the message says where."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handbook.build import BuildError, stages
from handbook.build.errors import told
from handbook.build.stage import Stage
from handbook.errors import HandbookError
from tests.build.sound import WORDS, SoundBook, tree
from tests.build.test_kills import listen, start
from tests.conftest import is_running


@pytest.fixture
def before(sound: SoundBook) -> Iterator[dict[str, str]]:
    """The site as it was; it must be so at the end of the test, too, unless it is emptied."""
    found = tree(sound.site)
    yield found
    if found:
        assert tree(sound.site) == found


def refused(book: SoundBook) -> list[str]:
    with pytest.raises(HandbookError) as caught:
        book.built()
    assert caught.value.problems[-1] == "site/ is unchanged"
    return caught.value.problems


def edit(book: SoundBook, text: str) -> None:
    for locale in ("en", "hu"):
        book.fill(locale, sentence=f"{WORDS[locale][5]} {text}".strip())


def recovers(book: SoundBook, before: dict[str, str]) -> None:
    """Mend the book and build: a new site, nothing left of the accident."""
    edit(book, "(9)")
    book.built()
    assert "(9)" in (book.site / "index.html").read_text("utf-8")
    (releases,) = (book.root / ".build" / "releases").iterdir()
    assert not list(releases.glob(".*"))
    before.clear()


class TestBook:
    def test_a_finding_of_the_checker_names_file_and_line(
        self, sound: SoundBook, before: dict[str, str]
    ) -> None:
        file = sound.file("hu", "run/match-start")
        file.write_text(file.read_text("utf-8") + "\nTODO: befejezni\n", "utf-8")
        line = file.read_text("utf-8").count("\n")
        problems = refused(sound)
        assert any(each.startswith(f"docs/hu/run/match-start.md:{line}: ") for each in problems)
        assert any(each.startswith("check found ") for each in problems)
        recovers(sound, before)

    def test_a_broken_front_matter(self, sound: SoundBook, before: dict[str, str]) -> None:
        sound.file("hu", "index").write_text("---\ntitle: [\n---\n\n# A\n", "utf-8")
        assert refused(sound)[0].startswith("docs/hu/index.md:1: front matter is not valid YAML")
        recovers(sound, before)

    def test_a_vanished_folder(self, sound: SoundBook, before: dict[str, str]) -> None:
        away = sound.root / "away"
        (sound.root / "docs" / "hu").rename(away)
        line = 1 + sound.config_file.read_text("utf-8").splitlines().index("        - locale: hu")
        assert refused(sound)[0].startswith(
            f"mkdocs.yml:{line}: declares the edition “Magyar” but docs/hu is missing"
        )
        away.rename(sound.root / "docs" / "hu")
        recovers(sound, before)

    def test_a_broken_data_file(self, sound: SoundBook, before: dict[str, str]) -> None:
        file = sound.root / "docs" / "glossary.yml"
        whole = file.read_text("utf-8")
        file.write_text("- {\n", "utf-8")
        assert "glossary.yml" in refused(sound)[0]
        file.write_text(whole, "utf-8")
        recovers(sound, before)

    def test_a_broken_template_names_itself(self, sound: SoundBook, before: dict[str, str]) -> None:
        folder = sound.root / "handbook" / "site" / "overrides"
        real = folder.resolve()
        folder.unlink()
        shutil.copytree(real, folder)
        (folder / "404.html").write_text("\n{% if %}", "utf-8")
        assert "404.html:2" in refused(sound)[0]
        shutil.copy(real / "404.html", folder)
        recovers(sound, before)


class TestStage:
    """A stage of ours fails in ways that cannot be foreseen."""

    def broken(self, monkeypatch: pytest.MonkeyPatch, fault: Callable[[Path], object]) -> None:
        real = stages.SEARCH

        def run(job, layer):  # type: ignore[no-untyped-def]
            fault(layer)
            return real.run(job, layer)

        monkeypatch.setattr(stages, "SEARCH", Stage("search", real.inputs, run, real.words))

    def test_a_fault_of_the_program_keeps_its_trace(
        self, sound: SoundBook, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        edit(sound, "(8)")
        with monkeypatch.context() as patch:
            self.broken(patch, lambda layer: [][1])
            (problem, _) = refused(sound)
        assert problem.startswith("search: a fault of this program: IndexError: list index")
        trace = Path(problem.split("; ")[1].removesuffix(" has the details"))
        assert "Traceback" in trace.read_text("utf-8")
        recovers(sound, before)

    def test_a_file_that_vanishes_is_named(
        self, sound: SoundBook, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        edit(sound, "(8)")
        with monkeypatch.context() as patch:
            self.broken(patch, lambda layer: (layer / "gone.html").read_bytes())
            assert "gone.html: was there and is gone" in refused(sound)[0]
        recovers(sound, before)

    def test_half_a_layer_is_not_used(
        self, sound: SoundBook, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        edit(sound, "(8)")

        def half(layer: Path) -> None:
            (layer / "search").mkdir()
            (layer / "search" / "stray.js").write_text("half")
            raise KeyError

        with monkeypatch.context() as patch:
            self.broken(patch, half)
            refused(sound)
        sound.built()
        assert not (sound.site / "search" / "stray.js").exists()
        recovers(sound, before)


def files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.resolve().rglob("*") if file.is_file())


class TestFullDisk:
    @contextmanager
    def small_disk(self, folder: Path, room: int) -> Iterator[None]:
        """Let a folder's disk have only so many bytes; as root with a disk of its own."""
        mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)]
        if subprocess.run(mount, check=False, capture_output=True).returncode == 0:
            try:
                yield
            finally:
                subprocess.run(["umount", "-l", str(folder)], check=True)
            return
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    @pytest.mark.parametrize(
        ("place", "share"), [("stages", 0.2), ("stages", 0.9), ("releases", 0.5)]
    )
    def test_the_message_says_so_and_the_site_stays(
        self, sound: SoundBook, tmp_path: Path, place: str, share: float
    ) -> None:
        """What is served lies on another disk than what is full."""
        other = tmp_path / "other"
        shutil.copytree(sound.root, other, symlinks=True)
        book = SoundBook.at(other)
        before = tree(sound.site)
        book.site.unlink()
        book.site.symlink_to(sound.site.resolve())
        folder = other / ".build" / place
        shutil.rmtree(folder)
        folder.mkdir()
        needed = sum(-(-file.stat().st_size // 4096) * 4096 for file in files(sound.site))
        with self.small_disk(folder, int(needed * share)):
            (problem, _) = refused(book)
            assert "the disk is full" in problem
            assert "make room and build again" in problem
            assert tree(book.site) == before
            if place == "releases":
                assert not list(folder.rglob("*.html")), "what was begun gives its room back"
        book.built()
        assert tree(book.site) == before

    def test_behind_other_errors(self, tmp_path: Path) -> None:
        try:
            try:
                raise OSError(28, "No space left on device", "/x/y.html")
            except OSError as error:
                raise HandbookError("cannot be rendered") from error
        except HandbookError as error:
            (problem,) = told(error, tmp_path, "render").problems
        assert problem.startswith("/x/y.html: the disk is full")


class TestKilled:
    @pytest.mark.parametrize("after", ["check", "render", "verify"])
    def test_the_next_build_recovers(
        self, sound: SoundBook, before: dict[str, str], after: str
    ) -> None:
        edit(sound, "(8)")
        process, ear = start(sound)
        listen(ear, after.encode(), 60)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(ear)
        page = (sound.site / "index.html").read_text("utf-8")
        assert "(8)" not in page or after == "verify"
        recovers(sound, before)

    def test_workers_end_with_the_one_that_started_them(self) -> None:
        code = (
            "import os, time\n"
            "from handbook.processes import end_with_parent\n"
            "me = os.getpid()\n"
            "child = os.fork()\n"
            "if child:\n    print(child, flush=True)\n"
            "else:\n    end_with_parent(me)\n"
            "time.sleep(60)\n"
        )
        import sys

        parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.kill()
        parent.wait()
        end = time.monotonic() + 20
        while is_running(child) and time.monotonic() < end:
            time.sleep(0.05)
        assert not is_running(child)
        parent.stdout.close()


class TestLock:
    def test_a_second_build_waits_and_says_for_whom(self, sound: SoundBook) -> None:
        from handbook.build import locked

        with locked(sound.root / ".build"):
            second = sound.command("--no-print")
            assert second.stdout
            line = second.stdout.readline()
            assert re.fullmatch(
                rf"waiting  another build is running here: process {os.getpid()}, "
                r"since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d: .*\n",
                line,
            )
            time.sleep(0.3)
            assert second.poll() is None
        out, _ = second.communicate(timeout=120)
        assert second.returncode == 0, out

    def test_it_is_free_when_its_holder_is_killed(self, sound: SoundBook) -> None:
        process, ear = start(sound)
        listen(ear, b"check", 60)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(ear)
        assert sound.built().pages == 4


def test_a_folder_without_a_book_is_left_alone(tmp_path: Path) -> None:
    from handbook.build import build

    with pytest.raises(HandbookError, match="no such file"):
        build(tmp_path / "mkdocs.yml", None, lambda _line: None)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_edition(sound: SoundBook, before: dict[str, str]) -> None:
    with pytest.raises(BuildError, match="no such edition; there are en, hu"):
        sound.built(editions=("de",))
