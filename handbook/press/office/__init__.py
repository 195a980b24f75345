"""Forms and handouts as documents to adapt: DOCX and ODT, from one model.

::

    Article ─► sheets of the page (read) ─► Form (model) ─┬─► DOCX (docx)  ─► words gate ─► site
                                                          └─► ODT  (odt)

A *Form* says what stands on a sheet: headings, paragraphs, lists, tick boxes, blanks, tables,
cards. How each of them looks is said once (`looks`); the two writers only spell it out. `binder`
keeps what it made under a name that changes with the form's content, and lets nothing pass whose
words are not those of the page (`gate`).
"""
