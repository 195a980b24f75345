"""What may stand on a page: one allow-list for the gate and for the sanitiser behind it.

    address  ─► elements ─► markup    what a page's HTML may hold (the gate judges it)
                        └─► svg       what a drawing may hold
    cost                              what a page may cost to render
    names, kinds                      which files may lie below docs/, and what they are called
    settings                          what mkdocs.yml may ask for

Nothing here reads files or knows rules and findings: functions over text that yield offences.
"""
