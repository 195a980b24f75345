"""The course table and the formats of the course page, generated from `docs/course.yml`."""

from __future__ import annotations

from handbook.render.context import PageContext, template


def course_table(page: PageContext) -> str:
    """HTML of one table a module: sessions, minutes, activity, handouts, total."""
    nav = page.library.book.nav
    course = page.library.course
    return template("course.html", page, course=course, language=page.language, nav=nav)


def course_formats(page: PageContext) -> str:
    """HTML of one table a format: its blocks with their sessions and net minutes."""
    return template("formats.html", page, course=page.library.course, language=page.language)
