"""Families of rules that several tests go through."""

TYPOGRAPHY = (
    "quotes",
    "dashes",
    "ranges",
    "number-format",
    "date-format",
    "time-format",
    "spacing",
    "abbreviations",
    "punctuation",
    "capitals",
    "grammar",
)
