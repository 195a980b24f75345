"""Signs by which a text without claims is known before it is taken apart."""

STEMS = (
    "research", "studies", "study", "studije", "kutat", "vizsgál", "tanulmány", "istraživanj",
    "pētījum", "изследван", "проучван",
)  # fmt: skip
"""One of these is in every phrase that says “research shows”, in any of the languages."""
