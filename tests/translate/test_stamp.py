"""Stamping: what it writes, what it leaves alone, when it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.book import Page
from handbook.check.model import Finding, Severity
from handbook.translate.history import blob_id
from handbook.translate.sidecar import StampError
from handbook.translate.stamp import stamp, with_source_blob
from handbook.translate.stamps import stamped_blob
from tests.translate.conftest import Site

BLOB = "6dd9a2189eccab1999e060a961159d9bc5535528"


def finding(severity: Severity, line: int = 3) -> Finding:
    return Finding("table-shape", severity, "hu", "docs/hu/run/page.md", line, 1, "a row is lost")


def test_a_stamp_names_the_present_english_file(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    site.stamp()
    blob = site.git("hash-object", str(site.file("en"))).strip()
    assert stamped_blob(site.page()) == blob
    assert site.state(git=False).name == "fresh"


def test_stamping_twice_changes_nothing(site: Site) -> None:
    site.stamp()
    files = (site.file("hu"), site.sidecar)
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    done = stamp(site.store(), site.page())
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before
    assert not done.written
    assert done.summary == "docs/hu/run/page.md: was stamped already, up to date with its source"


def test_only_chosen_blocks_are_accepted(site: Site) -> None:
    blob = stamped_blob(site.page())
    site.edit(("2 days", "3 days"), ("2 | Mentor", "2 | Lead"))
    done = stamp(site.store(), site.page(), ["17"])
    assert done.summary == "docs/hu/run/page.md: accepted 1, 1 changed block still open"
    assert stamped_blob(site.page()) == blob
    assert site.names(git=False) == [("changed", "2 | Lead")]


def test_accepting_the_last_block_stamps_the_page(site: Site) -> None:
    site.edit(("2 days", "3 days"), ("2 | Mentor", "2 | Lead"))
    site.stamp("17")
    site.stamp("24")
    assert stamped_blob(site.page()) == blob_id(site.file("en").read_bytes())
    assert '"item"' in site.sidecar.read_text("utf-8")
    assert all(line.count('"') <= 8 for line in site.sidecar.read_text("utf-8").splitlines())


def test_a_heading_id_means_all_that_changed_under_it(site: Site) -> None:
    site.edit(("Ask the", "Always ask the"), ("2 days", "3 days"), ("2 | Mentor", "2 | Lead"))
    site.stamp("how")
    assert [kind for kind, _ in site.names(git=False)] == ["changed"]
    site.stamp("#in-short")
    assert site.state(git=False).name == "fresh"


def test_titles_and_removed_blocks_have_names_too(site: Site) -> None:
    site.edit(("title: Match", "title: Mate"), ("| 2 | Mentor |\n", ""))
    site.stamp("title")
    (left,) = site.state(git=False).changes
    assert left.kind == "removed"
    site.stamp(left.fingerprint)
    assert site.state(git=False).name == "fresh"


def test_an_unknown_block_is_refused_with_the_known_ones(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    with pytest.raises(StampError, match="no block “nowhere”; changed are 17"):
        site.stamp("nowhere")


def test_a_block_that_is_up_to_date_needs_nothing(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    before = site.sidecar.read_bytes()
    done = stamp(site.store(), site.page(), ["in-short"])
    assert (done.accepted, done.left, done.written) == (0, 1, False)
    assert site.sidecar.read_bytes() == before


def test_it_refuses_while_errors_remain(site: Site) -> None:
    before = site.file("hu").read_bytes()
    site.edit(("2 days", "3 days"))
    errors = [finding(Severity.ERROR, line) for line in range(1, 8)]
    with pytest.raises(StampError) as caught:
        stamp(site.store(), site.page(), errors=errors)
    assert caught.value.problems[0] == (
        "docs/hu/run/page.md: not stamped, 7 errors to mend first (or stamp it with --force):"
    )
    assert caught.value.problems[1] == "  docs/hu/run/page.md:1: table-shape: a row is lost"
    assert caught.value.problems[-1] == "  … and 2 more: handbook check docs/hu/run/page.md"
    assert site.file("hu").read_bytes() == before
    assert stamp(site.store(), site.page(), errors=errors, force=True).written


def test_warnings_do_not_keep_it_from_stamping(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    assert stamp(site.store(), site.page(), errors=[finding(Severity.WARNING)]).written


def test_single_blocks_need_to_know_the_others(site: Site) -> None:
    site.sidecar.unlink()
    site.edit(("2 days", "3 days"))
    with pytest.raises(StampError, match="single blocks cannot be stamped; the English text"):
        stamp(site.store(git=False), site.page(), ["17"])
    stamp(site.store(), site.page(), ["17"])  # with the old text from git it can
    assert site.state(git=False).name == "fresh"


def test_the_file_keeps_its_mode(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    site.file("hu").chmod(0o640)
    site.stamp()
    assert site.file("hu").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: T\n---\nX\n", f"---\ntitle: T\nsource_blob: {BLOB}\n---\nX\n"),
        (
            "---\nsource_blob:   abc  # made by hand\nstatus:  draft\n---\nX\n",
            f"---\nsource_blob: {BLOB}  # made by hand\nstatus:  draft\n---\nX\n",
        ),
        (
            "---\r\ntitle: T\r\nsource_blob: 'x'\r\n---\r\nX\r\n",
            f"---\r\ntitle: T\r\nsource_blob: {BLOB}\r\n---\r\nX\r\n",
        ),
        ("---\r\ntitle: T\r\n---\r\nX", f"---\r\ntitle: T\r\nsource_blob: {BLOB}\r\n---\r\nX"),
        ("X\nsource_blob: no\n", f"---\nsource_blob: {BLOB}\n---\n\nX\nsource_blob: no\n"),
        ("\ufeff---\ntitle: T\n---\n", f"\ufeff---\ntitle: T\nsource_blob: {BLOB}\n---\n"),
        (
            "---\ntitle: T\n---\nsource_blob: text\n",
            f"---\ntitle: T\nsource_blob: {BLOB}\n---\nsource_blob: text\n",
        ),
    ],
)
def test_only_the_line_of_the_stamp_changes(before: str, after: str) -> None:
    assert with_source_blob(before.encode(), BLOB) == after.encode()
    assert with_source_blob(after.encode(), BLOB) == after.encode()


def test_bytes_that_are_no_text_survive() -> None:
    data = b"---\ntitle: T\n---\n\xff\xfe\n"
    assert with_source_blob(data, BLOB).endswith(b"---\n\xff\xfe\n")


@given(
    st.sampled_from(
        ["", "---\ntitle: T\n---\n", "---\r\nsource_blob: x\r\n---\r\n", "\ufeff---\na: 1\n---\n"]
    ),
    st.text(st.sampled_from("-a:\n\r #source_blob"), max_size=60),
)
def test_any_page_keeps_its_text(front: str, body: str) -> None:
    before = (front + body).encode()
    after = with_source_blob(before, BLOB)
    assert with_source_blob(after, BLOB) == after
    assert after.endswith(body.encode())
    raw = after.decode("utf-8-sig").replace("\r\n", "\n")
    page = Page("p", "hu", Path("p.md"), "p.md", raw)
    assert page.meta_problem or stamped_blob(page) == BLOB
