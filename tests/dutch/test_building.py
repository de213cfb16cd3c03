"""The lexicon is made from OpenTaal's files; here from a handful of lines in their manner."""

from pathlib import Path

import pytest

from imwsearch.dutch.building.__main__ import main
from imwsearch.dutch.compounds import best_split
from imwsearch.dutch.lexicon import Lexicon
from imwsearch.dutch.stems import stem_by

AFFIXES = """\
SFX Za Y 1
SFX Za 0 s .                    ts:NN2
SFX Zb Y 2
SFX Zb 0 en/CaCbCp [^eo]        ts:NN2
SFX Zb 0 ën/CaCbCp [eo]         ts:NN2
SFX Zf Y 1
SFX Zf ag gen/CaCbCp g          ts:NN2
SFX V3 Y 1
SFX V3 0 t [^ao]
SFX Vp Y 2
SFX Vp 0 de .
SFX Vp 0 den .
SFX Vi Y 2
SFX Vi 0 d .
SFX Vi 0 de .
SFX Ve Y 1
SFX Ve 0 e .
SFX Aa Y 2
SFX Aa 0 e [^e]
PFX Pb Y 1
PFX Pb 0 aan .
"""
DICTIONARY = """\
20
premie/CeCcZa
begeleiding/ZbCcCh
begeleiden/Vi
begeleid/V3Vp
begeleid/Ve
regel/CcZa
regel/V3Vp
regelen/Vi
regeling/ZbCcCh
aanvraag/CcCaZfCb
vraag/CcCaZf
vragen/PbVi
vraag/V3Pb
nemen/Pb
nemen/Vi
neem/V3
groot/Aa
Vlaams/Aa
Mol/PN
verkeerd/Fw
ĳs/CaCc
"""
WORDS = (
    "premie\npremies\nbegeleidingspremie\nbegeleidingspremies\naangenomen\naannemen\nPeeters\nmol\n"
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in (("nl.aff", AFFIXES), ("nl.dic", DICTIONARY), ("words", WORDS)):
        (folder / name).write_text(text, "utf-8")
    outputs: list[Path] = [folder / "one.bin", folder / "two.bin"]
    for output in outputs:
        main(["--words", f"{folder / 'words'}", "--hunspell", f"{folder}", "--output", f"{output}"])
    one, two = (output.read_bytes() for output in outputs)
    assert one == two
    return Lexicon(one)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("premies", "premie"),
        ("begeleidingen", "begeleid"),
        ("begeleidende", "begeleid"),
        ("begeleid", "begeleid"),
        ("regels", "regel"),
        ("regelingen", "regeling"),
        ("aanvragen", "aanvraag"),
        ("aangenomen", "aanneem"),
        ("grote", "groot"),
        ("vlaamse", "vlaams"),
        ("begeleidingspremies", "begeleidingspremie"),
        ("ijs", "ijs"),
        ("peeters", "peeters"),
    ],
)
def test_lemmas(known: Lexicon, word: str, lemma: str) -> None:
    """Flags, prefixes, strong verbs and capitalised adjectives give the lemma."""
    assert stem_by(word, known) == lemma


def test_parts(known: Lexicon) -> None:
    """Flagged words are parts; a compound that its parts explain is not stored."""
    assert best_split("begeleidingspremie", known) == ("begeleiding", "premie")
    assert known.find("begeleidingspremies") is None


def test_what_is_left_out(known: Lexicon) -> None:
    """Forbidden words are not known, municipalities always are."""
    assert known.find("verkeerd") is None
    town = known.find("krombeek")
    assert town
    assert town.whole
