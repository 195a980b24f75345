"""Search: one small index an edition, read from the built pages, answered in the browser.

    pages.py      built HTML → sections: a heading's anchor, its words, its text
    analyse.py    text → tokens; `browser/analyse.js` does the same with the same tables
    snowball.py   the stemmers of the snowballstemmer package, written out as JavaScript
    pack.py       sections → the compact lists the browser reads
    publish.py    all of it → `search/` below each edition's start page, and the site map
    browser/      what runs at the reader's: analyser, engine, box

The engine is our own and not MiniSearch because, measured with the same analyser, it finds as much
or more in little over a third of the bytes (`benchmarks/search.md`): MiniSearch keeps every form of
a word in its index, has no distance for swapped letters and takes no compound apart.

Nothing here imports MkDocs or needs Node, neither when the book is built nor when it is read.
"""
