"""A peer-mentoring handbook in five languages and the generator behind it.

The words, as in code, front matter and messages::

    Book ── Edition (en = source, hu, sr, lv, bg) ── Page (same path in every edition) ── Block
    Pair = a source page and its translation, blocks aligned
    Stamp = which English text a translation was made from
    Rule reads a page, a pair or the book and yields Findings

The data flow; every stage reads files and writes files::

    mkdocs.yml, docs/<lang>/, docs/*.yml ─► book ─► check ─► findings ─► report, exit code
                                             └────► render ─► site (MkDocs) ─► search
        ─► press ─► offline ─► verify ─► publish

`book` reads the declaration and the pages, `blocks` and `inline` their Markdown, `data`, `course`
and `cards` the YAML files beside them, `timetable` the course’s days and times, `language` knows
the five languages, `check` judges, `translate` keeps translations in step with their source,
`render` turns one page's HTML into the finished page, `search` reads the built pages and writes
what the search box fetches, `press` knows each page's version and says what has changed since one
was published, `offline` packs editions for reading without a network, `site` is the only package
that imports MkDocs, `verify` reads the built site as a stranger would, `build` runs the stages in
order, `cli` parses, calls and prints.
"""
