"""What mkdocs.yml may ask for: judged on its nodes, so that each refusal has a line.

The configuration of our own book is held to a list of keys, plugins and extensions; of another's
only what would run programs or leave its folder is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml

from handbook.policy.address import link_fault, load_fault, scheme
from handbook.policy.markup import text_fault

Fault = tuple[int, str, str]
"""Line, what is wrong, what to do."""

KEYS = frozenset(
    [
        "site_name",
        "site_description",
        "site_url",
        "site_author",
        "copyright",
        "repo_url",
        "repo_name",
        "edit_uri",
        "docs_dir",
        "site_dir",
        "use_directory_urls",
        "exclude_docs",
        "not_in_nav",
        "validation",
        "theme",
        "extra_css",
        "extra_javascript",
        "extra",
        "markdown_extensions",
        "plugins",
        "nav",
        "strict",
    ]
)
THEME_KEYS = frozenset(
    ["name", "custom_dir", "language", "font", "icon", "palette", "features", "favicon", "logo"]
)
EXTRA_KEYS = frozenset(("generator", "alternate"))
PLUGINS = frozenset(("handbook", "i18n"))
EXTENSIONS = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "tables",
        "toc",
        "pymdownx.escapeall",
    ]
)
"""What our own configuration may name; anything else is decided with the code, by a maintainer."""

_PYTHON = "tag:yaml.org,2002:python/"
_KNOWN_PYTHON = re.compile(
    r"name:(?:material\.extensions|materialx|pymdownx)\.[\w.]+"
    r"|object/apply:pymdownx\.slugs\.slugify"
)
"""What the manuals of well-known extensions tell everybody to write."""
_SECRET = re.compile(r"TOKEN|SECRET|PASS|KEY|CREDENTIAL|AUTH|AWS|PRIVATE|COOKIE|SESSION", re.I)
_ADDRESSES = ("site_url", "repo_url")
_FOLDERS = ("docs_dir", "site_dir", "custom_dir")
_OWN_FOLDERS = {
    "docs_dir": ("docs",),
    "site_dir": (".build/mkdocs", "site"),
    "custom_dir": ("handbook/site/overrides",),
}
"""Templates are programs, and a build empties the folder it writes to."""
_THEME = "material"
_FILES = ("extra_css", "extra_javascript", "extra_templates")
_MAINTAINER = "leave it out; what runs programs is decided by a maintainer"
_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}")

Path = tuple[str, ...]


def faults(root: yaml.Node, own: bool) -> Iterator[Fault]:
    """Judge the nodes of a configuration; ``own`` is the strict list of our book."""
    for path, key, node in _walk(root, ()):
        line = node.start_mark.line + 1
        for message, fix in _node(path, key, node, own):
            yield line, message, fix


def programs(root: yaml.Node, own: bool) -> Iterator[Fault]:
    """Yield the tags that would run something when MkDocs reads the configuration."""
    for _path, key, node in _walk(root, ()):
        for message, fix in _tag(node, own) if key is None else ():
            yield node.start_mark.line + 1, message, fix


def _walk(node: yaml.Node, path: Path) -> Iterator[tuple[Path, yaml.Node | None, yaml.Node]]:
    """Every node with the keys that lead to it; the depth was bounded by the reader."""
    yield path, None, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            yield (*path, name), key, key
            yield from _walk(value, (*path, name))
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _walk(entry, (*path, "-"))


def _node(
    path: Path, key: yaml.Node | None, node: yaml.Node, own: bool
) -> Iterator[tuple[str, str]]:
    if key is not None:
        yield from _key(path, own)
        if path[:1] == ("nav",) or "nav_translations" in path[:-1]:
            yield from _text(path[-1])
        return
    yield from _tag(node, own)
    if isinstance(node, yaml.ScalarNode):
        found = list(_value(path, str(node.value), own))
        yield from found or _anywhere(path, str(node.value), own)


def _tag(node: yaml.Node, own: bool) -> Iterator[tuple[str, str]]:
    tag = str(node.tag)
    if tag.startswith(_PYTHON):
        name = tag.removeprefix(_PYTHON)
        if own or not _KNOWN_PYTHON.fullmatch(name):
            yield f"“!!python/{name}” runs a program", _MAINTAINER
    elif tag == "!ENV":
        yield from _variables(node, own)
    elif tag.startswith("!") and (own or tag != "!relative"):
        yield f"the tag “{tag}” is unknown", "leave it out"


def _variables(node: yaml.Node, own: bool) -> Iterator[tuple[str, str]]:
    """Judge which variables of the environment are read: their values would be published."""
    named = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names = [str(each.value) for each in named]
    for name in names[: max(1, len(names) - 1)]:
        if own and not name.startswith("HANDBOOK_"):
            fix = "read only variables whose name begins with HANDBOOK_"
            yield f"“!ENV {name}” publishes a variable of the environment", fix
        elif _SECRET.search(name):
            yield f"“!ENV {name}” would publish a secret", "leave it out"


def _key(path: Path, own: bool) -> Iterator[tuple[str, str]]:
    name = path[-1]
    if path == ("INHERIT",) and own:
        yield "“INHERIT” reads another configuration", "write the settings here"
    elif path == ("hooks",) and own:
        yield "“hooks” run programs", _MAINTAINER
    elif own and len(path) == 1 and name not in KEYS:
        yield f"the setting “{name}” is not one of ours", _MAINTAINER
    elif own and len(path) == 2 and path[0] == "theme" and name not in THEME_KEYS:
        yield f"the setting “theme: {name}” is not one of ours", _MAINTAINER
    elif own and len(path) == 2 and path[0] == "extra" and name not in EXTRA_KEYS:
        yield f"the setting “extra: {name}” is not one of ours", _MAINTAINER
    elif (path[:2] in (("plugins", "-"), ("markdown_extensions", "-")) and len(path) == 3) or (
        len(path) == 2 and path[0] in ("plugins", "markdown_extensions") and name != "-"
    ):
        yield from _part(path[0], name, own)


def _value(path: Path, value: str, own: bool) -> Iterator[tuple[str, str]]:
    name = path[-1] if path else ""
    if path in (("plugins", "-"), ("markdown_extensions", "-")):
        yield from _part(path[0], value, own)
    elif own and name in _OWN_FOLDERS and value not in _OWN_FOLDERS[name]:
        fix = f"write {' or '.join(_OWN_FOLDERS[name])}"
        yield f"“{name}: {value[:80]}” is not the folder of our book", fix
    elif name in _FOLDERS or path[:1] in (("INHERIT",), ("hooks",)):
        yield from _inside(name if name != "-" else path[0], value)
    elif path[:1] == ("nav",):
        yield from _nav(value)
    elif len(path) > 1 and path[0] in _FILES:
        yield from _file(value, own)
    elif name in _ADDRESSES and value and (fault := link_fault(value)):
        yield f"“{name}” {fault}", "write an address with https:"
    elif name == "locale" and not _LOCALE.fullmatch(value):
        yield f"“{value}” is no code of a language", "write one such as hu or sr-Latn"
    elif own and path in (("theme",), ("theme", "name")) and value != _THEME:
        yield f"the theme “{value[:60]}” is not ours", f"write {_THEME}"
    elif own and path[:2] == ("theme", "language") and not _LOCALE.fullmatch(value):
        yield f"“{value[:60]}” is no code of a language", "write one such as hu or sr-Latn"
    elif own and path[:2] == ("theme", "font") and value.lower() not in ("false", "no", "off"):
        yield "fonts would be loaded from another site", "write font: false"
    elif name in ("site_name", "site_description", "site_author", "name") or (
        "nav_translations" in path or (own and name == "copyright")
    ):
        yield from _text(value)
    elif name in ("base_path", "snippets_base_path"):
        yield from _inside(name, value)
    elif name == "url_download" and value.lower() in ("true", "yes", "on"):
        yield "“url_download” brings in texts of other sites", "leave it out"


def _anywhere(path: Path, value: str, own: bool) -> Iterator[tuple[str, str]]:
    """Judge a value that nothing more is known of."""
    kind = scheme(value)
    if " " in value and kind not in ("javascript", "vbscript"):
        kind = ""  # “file: …” is a text
    if kind in ("javascript", "vbscript", "data", "file"):
        yield f"“{value[:60]}” is a “{kind}:” address", "write an address with https:"
    elif (
        own
        and path[:1] == ("theme",)
        and " " not in value
        and (fault := load_fault(value, depth=0))
    ):
        yield f"“{value[:60]}” {fault}", "put the file into docs/assets"
    elif own:
        yield from _text(value)


def _part(kind: str, name: str, own: bool) -> Iterator[tuple[str, str]]:
    """Judge a plugin or extension by its name."""
    known = PLUGINS if kind == "plugins" else EXTENSIONS
    if own and name not in known and name.removeprefix("markdown.extensions.") not in known:
        what = "plugin" if kind == "plugins" else "extension"
        yield f"the {what} “{name}” is not one of ours", _MAINTAINER


def _inside(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Judge a path: it must stay in the book's folder."""
    parts = PurePosixPath(value.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or re.match(r"[a-zA-Z]:", value) or "$" in value:
        yield f"“{name}: {value[:80]}” leads out of the book’s folder", "name a folder of the book"


def _nav(value: str) -> Iterator[tuple[str, str]]:
    if value.endswith(".md") and ":" not in value:
        yield from _inside("nav", value)
    elif fault := link_fault(value):
        yield f"the entry “{value[:60]}” {fault}", "name a page, or an address with https:"
    if found := text_fault(value):
        yield f"the entry “{value[:60]}” {found[0]}", found[1]


def _file(value: str, own: bool) -> Iterator[tuple[str, str]]:
    if own and (fault := load_fault(value, depth=0)):
        yield f"“{value[:80]}” {fault}", "put the file into docs/assets and name it there"


def _text(value: str) -> Iterator[tuple[str, str]]:
    if fault := text_fault(value):
        yield f"“{value[:60]}” {fault[0]}", fault[1]
