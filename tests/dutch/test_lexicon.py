"""The lexicon file is what its listing says, and nothing else is read as one."""

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import imwsearch.dutch
from imwsearch.dutch.building.automaton import build_states, lay_out
from imwsearch.dutch.building.build import Word, encode
from imwsearch.dutch.building.parts import Score
from imwsearch.dutch.lexicon import Lexicon, lexicon

FOLDER = Path(imwsearch.dutch.__file__).parent
WORDS = st.dictionaries(
    st.text("abcdez", min_size=1, max_size=6),
    st.tuples(st.booleans(), st.integers(-4, 26) | st.none()),
    min_size=1,
    max_size=60,
)


def test_listing() -> None:
    """lexicon.md states the file's digest; its licence and origin stand beside it."""
    listing = (FOLDER / "lexicon.md").read_text("utf-8")
    [digest] = re.findall(r"sha256 ([0-9a-f]{64})", listing)
    assert hashlib.sha256((FOLDER / "lexicon.bin").read_bytes()).hexdigest() == digest
    assert "OpenTaal" in listing


def test_known_words() -> None:
    """The shipped file knows ordinary words, and no others."""
    assert lexicon().find("premie")
    assert lexicon().find("provincies")
    assert lexicon().find("prmie") is None
    assert lexicon().find("Premie") is None


def mark_and_score(value: tuple[bool, int | None]) -> tuple[bool, Score]:
    return value[0], Score(head=value[1])


@given(WORDS)
def test_what_is_written_is_read(words: dict[str, tuple[bool, int | None]]) -> None:
    """Every word comes back with its lemma, mark and scores, and no other word is there."""
    stored = {w: Word(w.rstrip("e") or w, *mark_and_score(v)) for w, v in words.items()}
    known = Lexicon(encode(stored))
    for word, (whole, head) in words.items():
        entry = known.find(word)
        assert entry
        assert (entry.whole, entry.head) == (whole, head)
        assert entry.rule.apply(word) == (word.rstrip("e") or word)
        assert known.find(word + "q") is None
        assert [end for end, _ in known.words_from(word)] == [
            end for end in range(1, len(word) + 1) if word[:end] in words
        ]


def test_states_are_shared() -> None:
    """Common endings are stored once."""
    states, root = build_states((word, 1) for word in ("bakken", "bukken", "takken", "tikken"))
    assert len(states) < 12
    cells, base = lay_out(states, root)
    assert 0 <= base < len(cells)


@pytest.mark.parametrize("damage", [b"", b"imwlexic", b"x" * 100])
def test_other_files(damage: bytes) -> None:
    """What is no lexicon, or cut short, is refused."""
    with pytest.raises(ValueError, match="lexicon"):
        Lexicon(damage)
    with pytest.raises(ValueError, match="lexicon"):
        Lexicon((FOLDER / "lexicon.bin").read_bytes()[:-4])
