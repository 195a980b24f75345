from __future__ import annotations

import io

import pytest

from handbook.build.progress import Reporter, plural, size


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_one_line_a_stage_where_nobody_watches() -> None:
    said: list[str] = []
    screen = io.StringIO()
    reporter = Reporter(said.append, screen)
    reporter.at_work("render")(5, 10, "hu/index")
    reporter.line("render", "10 pages")
    assert said == ["render   10 pages"]
    assert screen.getvalue() == ""


def test_stage_page_and_time_left_on_a_terminal(clock: list[float]) -> None:
    screen = Screen()
    reporter = Reporter(lambda _line: None, screen)
    show = reporter.at_work("render")
    clock[0] += 10
    show(20, 100, "hu/run/closure")
    assert screen.getvalue().endswith("render   20 of 100 · hu/run/closure · 40 s left")
    clock[0] += 10
    show(21, 1000)
    assert screen.getvalue().endswith("21 of 1000 · 15 min 32 s left")
    reporter.line("render", "done")
    assert screen.getvalue().endswith("\r\033[K")


def test_a_terminal_is_not_flooded(clock: list[float]) -> None:
    screen = Screen()
    show = Reporter(lambda _line: None, screen).at_work("press")
    for done in range(1, 1000):
        clock[0] += 0.001
        show(done, 1000)
    assert 5 < screen.getvalue().count("\r") < 20


def test_lines_are_cut_to_the_terminal(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    screen = Screen()
    show = Reporter(lambda _line: None, screen).at_work("render")
    clock[0] += 1
    show(1, 2, "x" * 100)
    assert len(screen.getvalue().split("\033[K")[-1]) == 29


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 kB"), (1, "1 kB"), (1500, "2 kB"), (21_700_000, "21.7 MB")]
)
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text


def test_one_and_many() -> None:
    assert (plural(1, "page"), plural(2, "page"), plural(2000, "page")) == (
        "1 page",
        "2 pages",
        "2,000 pages",
    )
