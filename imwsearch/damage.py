"""Damage, where it shows only in what it makes fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imwsearch import generations
from imwsearch.errors import ImwsearchError
from imwsearch.opening import Collection


@contextmanager
def blaming_damage(collection: Collection) -> Iterator[None]:
    """Say that the index is damaged where that is why something failed in an unforeseen way.

    Raises:
        DamagedIndexError: a file is not as it was written; or whatever was raised inside.
    """
    try:
        yield
    except (ImwsearchError, OSError):
        raise
    except Exception as error:
        for problem in generations.problems(Path(collection.folder), collection.manifest):
            raise problem from error
        raise
