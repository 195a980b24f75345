"""The trainer's own timetable on the course page: its data, for `docs/assets/timetable.js`.

The data stands in an attribute of an empty, hidden element: no reader, search or sheet of paper
sees it, and without JavaScript nothing is there.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from typing import Any

from handbook.course import Course, Format
from handbook.course_plan import rule_text
from handbook.course_rules import Rules
from handbook.render.context import PageContext, template

_GROUP = "timetable."
_SCRIPT = "assets/timetable.js"


def timetable_form(page: PageContext) -> str:
    """HTML of the element that the script fills, and of the script."""
    words, course = page.library.words[page.language], page.library.course
    texts = {
        key.removeprefix(_GROUP): text for key, text in words.items() if key.startswith(_GROUP)
    }
    texts["rule"] = rule_text(course.rules, page.word)
    data = timetable_data(course, page.language, texts)
    script = posixpath.relpath(_SCRIPT, page.url or ".")
    return template(
        "timetable.html", page, data=json.dumps(data, ensure_ascii=False), script=script
    )


def timetable_data(course: Course, locale: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the course as the script reads it, in one language; lengths in minutes."""
    sessions = {
        session.number: {
            "minutes": session.minutes,
            "title": session.title[locale],
            "optional": session.optional,
        }
        for session in course.sessions
    }
    formats = [_format(form, locale) for form in course.formats]
    rules = _rules(course.rules)
    return {"rules": rules, "sessions": sessions, "formats": formats, "words": dict(words)}


def _format(form: Format, locale: str) -> dict[str, Any]:
    blocks = [
        {"label": block.label[locale], "sessions": [session.number for session in block.sessions]}
        for block in form.blocks
    ]
    return {
        "id": form.id,
        "name": form.name[locale],
        "weekday": form.weekday,
        "days": form.days,
        "starts": form.starts,
        "blocks": blocks,
    }


def _rules(rules: Rules) -> dict[str, Any]:
    """Return the rule under the names it has in `docs/course.yml`."""
    talks, (least, most, usual) = rules.talks, rules.people
    return {
        "break": rules.pause,
        "break_after": rules.pause_after,
        "break_before": rules.pause_before,
        "meal": rules.meal,
        "meal_day": rules.meal_day,
        "meal_from": rules.meal_from,
        "meal_after": rules.meal_after,
        "talk": rules.talk,
        "talks": {
            "minutes": talks.minutes,
            "trainers": talks.trainers,
            "in_session": talks.in_session,
            "rest": talks.rest,
        },
        "people": {"min": least, "max": most, "usual": usual},
    }
