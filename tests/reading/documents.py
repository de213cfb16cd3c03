"""Documents of our own, written as the Parliament prints them."""

from pathlib import Path

from imwsearch.document import Document
from imwsearch.reading import read

FOLDER = Path(__file__).parent.parent / "data" / "documents"
SHARED = Path(__file__).parents[2].parent / "shared"


def document(name: str) -> Document:
    """A document of tests/data/documents."""
    (found,) = read((FOLDER / name).read_bytes(), name)
    return found


def seed(
    asked: str = "Hoeveel zijn er?", answered: str = "", title: str = "Musea - Cijfers"
) -> str:
    """A seed file about a question and perhaps its answer."""
    side = (
        "BERT MAES\nVLAAMS MINISTER VAN CULTUUR\nANTWOORD\n"
        f"op vraag nr. 7 van 4 maart 2025\nvan TINE CLAES\n{answered}\n"
    )
    return (
        f"title: {title}\nthema: Cultuur\n"
        "pdf link: https://docs.vlaamsparlement.be/pfile?id=9000100\n"
        "thema link: https://www.vlaamsparlement.be/parlementaire-documenten/"
        "schriftelijke-vragen/8000100\n"
        "SCHRIFTELIJKE VRAAG\nnr. 7\nvan TINE CLAES\ndatum: 4 maart 2025\naan BERT MAES\n"
        f"VLAAMS MINISTER VAN CULTUUR\n{title}\n{asked}\n" + (side if answered else "")
    )


def parsed(asked: str = "Hoeveel zijn er?", answered: str = "") -> Document:
    """The document of such a seed."""
    (found,) = read(seed(asked, answered).encode(), "a/b.txt")
    return found


def labels(found: Document) -> list[str]:
    """The questions' numbers with their letters: ["1", "2ab"]."""
    return [
        question.label + "".join(part.label for part in question.parts)
        for question in found.questions
    ]


def answered(found: Document) -> list[tuple[str, ...]]:
    """What each part of the answer answers."""
    return [part.labels for part in found.answer.parts] if found.answer else []
