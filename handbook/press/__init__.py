"""Paper: what turns the pages of a built site into PDF and EPUB.

Reads the built pages (never MkDocs) and the book's front matter::

    site page ─► Article ─► Manuscript ─► Sheets ─┬─► Volume: chapter, pack, handouts ─► gates
                 (article)  (manuscript)  (setter) └─► Volume: the whole book

An *Article* is a page without the furniture of the screen. A *Manuscript* is all that paper needs
of it, and is kept: its words, its chapter of the EPUB, and its *Pieces*. A Piece is the smallest
thing that is set: a chapter, or for a training module its sessions, its handouts, the trainer's
keys to cards and its notes. What spills over the end of its last page is set tighter (`sheets`), a
drawing that leaves a page empty is drawn smaller (`voids`).
*Sheets* are a piece set by WeasyPrint, kept too, with the facts read from the layout: where each
anchor and each page reference stands; their PDF is taken apart into a *galley* (`taking`, `spans`,
`deflated`), so that no volume need read it. A *Volume* joins sheets, structure trees and all;
folios and page references are written into it then, so that a chapter whose neighbours moved need
not be set again (`join`, `outline`, `pdf`). The gates read the finished file (`proof`, `gates`).
`estimate` foresees page numbers, `inputs` tells what changed, `texts` remembers what the gates have
read, `engine` and `hyphens` let WeasyPrint start quickly, `work` runs the processes that set.

An EPUB needs no setting: `epub` takes all chapters of an edition at once::

    Article ─► Chapter (epub_chapter; notes, sections and tidying shared with paper)
            ─► Binding (epub_package: title page, navigation, metadata) ─► container (epub)

Forms and handouts are documents to adapt, too (`office`), and the certificate has fields to fill
in on screen (`certificate`, `fields`).

A page knows its age: `version` hashes its content, `ledger` holds what was published, `changes`
compares the two, and `changes_pages` writes what a QR code leads to.
"""
