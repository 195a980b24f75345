"""Search: one small index an edition, read from the built pages, answered in the browser.

    markup.py     built HTML → tags, and the text after each
    pages.py      tags → sections: a heading's anchor, its words, its text
    analyse.py    text → tokens; `browser/analyse.js` does the same with the same tables
    snowball.py   the stemmers of the snowballstemmer package, written out as JavaScript
    filed.py      sections → all that the index needs of a page; kept.py keeps it, chunks.py has
                  the texts for excerpts
    pack.py       pages → the compact lists the browser reads: a core, and postings
    mend.py       a changed page taken into an index that was made before
    shards.py     where the postings are cut, so that a query fetches a small part of them
    chunks.py     texts of some sections as files of their own
    mend.py       an index as it was put together: a changed page's words are exchanged in it
    publish.py    all of it → `search/` below each edition's start page, and the site map
    browser/      what runs at the reader's: analyser, engine, box

A query goes through three kinds of files. The core (`index.js`) has every word of the edition but
not where it stands: `lexicon.js` finds there what a reader may mean, typed wrong or half, and
which shards hold it. `engine.js` ranks once these are there, and otherwise says which are missing.
`box.js` fetches them, and later the text for the excerpts in sight, through `files.js`. So the
bytes of a query grow with the vocabulary and the headings, not with the text.

The engine is our own and not MiniSearch because, measured with the same analyser, it finds as much
or more in little over a third of the bytes (`benchmarks/search.md`): MiniSearch keeps every form of
a word in its index, has no distance for swapped letters and takes no compound apart.

Nothing here imports MkDocs or needs Node, neither when the book is built nor when it is read.
"""
