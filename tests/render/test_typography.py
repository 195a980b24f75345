from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.render.collation import sort_key
from handbook.render.dates import long_date
from handbook.render.finish import _parsed, serialise, typeset
from handbook.render.typography import NBSP, no_break


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "45~minutes"),
        ("hu", "20~óra, 12~fő, 4,7~millió euró, 251~395,55"),
        ("hu", "2021.~április~7."),
        ("hu", "ha a fiatal~– és csak ő~– kéri"),
        ("hu", "1997.~évi XXXI.~törvény 93.~§"),
        ("sr", "20~časova, 7.~april 2021."),
        ("sr", "čl.~11 i~sl."),
        ("lv", "2021.~gada 7.~aprīlis, 20~%, plkst.~18.00"),
        ("lv", "u.~c. un u.~tml., 251~395,55~EUR"),
        ("bg", "7~април 2021~г., 116~111, чл.~7"),
        ("bg", "251~395,55~евро"),
    ],
)
def test_spaces_that_must_not_break(locale: str, text: str) -> None:
    assert no_break(locale)(text.replace("~", " ")) == text.replace("~", NBSP)


@pytest.mark.parametrize("locale", ["en", "hu", "sr", "lv", "bg", "xx"])
@given(text=st.text())
def test_only_spaces_change_and_only_once(locale: str, text: str) -> None:
    apply = no_break(locale)
    once = apply(text)
    assert once.replace(NBSP, " ") == text.replace(NBSP, " ")
    assert apply(once) == once


WORDS = (
    "5~12~7.~2021.~1000~395~–~-~.~§~%~min~h~page~week~perc~évi~törvény~XIX.~április~jan.~3,5~i~sl."
    '~dr~Č~čl.~časova~u.~c.~t.~i.~gada~plkst.~час~116~111~гр.~София~ул.~&amp;~&lt;~>~"~\u00a0'
    "~<b>~</b>~<i lang='en'>~<i lang=''>~<i title='lang=\"q\" 5 min'>~</i>~<code>~</code>~<br>"
    "~<pre>~</pre>~<b title='5 min – a > 6 h'>~<img lang='de' alt='5 min'>~<p>~</p>~</a>"
    "~<a data-lang='5 h'>~<svg><text>~</text></svg>~<textarea>~</textarea>~<script>a<5 h</script>"
)


@pytest.mark.parametrize("locale", ["en", "hu", "sr", "lv", "bg", "xx"])
@given(parts=st.lists(st.sampled_from(WORDS.split("~") + [" "] * 30), max_size=40))
def test_html_is_set_as_each_text_in_it(locale: str, parts: list[str]) -> None:
    written = "".join(parts)
    tree = _parsed(written)
    apply = no_break(locale)
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        element.text = element.text and apply(element.text)
        for child in element:
            child.tail = child.tail and apply(child.tail)
            if child.tag not in UNTOUCHED and not child.get("lang"):
                waiting.append(child)
    assert typeset(written, locale) == serialise(tree)


UNTOUCHED = {"script", "style", "code", "pre", "svg", "textarea"}


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en", "7 April 2021"),
        ("hu", "2021. április 7."),
        ("sr", "7. april 2021."),
        ("lv", "2021. gada 7. aprīlis"),
        ("bg", "7 април 2021 г."),
        ("xx", "2021-04-07"),
    ],
)
def test_dates(locale: str, written: str) -> None:
    assert long_date(date(2021, 4, 7), locale) == written


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("hu", "ágazat csoport cél gyám szülő tanár út"),
        ("sr", "cilj čas ćerka dan dete đak lice ljubav naziv njega"),
        ("lv", "ārsts atbalsts ceļš čaula ģimene iela"),
        ("bg", "агенция връстник дете закрила младеж"),
    ],
)
def test_alphabets(locale: str, words: str) -> None:
    expected = words.split()
    if locale == "hu":  # c comes before cs, whatever follows
        expected = ["ágazat", "cél", "csoport", "gyám", "szülő", "tanár", "út"]
    assert sorted(expected, key=sort_key(locale)) == expected
