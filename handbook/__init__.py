"""A peer-mentoring handbook in five languages and the generator behind it.

The words, as in code, front matter and messages::

    Book ── Edition (en = source, hu, sr, lv, bg) ── Page (same path in every edition)

The data flow; every stage reads files and writes files::

    mkdocs.yml, docs/<lang>/, docs/*.yml ─► book ─► render ─► site (MkDocs)
        ─► search (one small index an edition) ─► verify ─► build (publish)

`book` reads the declaration and front matter, `data` and `course` the YAML files beside the pages,
`render` turns one page's HTML into the finished page, `search` reads the built pages and
writes what the search box fetches, `site` is the only package that imports MkDocs, `verify`
reads the built site as a stranger would, `build` runs the stages in order, `cli` parses, calls
and prints.
"""
