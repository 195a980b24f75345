"""Signs by which a text without claims is known before it is taken apart."""

from __future__ import annotations

import re

STEMS = (
    "research", "studies", "study", "studije", "kutat", "vizsgál", "tanulmány", "istraživanj",
    "pētījum", "изследван", "проучван",
)  # fmt: skip
"""One of these is in every phrase that says “research shows”, in any of the languages."""
STUDIES = re.compile(
    r"research (?:shows|suggests|finds|indicates|proves)|studies (?:show|suggest|find|indicate)"
    r"|according to (?:a |one |the )?(?:study|studies|research)"
    r"|(?:kutatások|vizsgálatok|tanulmányok) (?:szerint|azt mutatják|igazolják|bizonyítják)"
    r"|a (?:kutatás|vizsgálat)(?:ok)? kimutat"
    r"|(?:istraživanja|studije) (?:pokazuju|govore|potvrđuju|ukazuju)|prema istraživanj"
    r"|pētījumi (?:rāda|liecina|pierāda|apliecina)|saskaņā ar pētījum"
    r"|(?:изследвания|проучвания)(?:та)? (?:показват|сочат|доказват)"
    r"|според (?:едно )?(?:изследван|проучван)",
    re.IGNORECASE,
)
"""The phrases themselves."""
