"""Abbreviations find their long forms, and the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.dutch.abbreviations import Abbreviations, find_pairs


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "de Vlaamse Dienst voor Arbeidsbemiddeling (VDA)",
            "VDA",
            "Vlaamse Dienst voor Arbeidsbemiddeling",
        ),
        ("dossiers in eerste aanleg (EA) of later", "EA", "eerste aanleg"),
        ("via individueel maatwerk (IMW), sinds", "IMW", "individueel maatwerk"),
        ("De IMW (individueel maatwerk) loopt", "IMW", "individueel maatwerk"),
        ("het woonzorgcentrum (WZC)", "WZC", "woonzorgcentrum"),
        (
            "steun aan kleine en middelgrote ondernemingen (kmo's) in Gent",
            "kmo",
            "kleine en middelgrote ondernemingen",
        ),
        ("in woonzorgcentra (WZC’s) wonen", "WZC", "woonzorgcentra"),
        ("Elke basisbereikbaarheid. De vervoerregio’s (VR's)", "VR", "vervoerregio’s"),
        (
            "de CLB's (centra voor leerlingenbegeleiding) vragen",
            "CLB",
            "centra voor leerlingenbegeleiding",
        ),
        ("beelden (foto's)", "", ""),
        ("van alle oude tekeningen (foto's)", "", ""),
        ("zie bijlage (PDF)", "", ""),
        ("de minister (CD&V) antwoordt", "", ""),
        ("(IMW)", "", ""),
    ],
)
def test_pairs(text: str, short: str, long: str) -> None:
    """Both orders and plurals are read; words beside a bracket that do not spell it are nothing."""
    assert list(find_pairs(text)) == ([(short, long)] if short else [])


def test_expansions_go_both_ways() -> None:
    """A query with the one finds the other, whatever the case and the points."""
    learnt = Abbreviations()
    learnt.learn("Sinds individueel maatwerk (IMW) bestaat.")
    assert learnt.expansions("I.M.W.") == (("individueel", "maatwerk"),)
    assert learnt.expansions("Individueel maatwerk") == (("imw",),)
    assert learnt.expansions("maatwerk") == ()


def test_ambiguous_ones_do_not_expand() -> None:
    """With several meanings none is guessed; two spellings of one meaning are not several."""
    learnt = Abbreviations()
    learnt.learn("Bijzondere inspectie (BI)")
    learnt.learn("Beperkte invoer (BI)")
    learnt.learn("een lokale commissie van de politie (LCP)")
    learnt.learn("een lokale commissie van politie (LCP)")
    assert learnt.expansions("BI") == ()
    assert learnt.expansions("LCP")


def test_counts_survive() -> None:
    """Counts are of documents, and can be stored."""
    learnt = Abbreviations()
    learnt.learn("eerste aanleg (EA) en nog eens eerste aanleg (EA)")
    learnt.learn("Eerste aanleg (EA)")
    assert learnt.counts == {"ea": {"eerste aanleg": 2}}
    assert Abbreviations(learnt.counts).expansions("EA") == (("eerste", "aanleg"),)


@given(st.text("ABab (.)-’é\n1", max_size=60))
def test_any_text(text: str) -> None:
    """Nothing raises, and what is learnt expands to words."""
    learnt = Abbreviations()
    for short, _ in learnt.learn(text):
        assert all(all(words) for words in learnt.expansions(short))


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "(AB" * 20_000, "a " * 50_000 + "(AB)", "AB (" * 20_000]
)
def test_endless_text(text: str) -> None:
    """Bounded time on text that is all brackets."""
    list(find_pairs(text))
