"""Rankings as a TREC run, which evaluation tools read."""

from collections.abc import Iterable
from urllib.parse import quote


def run(qid: str, ranking: Iterable[tuple[str, float]], tag: str) -> str:
    """The lines of one query: ``qid Q0 docid rank score tag``.

    Args:
        qid: the query's name, without blanks.
        ranking: (a document's id, its score), best first. Blanks of an id, and "%", are
            percent-encoded: the format has no other way to hold them.
        tag: the run's name, without blanks.
    """
    return "\n".join(
        f"{qid} Q0 {word(id_)} {rank} {score:.6f} {tag}"
        for rank, (id_, score) in enumerate(ranking, 1)
    )


def word(text: str) -> str:
    """The text as one word."""
    return "".join(quote(sign) if sign.isspace() or sign == "%" else sign for sign in text) or "-"
