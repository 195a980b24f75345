"""Reads `mkdocs.yml` as data: nothing it names is imported, run or followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from handbook.documents import Loader, compose_yaml, line_of, load_yaml, problem_of, read_text
from handbook.errors import HandbookError


class BookError(HandbookError):
    """The book cannot be built as declared."""


class ConfigError(BookError):
    """The configuration cannot be used: ``line`` of it says something that must not be."""

    def __init__(self, file: Path, line: int, message: str, fix: str) -> None:
        super().__init__(f"{file}:{line}: {message}; {fix}")
        self.file, self.line, self.message, self.fix = file, line, message, fix


class _Loader(Loader):
    """Reads mkdocs.yml without running anything: unknown tags become plain values."""


def _any_tag(loader: _Loader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _any_tag)
_Loader.add_multi_constructor("tag:", _any_tag)


def settings(config_file: Path) -> dict[str, Any]:
    """Read the settings of a book.

    Raises:
        BookError: when there are none; ``ConfigError`` with the line that is wrong.

    """
    if not config_file.exists():
        what = "no such file; run from the book’s folder or use -f"
        raise BookError(f"{config_file}: {what}")
    text, flaw = read_text(config_file)
    if flaw:
        raise ConfigError(config_file, flaw.line, flaw.message, flaw.fix)
    try:
        config = load_yaml(text, _Loader)
    except yaml.YAMLError as error:
        what = f"not valid YAML: {problem_of(error)}"
        raise ConfigError(config_file, line_of(error, text), what, "mend the line") from error
    if not isinstance(config, dict):
        raise ConfigError(config_file, 1, "holds no settings", "it must be a mapping")
    return config


def refuse_programs(config_file: Path) -> None:
    """Look through a configuration before MkDocs reads it: MkDocs runs what its tags name.

    Raises:
        ConfigError: for a tag that would run a program or publish a secret.

    """
    from handbook.policy.settings import programs  # a check that is not asked for it needs no HTML

    own = "handbook" in plugins(settings(config_file))
    root = compose_yaml(read_text(config_file)[0])
    for line, message, fix in programs(root, own) if root else ():
        raise ConfigError(config_file, line, message, fix)


def docs_folder(config: dict[str, Any], config_file: Path) -> Path:
    """Folder of the pages, which must lie in the book's own."""
    root, name = config_file.resolve().parent, config.get("docs_dir", "docs")
    if not isinstance(name, str) or ".." in Path(name).parts or Path(name).is_absolute():
        line, what = (
            line_of_words(config_file, "docs_dir:"),
            "docs_dir leads out of the book’s folder",
        )
        raise ConfigError(config_file, line, what, "name a folder of the book")
    return root / name


def line_of_words(config_file: Path, words: str) -> int:
    """Line of a configuration on which words stand first; 1 if nowhere."""
    text = read_text(config_file)[0]
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def plugins(config: dict[str, Any]) -> dict[str, Any]:
    """Plugins with their options, however they are written."""
    listed = config.get("plugins") or []
    if isinstance(listed, dict):
        return {str(name): options for name, options in listed.items()}
    found: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else []:
        found |= each if isinstance(each, dict) else {str(each): None}
    return found
