"""Which sentence of a block stands alone, by lengths and by words."""

from __future__ import annotations

import pytest

from handbook.check.sentence_fit import Fit, lengths, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("One. two (three). Four", ["One. two (three).", "Four"]),
        ("See e.g. this, etc. And that.", ["See e.g. this, etc. And that."]),
        ("“One.” Two.”", ["“One.”", "Two.”"]),
        ("**One.**\0\0 Two.\0\0\0", ["**One.**", "Two."]),
        ("At 10.30 on the 5. May.", ["At 10.30 on the 5.", "May."]),
        ("", []),
        ("\0 \n", []),
    ],
)
def test_sentences_as_a_reader_sees_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_masked_characters_have_no_length() -> None:
    assert lengths(["One\0\0.", ""]) == [4, 0]


def fit(source: list[int], target: list[int], language: str = "xx") -> Fit:
    """Sentences of these lengths, each of a letter of its own."""
    ours, theirs = (
        [chr(ord(first) + at) * size for at, size in enumerate(sizes)]
        for first, sizes in (("a", source), ("A", target))
    )
    return Fit(ours, theirs, language, 1.0)


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ([50, 80, 20], [50, 20], "b"),
        ([80, 50, 20], [50, 20], "a"),
        ([50, 20, 80], [50, 20], "c"),
        ([50, 20, 70], [50, 20, 70], None),
        ([50, 60, 70], [50, 130], None),  # two are one
        ([50, 60, 60, 60], [50, 180], None),  # three are one
        ([50], [50], None),
        ([10, 10, 10, 10], [40], None),  # four cannot be
        ([], [50], None),
        ([50], [], None),
    ],
)
def test_the_sentence_without_which_lengths_fit(
    source: list[int], target: list[int], lost: str | None
) -> None:
    found, mirrored = fit(source, target).lost(), fit(target, source).added()
    assert (found and found.text[0]) == lost
    assert (mirrored and mirrored.text[0].lower()) == lost


def test_the_score_is_what_lengths_gain() -> None:
    found = fit([50, 80, 20], [50, 20]).lost()
    assert found
    assert found.score == pytest.approx(6.53, abs=0.01)
    assert fit([50, 12, 20], [50, 34]).lost()
    small = fit([50, 12, 20], [50, 37]).lost()
    assert small is None  # gains less than a quarter


def test_words_whose_usual_partner_is_missing_count() -> None:
    source = [
        "Call the mentor today.",
        "The library and the coordinator wait.",
        "Say goodbye well.",
    ]
    target = ["Hívjuk fel ma a mentort.", "Köszönjünk el szépen."]
    known, unknown = (Fit(source, target, language, 1.15).lost() for language in ("hu", "xx"))
    assert known and unknown
    assert known.text == unknown.text == source[1]
    assert known.score - unknown.score == pytest.approx(0.8)
    back = ["Call the mentor today.", "Say goodbye well."]
    extra = [target[0], "A könyvtár és a koordinátor vár.", target[1]]
    known, unknown = (Fit(back, extra, language, 1.15).added() for language in ("hu", "xx"))
    assert known and unknown
    assert known.text == extra[1]
    assert known.score - unknown.score == pytest.approx(0.8)


def test_more_words_than_six_tell_no_more() -> None:
    many = "The library, the mentor, the family, the school, the week, the group, the lead, today."
    few = "The library, the mentor, the family, the school, the week and today they are so."
    target = ["Igen, így van ez mindig.", "Nem, nincs így, sosem."]
    scores = []
    for middle in (many, few):
        source = ["Yes, this is always so.", middle, "No, it never is so."]
        found = Fit(source, target, "hu", 1.0).lost()
        plain = Fit(source, target, "xx", 1.0).lost()
        assert found and plain
        scores.append(round(found.score - plain.score, 2))
    assert scores[0] == 2.4
    assert scores[1] <= 2.4


def test_too_many_sentences_are_not_compared() -> None:
    assert fit([20] * 29 + [90], [20] * 29).lost()
    assert fit([20] * 30 + [90], [20] * 30).lost() is None


def test_how_far_the_whole_block_is_from_the_usual_length() -> None:
    assert fit([50, 44], [94]).how_far == 0
    assert fit([94], [44]).how_far == pytest.approx(-1.733, abs=1e-3)
