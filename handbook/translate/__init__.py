"""The translator's steps, and what is known of each translation's source.

`fingerprint` says what counts as the same text; `sidecar` and `history` remember old texts, in
files and through git; `stale` compares, `stamps` answers for a whole book. On these stand the
steps: `new` (with `declare`), `diff` (with `words` and `show`), `stamp`, `status`; `pages` reads
the names people type.
"""
