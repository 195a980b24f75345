"""`handbook build`'s renderer: the bytes of plain MkDocs, whatever was kept from the last time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.site import inputs
from handbook.site.engine import Rendered, RenderError, render_site
from tests.conftest import ROOT, SmallBook

Tree = dict[str, bytes]
LOCALES = ("en", "hu", "bg")
"""Three editions are enough: the source, one that lacks a page, one that has all."""

NAV = """
nav:
  - index.md
  - run:
      - run/match-start.md
      - run/closure.md
      - deeper:
          - run/deep/meet.md
          - run/deep/part.md
  - ref:
      - ref/glossary.md
      - ref/forms.md
"""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def tree(folder: Path) -> Tree:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(one: Tree, other: Tree) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


class Workshop:
    """A book with sections in sections, a form shown twice, a glossary; a page hu lacks."""

    def __init__(self, book: SmallBook, work: Path) -> None:
        self.book, self.work = book, work
        self.clean_runs = 0
        text = book.config_file.read_text("utf-8")
        text = re.sub(r"        - locale: (?:sr|lv)\n(?:          .*\n)+", "", text)
        book.config_file.write_text(text[: text.index("\nnav:")] + NAV, "utf-8")
        for locale in ("sr", "lv"):
            shutil.rmtree(book.root / "docs" / locale)
        overrides = book.root / "handbook" / "site" / "overrides"
        overrides.unlink()
        shutil.copytree(ROOT / "handbook" / "site" / "overrides", overrides)
        form = "## Form { #form }\n\nName: ________ [home](../index.md)\n"
        for locale in LOCALES:
            book.write(locale, "run/closure", f"# Closing {locale}\n\n{form}\n## B\n")
            book.write(locale, "run/deep/meet", "# Meet\n\n[up](../closure.md#form) *it* 12 min\n")
            book.write(locale, "run/deep/part", "# Part\n\n![](../../../assets/dot.svg)\n")
            book.write(locale, "ref/glossary", "# Words\n\n<!-- handbook:glossary -->\n")
            text = "# Forms\n\n<!-- handbook:form run/closure#form -->\n"
            book.write(locale, "ref/forms", text)
        book.file("hu", "run/deep/part").unlink()
        book.root.joinpath("docs/assets/dot.svg").write_text(DRAWING.format(""), "utf-8")

    def render(self, strict: bool = True) -> Rendered:
        return render_site(
            self.book.config_file, self.site, cache=self.work / "cache", strict=strict
        )

    @property
    def site(self) -> Path:
        return self.work / "site"

    def clean(self) -> Tree:
        """What a rendering without anything kept makes of the book as it is now."""
        self.clean_runs += 1
        folder = self.work / f"clean-{self.clean_runs}"
        render_site(self.book.config_file, folder / "site", cache=folder / "cache")
        return tree(folder / "site")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.book.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def shop(small: SmallBook, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    shop = Workshop(small, tmp_path_factory.mktemp("work"))
    shop.render()
    return shop


def word(shop: Workshop) -> None:
    shop.edit("docs/bg/run/match-start.md", "Text.", "Another text.")


def title(shop: Workshop) -> None:
    shop.edit("docs/bg/run/match-start.md", "title: Title bg", "title: Ново & друго")


def title_of_the_source(shop: Workshop) -> None:
    """The Hungarian edition shows this page in English: its menu has the title, too."""
    shop.edit("docs/en/run/deep/part.md", "title: Title en", "title: Ends")


def section(shop: Workshop) -> None:
    shop.edit("mkdocs.yml", "run: Megvalósítás", "run: Futtatás")


def order(shop: Workshop) -> None:
    first, second = "      - run/match-start.md\n", "      - run/closure.md\n"
    shop.edit("mkdocs.yml", first + second, second + first)


def template(shop: Workshop) -> None:
    shop.edit("handbook/site/overrides/partials/content.html", 'class="part', 'class="own part')


def map_template(shop: Workshop) -> None:
    shop.edit("handbook/site/overrides/sitemap.xml", "<urlset", "<!-- map -->\n<urlset")


def term(shop: Workshop) -> None:
    file = shop.book.root / "docs/glossary.yml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(en:.*?text: ['\"]?)(\w)", r"\1New \2", text, count=1, flags=re.S))


def asset(shop: Workshop) -> None:
    shop.book.root.joinpath("docs/assets/dot.svg").write_text(DRAWING.format("<g/>"), "utf-8")


def word_of_the_site(shop: Workshop) -> None:
    file = shop.book.root / "docs/interface.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('    en: "', '    en: "Well, '), "utf-8")


def number(shop: Workshop) -> None:
    file = shop.book.root / "docs/helplines.yml"
    file.write_text(file.read_text("utf-8").replace("checked: 2026", "checked: 2025"), "utf-8")


def form(shop: Workshop) -> None:
    shop.edit("docs/bg/run/closure.md", "Name: ", "Ime: ")


def translated(shop: Workshop) -> None:
    """Hungarian gets its own page: language menus and hreflang of four others name it now."""
    shop.book.write("hu", "run/deep/part", "# Rész\n\nNév: ____\n")


def untranslated(shop: Workshop) -> None:
    shop.book.file("bg", "run/deep/meet").unlink()


def added(shop: Workshop) -> None:
    for locale in LOCALES:
        shop.book.write(locale, "run/new", "# New\n")
    last = "      - run/closure.md\n"
    shop.edit("mkdocs.yml", last, f"{last}      - run/new.md\n")


def removed(shop: Workshop) -> None:
    for locale in LOCALES:
        shop.book.file(locale, "run/deep/part").unlink(missing_ok=True)
    shop.edit("mkdocs.yml", "          - run/deep/part.md\n", "")


def look(shop: Workshop) -> None:
    shop.edit("mkdocs.yml", "account-heart-outline", "account-heart")


def name_of_the_site(shop: Workshop) -> None:
    shop.edit("mkdocs.yml", "site_name: A kortárs", "site_name: Mégis a kortárs")


CHANGES = [
    word, title, title_of_the_source, section, order, template, map_template, term, asset,
    word_of_the_site, number, form, translated, untranslated, added, removed, look,
    name_of_the_site,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_the_site_is_that_of_a_clean_build(
    shop: Workshop, change: Callable[[Workshop], None]
) -> None:
    before = tree(shop.site)
    change(shop)
    done = shop.render()
    after = tree(shop.site)
    assert differing(before, after), "the change shows nowhere: the test tests nothing"
    assert differing(after, shop.clean()) == []
    assert done.reused if change in (word, title, term, form) else True


@pytest.mark.parametrize(
    ("change", "made"),
    [(word, 1), (title, 5), (term, 1), (form, 2), (section, 7), (asset, 0), (map_template, 21)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_change_costs_only_the_pages_that_show_it(
    shop: Workshop, change: Callable[[Workshop], None], made: int
) -> None:
    change(shop)
    assert shop.render().pages == made


def test_plain_mkdocs_makes_the_same_bytes(shop: Workshop, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(plain)]
    done = subprocess.run(command, cwd=shop.book.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert differing(tree(plain), tree(shop.site)) == []


def test_plain_mkdocs_makes_the_same_bytes_of_the_real_book(tmp_path: Path) -> None:
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(plain)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    render_site(ROOT / "mkdocs.yml", ours, cache=tmp_path / "cache")
    assert differing(tree(plain), tree(ours)) == []


def test_nothing_changed_nothing_made_and_neither_mkdocs_nor_templates_loaded(
    shop: Workshop,
) -> None:
    before = {path: path.stat().st_mtime_ns for path in shop.site.rglob("*")}
    code = (
        "import sys; from pathlib import Path; from handbook.site.engine import render_site\n"
        f"done = render_site(Path({str(shop.book.config_file)!r}), Path({str(shop.site)!r}),"
        f" cache=Path({str(shop.work / 'cache')!r}))\n"
        "assert (done.pages, done.reused) == (0, 21), done\n"
        "print(*{'mkdocs', 'jinja2', 'markdown', 'lxml', 'material'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert {path: path.stat().st_mtime_ns for path in shop.site.rglob("*")} == before


def test_another_package_version_makes_everything_anew(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, installed = tree(shop.site), inputs.installed()
    monkeypatch.setattr(inputs, "installed", lambda: [*installed, "Markdown-99.dist-info"])
    assert shop.render().pages == 21
    assert differing(tree(shop.site), before) == []


def test_a_package_installed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs.code_digest()
    (tmp_path / "some_plugin-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert inputs.code_digest() != before


def test_a_changed_address_is_seen(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_URL", "https://elsewhere.example/book/")
    assert shop.render().site_url == "https://elsewhere.example/book/"
    assert differing(tree(shop.site), shop.clean()) == []


def test_editions_rendered_apart_are_those_rendered_together(
    shop: Workshop, tmp_path: Path
) -> None:
    together: Tree = {}
    for number, locales in enumerate((("en",), ("hu",), ("bg",))):
        site, cache = tmp_path / f"site-{number}", tmp_path / f"cache-{number}"
        render_site(shop.book.config_file, site, locales, cache)
        own = tree(site)
        assert all(together.get(name, data) == data for name, data in own.items())
        together |= own
    assert differing(together, tree(shop.site)) == []


def test_an_edition_alone_has_no_page_of_another(shop: Workshop, tmp_path: Path) -> None:
    render_site(shop.book.config_file, tmp_path / "site", ("hu",), tmp_path / "cache")
    names = [name for name in tree(tmp_path / "site") if name.endswith("index.html")]
    assert names
    assert all(name.startswith("hu/") for name in names)


def test_an_unknown_edition_is_named(shop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="xx: no such edition; there are en, hu, bg"):
        render_site(shop.book.config_file, tmp_path, ("xx",))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"a", b"b"),
        lambda data: data + b"more",
    ],
    ids=["emptied", "cut", "altered", "longer"],
)
def test_a_damaged_cache_is_made_anew(shop: Workshop, damage: Callable[[bytes], bytes]) -> None:
    before = tree(shop.site)
    for file in [path for path in (shop.work / "cache").rglob("*") if path.is_file()]:
        if "templates" not in file.parts:
            file.write_bytes(damage(file.read_bytes()))
    shop.edit("docs/bg/index.md", "Start bg", "Начало bg")
    shop.render()
    assert differing(before, tree(shop.site)) == ["bg/index.html", *_search(shop, before, "bg")]
    assert differing(tree(shop.site), shop.clean()) == []


def _search(shop: Workshop, before: Tree, locale: str) -> list[str]:
    now = tree(shop.site)
    return [name for name in differing(before, now) if name.startswith(f"{locale}/search/")]


def test_a_site_cut_short_or_tampered_with_is_put_right(shop: Workshop) -> None:
    whole = tree(shop.site)
    (shop.site / "hu" / "index.html").write_text("half", "utf-8")
    (shop.site / "assets" / "dot.svg").unlink()
    shutil.rmtree(shop.site / "bg")
    shop.render()
    assert differing(tree(shop.site), whole) == []


def test_what_others_put_there_stays(shop: Workshop) -> None:
    paper = shop.site / "paper" / "book.pdf"
    paper.parent.mkdir()
    paper.write_text("paper", "utf-8")
    word(shop)
    shop.render()
    assert paper.read_text("utf-8") == "paper"


def test_a_page_is_replaced_not_written_into(shop: Workshop, tmp_path: Path) -> None:
    page = shop.site / "bg/run/match-start/index.html"
    released = tmp_path / "released.html"
    released.hardlink_to(page)
    before = released.read_bytes()
    word(shop)
    shop.render()
    assert released.read_bytes() == before != page.read_bytes()


class TestWarnings:
    @pytest.fixture(autouse=True)
    def broken(self, shop: Workshop) -> None:
        shop.book.write("bg", "index", "# S\n\n[a](run/none.md)\n\n[b](run/match-start.md#no)\n")

    def test_survive_the_cache(self, shop: Workshop) -> None:
        first, second = shop.render(strict=False), shop.render(strict=False)
        assert second.pages == 0
        assert first.warnings == second.warnings
        assert [re.sub(r":\d+", "", line) for line in first.warnings] == [
            "docs/bg/index.md: link “run/none.md” leads to no file (bg/run/none.md); mend it",
            "docs/bg/index.md: link “run/match-start.md#no” leads to no anchor: "
            "bg/run/match-start.md has no #no",
        ]

    def test_stop_a_strict_rendering_each_time(self, shop: Workshop) -> None:
        for _ in range(2):
            with pytest.raises(RenderError, match="leads to no file"):
                shop.render()

    def test_name_the_line(self, shop: Workshop) -> None:
        file = shop.book.file("bg", "index")
        for line in shop.render(strict=False).warnings:
            link = re.search("“(.*?)”", line)
            number = int(line.split(":")[1])
            assert link
            assert link[1] in file.read_text("utf-8").splitlines()[number - 1]

    def test_are_those_of_plain_mkdocs(self, shop: Workshop, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "p")]
        done = subprocess.run(
            command, cwd=shop.book.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        said = [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
        assert len(said) == len(shop.render(strict=False).warnings) == 2

    def test_go_when_the_target_comes(self, shop: Workshop) -> None:
        shop.render(strict=False)
        shop.book.write("bg", "index", "# S\n\n[a](run/closure.md)\n")
        assert shop.render().warnings == ()


def test_a_target_removed_is_missed_by_a_page_that_was_not_touched(shop: Workshop) -> None:
    shop.book.write("en", "ref/forms", "# F\n\n[a](../run/deep/part.md)\n")
    shop.render()
    removed(shop)
    with pytest.raises(RenderError, match=re.escape("docs/en/ref/forms.md:10: link “../run/deep")):
        shop.render()


def test_two_folders_hash_seeds_dates_and_process_counts_make_one_site(
    shop: Workshop, tmp_path: Path
) -> None:
    there = tmp_path / "another" / "folder"
    shutil.copytree(shop.book.root, there)
    code = (
        "import sys; from pathlib import Path; import handbook.site.work as work\n"
        "from handbook.site.engine import render_site\n"
        "work._can_fork = lambda: sys.argv[3] == 'many'\n"
        "work._FEW = 0\n"
        "render_site(Path(sys.argv[1], 'mkdocs.yml'), Path(sys.argv[2]))\n"
    )
    for number, (count, seed, epoch) in enumerate((("many", "1", "0"), ("one", "2", "1800000000"))):
        site = tmp_path / f"site-{number}"
        shutil.rmtree(there / ".build", ignore_errors=True)
        given = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        command = [sys.executable, "-c", code, str(there), str(site), count]
        subprocess.run(command, env=given, check=True)
        assert differing(tree(site), tree(shop.site)) == []
