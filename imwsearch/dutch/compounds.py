"""Compounds → their parts."""


def split(word: str) -> tuple[str, ...]:
    """The real words of a compound; (word,) if it is none."""
    return (word,)
