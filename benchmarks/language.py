"""Make and judge the language profiles of `handbook/language/data/profiles.txt`.

    python benchmarks/language.py build --texts DIR     # count anew
    python benchmarks/language.py accuracy --texts DIR  # judge on pages and texts left out

A profile is the commonest words and letter triples of a language with their log probabilities.
They are counted over this book's own pages and over plain texts: ``DIR/<language>.txt``, one
sentence a line. The profiles in the repository were counted over the translated messages of
Chromium (Debian package ``chromium-l10n``: the strings of six words and more of its
``locales/<language>.pak``), because they cover every language with the same content.
Serbian is counted in Latin script, together with Croatian: telling them apart is not the aim.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from handbook.book import load
from handbook.language import profiles
from handbook.language.detect import foreign
from handbook.language.profiles import cyrillic_of_serbian, latin_of_serbian, triples, words_of

ROOT = Path(__file__).parent.parent
OWN = ("en", "hu", "sr", "lv", "bg")
OTHERS = ("cs", "de", "es", "et", "fi", "fr", "it", "lt", "nl", "pl", "pt", "ro", "ru", "sk",
          "sl", "sv", "uk")  # fmt: skip
TRIPLES, FOLDS = 540, 3
WORDS, OWN_WORDS = 190, 480
BULGARIAN = dict(
    zip("абвгдезийклмнопрстуфъьѝ", "abvgdeziyklmnoprstufayi", strict=True),
    ж="zh", х="h", ц="ts", ч="ch", ш="sh", щ="sht", ю="yu", я="ya",
)  # fmt: skip

Sentence = list[str]


def pages(language: str) -> Iterator[list[Sentence]]:
    """Each page of our own edition as blocks of words."""
    book = load(ROOT / "mkdocs.yml")
    for (locale, _), page in sorted(book.pages.items()):
        if locale == language:
            yield [words_of(block.prose) for block in page.blocks]


def messages(folder: Path, language: str) -> list[Sentence]:
    """Sentences of a plain text; those left in English are dropped."""
    english = set((folder / "en.txt").read_text("utf-8").splitlines())
    names = (language, "hr") if language == "sr" else (language,)
    lines = [line for name in names for line in (folder / f"{name}.txt").read_text().splitlines()]
    kept = lines if language == "en" else [line for line in lines if line not in english]
    return [words_of(_latin(line, language)) for line in kept]


def _latin(text: str, language: str) -> str:
    return latin_of_serbian(text.lower()) if language == "sr" else text


def romanised(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Bulgarian in Latin letters, by the law of 2009."""
    return [["".join(BULGARIAN.get(c, c) for c in word) for word in s] for s in sentences]


def corpora(folder: Path, fold: int | None) -> tuple[dict[str, list[Sentence]], ...]:
    """Texts to count, own pages left out, and messages left out; ``fold`` None leaves none out."""
    train: dict[str, list[Sentence]] = {}
    own: dict[str, list[Sentence]] = {}
    rest: dict[str, list[Sentence]] = {}
    for language in (*OWN, *OTHERS):
        told = messages(folder, language)
        keep = [fold is None or zlib.crc32(" ".join(s).encode()) % FOLDS != fold for s in told]
        train[language] = [s for s, kept in zip(told, keep, strict=True) if kept]
        rest[language] = [s for s, kept in zip(told, keep, strict=True) if not kept]
        for number, page in enumerate(pages(language) if language in OWN else ()):
            out = fold is not None and number % FOLDS == fold
            own.setdefault(language, []).extend(page if out else [])
            train[language] += [] if out else page * 2
    for texts in (train, own, rest):
        texts["bg-Latn"] = romanised(texts["bg"])
    return train, own, rest


def profile(sentences: list[Sentence], most_words: int) -> Iterator[tuple[str, int, list[str]]]:
    """Lines of one profile: kind, minus twice the log probability, and the items that have it."""
    words = Counter(word for sentence in sentences for word in sentence)
    parts: Counter[str] = Counter()
    for word, count in words.items():
        for triple in triples(word):
            parts[triple] += count
    for kind, counts, most in (("words", words, most_words), ("triples", parts, TRIPLES)):
        total, levels = sum(counts.values()), dict[int, list[str]]()
        for item, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]:
            levels.setdefault(round(-2 * math.log(count / total)), []).append(item)
        yield from ((kind, level, levels[level]) for level in sorted(levels))


def table(train: dict[str, list[Sentence]]) -> str:
    """Return the whole data file."""
    lines = [
        "# Commonest words and letter triples by language: kind, minus twice the natural log of",
        "# their probability, items. Made by benchmarks/language.py.",
    ]
    for language in sorted(train):
        lines.append(f"= {language}")
        for kind, level, items in profile(train[language], OWN_WORDS if language in OWN else WORDS):
            text = " ".join(items) if kind == "words" else "".join(items).replace(" ", "_")
            lines.append(f"{kind} {level} {text}")
    return "\n".join(lines) + "\n"


def windows(sentences: list[Sentence], words: int, most: int, dice: Random) -> list[str]:
    """Return runs of so many words, one after the other: a sample of them."""
    starts = ((s, at) for s in sentences for at in range(0, len(s) - words + 1, words))
    found = [" ".join(s[at : at + words]) for s, at in starts]
    return dice.sample(found, most) if len(found) > most else found


def accuracy(folder: Path, words: int) -> Iterator[str]:
    """Lines of a table: windows of each language judged as if they stood in each edition.

    A third of our own pages and of the messages is left out of the counting and judged.
    """
    train, own, rest = corpora(folder, 0)
    with tempfile.TemporaryDirectory() as temporary:
        profiles.FILE = Path(temporary) / "profiles.txt"
        profiles.FILE.write_text(table(train), "utf-8")
        profiles.profiles()
    for texts in (own, rest):
        texts["sr-Cyrl"] = [[cyrillic_of_serbian(word) for word in s] for s in texts["sr"]]
    dice = Random(1)
    judged = {name: windows(own.get(name) or rest[name], words, 800, dice) for name in rest}
    yield f"windows of {words} words: share found foreign (and rightly named), by edition"
    for edition in (*OWN, "sr-Cyrl"):
        alarms = sum(bool(foreign(" ".join(s), edition)) for s in rest[edition])
        cells = [f"false on own pages {_share(judged[edition], edition):.3f}",
                 f"on other texts {alarms / len(rest[edition]):.4f}"]  # fmt: skip
        for name in sorted(judged):
            if name != edition:
                found = _share(judged[name], edition)
                named = _share(judged[name], edition, name)
                cells.append(f"{name} {found:.3f} ({named:.3f})")
        yield f"{edition}: " + " · ".join(cells)


def _share(texts: list[str], edition: str, name: str | None = None) -> float:
    parts = [foreign(text, edition) for text in texts]
    hits = [found for found in parts if found and name in (None, found[0].language)]
    return len(hits) / max(1, len(texts))


def main() -> None:
    """Count anew, or judge."""
    parser = argparse.ArgumentParser(description="Make and judge the language profiles.")
    parser.add_argument("what", choices=("build", "accuracy"))
    parser.add_argument("--texts", type=Path, required=True, help="folder of <language>.txt")
    parser.add_argument("--words", type=int, default=6, help="words in a window")
    options = parser.parse_args()
    if options.what == "accuracy":
        for line in accuracy(options.texts, options.words):
            print(line)
        return
    train, _, _ = corpora(options.texts, None)
    profiles.FILE.write_text(table(train), "utf-8")
    print(f"{profiles.FILE}: {profiles.FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
