"""Word lists, in the code and beside it."""

from importlib.resources import files


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def by_length(text: str) -> tuple[str, ...]:
    """The words of a text, longest first."""
    return tuple(sorted(text.split(), key=lambda word: (-len(word), word)))


def pairs(text: str) -> dict[str, str]:
    """What "form=lemma form=lemma" says."""
    return dict(pair.split("=") for pair in text.split())


def lines(name: str) -> list[list[str]]:
    """The lines of a list beside this module as words, without its comments."""
    text = files("imwsearch.dutch.building").joinpath(name).read_text("utf-8")
    return [line.split() for line in text.splitlines() if not line.startswith("#")]
