"""Text pasted from a document finds it: all of its words are optional."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.errors import QueryError
from imwsearch.query import parse
from imwsearch.query.fields import find_field
from tests.query.readings import asks_nothing_but_words, items, read, words

REPOSITORY = Path(__file__).parents[2]
SHARED = REPOSITORY.parent / "shared"

OWN = """
Begeleid werken (BW) - Evaluatie
- na instroom vanuit de sociale economie (SE) en afdelingen;
- als nieuwe deelnemer.
(b) voor zelfstandigen?
c) t.o.v. 2023 en/of 2024;
3. Hoe groot is het aandeel (in %) van de "nieuwe dossiers?
1-2. Zie bijlage: "Overzicht per provincie" (tabel 3).
De minister antwoordde als volgt:a) de cijfers;b) de ramingen.
werkgevers -zowel in het reguliere circuit als in de sociale economie- die nog NIET aanwerven
Dierenwelzijn en -handhaving  -  Stand van zaken (2)
Bike & Ride  -  Uitrol
'Groene Straten' Vlaanderen  -  Projectoproep '26
VLAAMS MINISTER VAN WELZIJN EN ARMOEDEBESTRIJDING, CULTUUR EN GELIJKE KANSEN
MINISTER VAN MOBILITEIT, NIET BEVOEGD
van JOS D’HAESE
nr. 71
om 14:30 tot 16:00 u.; tel. +32 2 552 11 11; -5 graden; 50% -> 60 %
https://www.vlaanderen.be/werk?x=1&y=(2)
…het voortouw nemen?AN PEETERS
beroep).c) Wat de dossiers betreft
foto's, auto’s, 's ochtends, de jaren '90 en de ouders' wensen
Antwoord op de vragen 1, 2 en 3: zie tabel; 4: geen gegevens
- Herstelling van Schilderwerk:o bedrag: 18.950,07 euro.
ECLI:BE:RVSCE:2024:ARR.259.112 ~ 5 * 3 = 15 [...] <b> {x} \\ ^ ` | # @
Een maatregel (erkend of niet (zie verder) is mogelijk ” « “
""".strip().splitlines()

BROKEN = """
-abonnement te koppelen.
-kosten zijn en wie betaalt die?
een betere organisatie van reisroute, -kost en -duur
vaststelling van een niet -conformiteit wordt een waarschuwing of een verslag
de stijging van de kosten -en dus ook van de prijs- zal
gegevens bijgewerkt:https://www.vlaanderen.be/statistieken/aanvullende-
bijgewerkt:http://www.vlaanderen.be
voertuigen, namelijk:Elektrische voertuigen:
voor:Brussel:
gegeven:Gent:2016
- Aat:o personeel: 9;o aantal voltijds: 10,64;
bepaalde vormen van hulp leest immers:"?
graag het aantal meldingen per jaar:2022: 573 2023: 582
Mevrouw Peeters haalde verschillende aspecten aan:"De modellen die men gebruikt om het
een groep die bestaat uit personen van:de steden
""".strip().splitlines()
"""Whole lines only: a piece of one may look like a query that somebody typed."""


def real_lines() -> list[str]:
    """Lines of real documents, without those of the header that are fields."""
    files = sorted(
        file for folder in (REPOSITORY / "seeds", SHARED / "seeds", SHARED / "texts")
        for file in folder.glob("*.txt")
    )  # fmt: skip
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    titles = SHARED / "corpora" / "flemish-titles-2025-2026.tsv"
    if titles.is_file():
        lines += [row.split("\t")[-1] for row in titles.read_text("utf-8").splitlines()]
    return lines


def is_header(line: str) -> bool:
    """Whether the line begins with a field and a blank, as "datum: 25 oktober 2024" does."""
    name, colon, value = line.partition(":")
    return bool(colon and value[:1].isspace() and find_field(name.strip()))


@pytest.mark.parametrize("line", [*OWN, *BROKEN])
def test_a_pasted_line_asks_nothing_but_words(line: str) -> None:
    """Nothing is excluded, required or narrowed; every word of the line is looked for."""
    assert asks_nothing_but_words(line)
    assert not set(re.findall(r"[^\W_]+", line)) - set(re.findall(r"[^\W_]+", read(line)))


def test_real_lines_ask_nothing_but_words() -> None:
    """Every line of the seeds, and 9,927 real titles where they are at hand."""
    lines = [line for line in real_lines() if not is_header(line)]
    assert lines
    wrong = [line for line in lines if not asks_nothing_but_words(line)]
    assert wrong == [line for line in wrong if re.search(r"\b[A-Z0-9]+-? EN [A-Z]", line)]


def test_an_and_that_is_pasted_asks_what_the_line_holds() -> None:
    """The one operator that real titles hold: both sides stand in the document."""
    assert read("GAS4- EN GAS5-boetes  -  Invordering") == "+(GAS4 & GAS5-boetes) Invordering"


def test_every_line_can_be_asked() -> None:
    """No line of a document is refused, headers included (every fifth, for time)."""
    for line in real_lines()[::5]:
        assert parse(str(parse(line))) == parse(line)


@given(st.data())
def test_any_piece_of_a_line_can_be_asked(data: st.DataObject) -> None:
    """A selection with the mouse begins and ends anywhere."""
    line = data.draw(st.sampled_from([*OWN, *real_lines()[:300]]))
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    parse(line[start:end])


def test_the_seeds_title() -> None:
    """Six words, nothing excluded (Whoosh excludes "Stand")."""
    title = "Individueel maatwerk (IMW) - Stand van zaken"
    assert words(title) == ["Individueel", "maatwerk", "IMW", "Stand", "van", "zaken"]


def test_a_header_line_is_its_field() -> None:
    """The documents print "datum: 25 oktober 2024"; a value that is none is text."""
    assert read("datum: 25 oktober 2024") == "date:2024-10-25"
    assert read("thema: Werk") == "theme:Werk"
    assert read("datum: onbekend") == "datum onbekend"
    assert read("maatwerk datum: 2024") == "maatwerk datum 2024"
    assert read("status: in behandeling") == "status in behandeling"
    assert read("titel:") == "titel"


def test_fields_round_a_pasted_sentence_are_fields() -> None:
    """A sentence pasted, and a filter typed after it or before it."""
    sentence = "Hoeveel aanvragen voor maatwerk ontving de Vlaamse overheid"
    assert read(f"{sentence} minister:demir") == f"{sentence} minister:demir"
    assert read(f"nr:70 {sentence}") == f"number:70 {sentence}"
    assert read(f"{sentence} van:demir sinds juli") == f"{sentence} van:demir sinds juli"


def test_what_is_typed_keeps_its_operators() -> None:
    """A hyphen at the start, a comma, a question mark make no pasted line of what is typed."""
    assert read("-opvang maatwerk") == "-opvang maatwerk"
    assert read("lonen van leerkrachten -opvang?") == "lonen van leerkrachten -opvang"
    assert read("-(opvang OF school)") == "-(opvang | school)"
    assert read("maatwerk minister:demir.") == "maatwerk minister:demir"
    with pytest.raises(QueryError):
        parse("lonen van leerkrachten titl:maatwerk")


def test_a_short_query_has_operators() -> None:
    """What is typed is no sentence; two abbreviations are no line of capitals."""
    assert read("IMW EN LDE") == "IMW & LDE"
    assert read("maatwerk NIET opvang") == "maatwerk -opvang"
    assert len(items("maatwerk -opvang")) == 2
