"""The matrix page × edition."""

from __future__ import annotations

import json
from dataclasses import replace

from lxml import html

from handbook.translate.status import matrix, status_html, status_json, status_text
from tests.translate.conftest import Site


def text(site: Site, *editions: str) -> str:
    return status_text(site.book(), site.store(git=False), editions)


def test_every_state(site: Site) -> None:
    assert matrix(site.book(), site.store()) == {
        "index": {"hu": {"state": "unstamped"}, "lv": {"state": "missing"}},
        "run/page": {"hu": {"state": "draft"}, "lv": {"state": "missing"}},
    }
    site.edit(("2 days", "3 days"))
    cell = matrix(site.book(), site.store())["run/page"]["hu"]
    assert cell == {"state": "stale", "stale": 1, "blocks": 17}


def test_reviewed_needs_a_name(site: Site) -> None:
    file = site.file("hu")
    reviewed = file.read_text("utf-8").replace("status: draft", "status: reviewed")
    file.write_text(reviewed, "utf-8")
    assert matrix(site.book(), site.store())["run/page"]["hu"]["state"] == "draft"
    file.write_text(reviewed.replace("status:", "reviewed_by: Kiss Anna\nstatus:"), "utf-8")
    assert matrix(site.book(), site.store())["run/page"]["hu"]["state"] == "reviewed"


def test_a_foreign_page_that_is_stamped_is_fresh(site: Site) -> None:
    file = site.file("hu")
    file.write_text(file.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    assert matrix(site.book(), site.store())["run/page"]["hu"]["state"] == "fresh"


def test_text_names_what_changed(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    assert text(site) == (
        "         hu           lv\n"
        "index    unstamped    missing\n"
        "run/page stale 1/17   missing\n"
        "\n"
        "docs/hu/run/page.md: stale: 1 of 17 blocks\n"
        "  list item “Phone both within 3 days.” (line 17, under “How”)\n"
        "\n"
        "hu: 0 of 2 pages fresh, 1 stale, 1 unstamped\n"
        "lv: 0 of 2 pages fresh, 2 missing\n"
    )


def test_one_edition(site: Site) -> None:
    assert text(site, "hu").splitlines()[-1] == "hu: 1 of 2 pages fresh (1 draft), 1 unstamped"
    assert "lv" not in text(site, "hu")


def test_fits_a_terminal_however_many_editions(site: Site) -> None:
    words = " ".join(["changed"] * 40)
    site.edit(("2 days", words), ("A note", words))
    book = site.book()
    (lv,) = [edition for edition in book.editions if edition.locale == "lv"]
    many = [replace(lv, locale=f"x{number:02}") for number in range(9)]
    wide = replace(book, editions=(*book.editions, *many))
    lines = status_text(wide, site.store(git=False)).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert sum(line.startswith("run/page ") for line in lines) == 3


def test_a_broken_stamp_is_told(site: Site) -> None:
    site.sidecar.write_text("{", "utf-8")
    lines = " ".join(text(site).split())
    assert "docs/hu/.stamps/run/page.json: not a file of stamps; delete it and run" in lines


def test_nothing_known_is_told(site: Site) -> None:
    site.sidecar.unlink()
    site.edit(("2 days", "3 days"))
    assert "docs/hu/run/page.md: stale: cannot say which blocks" in text(site)


def test_json(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    found = json.loads(status_json(site.book(), site.store()))
    assert found["version"] == 1
    assert found["pages"]["run/page"] == {
        "hu": {
            "state": "stale",
            "stale": 1,
            "blocks": 17,
            "changed": [
                {"line": 17, "name": "list item “Phone both within 3 days.” (line 17, under “How”)"}
            ],
        },
        "lv": {"state": "missing"},
    }


def test_html(site: Site) -> None:
    tree = html.fromstring(status_html(matrix(site.book(), site.store()), site.book()))
    assert [head.text for head in tree.xpath("//thead//th")] == ["Page", "Magyar", "Latviešu"]
    assert [head.text for head in tree.xpath("//tbody//th")] == ["index", "run/page"]
    assert tree.xpath("//td[@class='status--draft']/text()") == ["draft"]
