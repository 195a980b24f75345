"""The examples for web servers: what may be kept for a year, and what may not."""

from __future__ import annotations

import re

import pytest

from handbook.build.release import HASHED
from handbook.render.content_policy import header_policy
from tests.conftest import ROOT

KEPT = [
    "/assets/handbook.d479de3a.css",
    "/assets/handbook.57459126.js",
    "/assets/fonts/source-sans-3-italic-latin.0bb216cf.woff2",
    "/hu/search/t-c69f0f53.js",
    "/hu/search/94bdf8b1.js",
]
SHORT = [
    "/",
    "/hu/run/match-start/",
    "/index.html",
    "/assets/plain.css",
    "/assets/timetable.js",
    "/hu/search/index.js",
    "/hu/paper/run-match-start.pdf",
    "/sitemap.xml",
    "/sw.js",
    "/hu/offline.json",
    "/hu/handbook-hu.zip",
]


def pattern(name: str) -> re.Pattern[str]:
    """What a server’s example takes for a name with a hash."""
    text = (ROOT / "hosting" / name).read_text("utf-8")
    expressions = {
        "nginx.conf": r'location ~ "(.+)" \{',
        "apache.conf": r'<FilesMatch "(.+)">',
        "Caddyfile": r"path_regexp (\S+)",
    }
    found = re.search(expressions[name], text)
    assert found
    return re.compile(found[1])


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "Caddyfile"])
class TestServers:
    def test_a_name_with_a_hash_is_kept_for_a_year(self, name: str) -> None:
        for path in KEPT:
            assert HASHED.search(path), path
            asked = path.rsplit("/", 1)[1] if name == "apache.conf" else path
            assert pattern(name).search(asked), path

    def test_everything_else_is_asked_for_again(self, name: str) -> None:
        for path in SHORT:
            asked = path.rsplit("/", 1)[1] if name == "apache.conf" else path
            assert not pattern(name).search(asked), path

    def test_both_ages_and_the_page_for_what_is_not_there(self, name: str) -> None:
        text = (ROOT / "hosting" / name).read_text("utf-8")
        assert '"public, max-age=300"' in text
        assert '"public, max-age=31536000, immutable"' in text
        assert "/404.html" in text


def test_headers_file_keeps_only_what_has_a_hash() -> None:
    rules = re.findall(
        r"^(/\S*)\n((?:  .+\n)+)", (ROOT / "hosting/_headers").read_text("utf-8"), re.M
    )
    kept = [path for path, lines in rules if "immutable" in lines]
    assert kept == ["/assets/fonts/*", "/assets/handbook.*"]
    for path, lines in rules:
        if path not in kept:
            assert "Cache-Control" not in lines


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "Caddyfile", "_headers"])
def test_the_policy_is_the_one_in_the_pages(name: str) -> None:
    """Run `python -m handbook.render.content_policy` for the line to put there."""
    lines = (ROOT / "hosting" / name).read_text("utf-8").splitlines()
    sent = [line for line in lines if "Content-Security-Policy" in line]
    assert len(sent) == 1
    assert header_policy() in sent[0]
