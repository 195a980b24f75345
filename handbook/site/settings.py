"""What templates and Markdown need of the configuration, as plain data.

MkDocs and mkdocs-static-i18n read and complete `mkdocs.yml` as they always do, once an edition;
what comes out is written down here and kept, so that a rendering need not load either as long as
configuration and packages are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.config import plugins, refuse_programs
from handbook.errors import HandbookError
from handbook.site.inputs import Inputs
from handbook.site.said import heard

_PLUGINS = {"handbook", "i18n"}
_KEPT = (
    "site_name", "site_url", "site_description", "site_author", "copyright", "repo_url",
    "repo_name", "edit_uri", "extra", "extra_css", "extra_javascript", "mdx_configs",
    "markdown_extensions", "use_directory_urls", "strict",
)  # fmt: skip

Settings = dict[str, Any]
"""One edition's configuration: the keys templates read, ``theme``, and the folders of templates."""


class SettingsError(HandbookError):
    """The configuration cannot be used; the message says why."""


def foreign_reason(inputs: Inputs) -> str:
    """Say why a book must be left to MkDocs as a whole; an empty string when it need not.

    Pages are rendered here only where all that makes them is known: this package's plugin and
    static-i18n, folders as addresses, no hooks, no templates outside the theme.
    """
    config, book = inputs.config, inputs.book
    if set(plugins(dict(config))) != _PLUGINS:
        return f"plugins other than {' and '.join(sorted(_PLUGINS))}"
    for key in ("hooks", "extra_templates", "draft_docs", "not_in_nav", "edit_uri_template"):
        if config.get(key):
            return f"`{key}` in the configuration"
    if config.get("use_directory_urls") is False:
        return "`use_directory_urls: false`"
    if "!!python" in inputs.config_file.read_text("utf-8"):
        return "Python objects in the configuration"
    folders = {edition.locale for edition in book.editions}
    strays = [p for p in inputs.files if p.endswith(".md") and p.partition("/")[0] not in folders]
    return f"{strays[0]}: a page outside the editions" if strays else ""


def read_settings(
    config_file: Path, locales: Sequence[str]
) -> tuple[dict[str, Settings], list[str]]:
    """Let MkDocs read the configuration; return it for each edition, and what MkDocs warns of.

    Raises:
        SettingsError: when MkDocs does not accept it.

    """
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    refuse_programs(config_file)
    found = {}
    with heard() as lines:
        try:
            config = load_config(str(config_file))
        except MkDocsException as error:
            raise SettingsError(*(lines or [f"{config_file}: {error}"])) from None
        i18n: Any = config.plugins["i18n"]
        for locale in locales:
            i18n.current_language = locale
            found[locale] = _settings(i18n.on_config(config))
    return found, lines


def _settings(config: Any) -> Settings:
    from mkdocs import __version__

    links = config.validation.links
    return {
        "mkdocs_version": __version__,
        **{key: _plain(config[key]) for key in _KEPT},
        "theme": {name: _plain(config.theme[name]) for name in config.theme},
        "plugins": {name: {} for name in config.plugins},
        "folders": [str(folder) for folder in config.theme.dirs],
        "templates": sorted(config.theme.static_templates),
        "excluded": [pattern.pattern for pattern in _patterns(config.exclude_docs)],
        "levels": {
            name: int(links[name])
            for name in ("not_found", "absolute_links", "unrecognized_links", "anchors")
        },
    }


def _patterns(spec: Any) -> Sequence[Any]:
    return spec.patterns if spec else ()


def _plain(value: Any) -> Any:
    """Return a value as lists, mappings and scalars; anything else as its text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
