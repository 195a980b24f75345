"""Editions for reading without a network: kept by the browser, or as a folder in a zip.

    addresses.py   finds and replaces the addresses in a page
    belongings.py  which files of a site an edition is made of
    archive.py     these files as a zip whose pages open from the file system
    kept.py        what a page loads, known from the last build
    shelf.py       the list the browser keeps an edition by, and the offer on its start page

The browser’s part is `handbook/site/browser/`: `offline.js` on the pages, `sw.js` behind them.
"""
