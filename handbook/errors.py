"""The one shape of every error a person meets: lines that name place, fault and remedy."""


class HandbookError(Exception):
    """Something is wrong with the book or its data; ``problems`` has one clear line each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)
