"""Search: one small index an edition, read from the built pages, answered in the browser.

    pages.py      built HTML → sections: a heading's anchor, its words, its text
    analyse.py    text → tokens; `browser/analyse.js` does the same with the same tables
    snowball.py   the stemmers of the snowballstemmer package, written out as JavaScript
    pack.py       sections → the compact lists the browser reads
    publish.py    all of it → `search/` below each edition's start page, and the site map
    browser/      what runs at the reader's: analyser, engine, box

Nothing here imports MkDocs or needs Node.
"""
