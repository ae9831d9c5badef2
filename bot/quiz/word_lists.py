"""Lists of words as they stand in the source: one string, set apart by spaces."""


def listed(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())
