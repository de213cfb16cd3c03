"""One term for all the forms of a word, another for a word of another meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.dutch import stem


@pytest.mark.parametrize(
    "forms",
    [
        "provincie provincies provinciën",
        "bedrijf bedrijven bedrijfje",
        "aanvraag aanvragen aangevraagd aanvraagt aanvrage",
        "weigeren weigering geweigerd weigert",
        "subsidiëren gesubsidieerd gesubsidieerde subsidiëring",
        "opsplitsen opgesplitst opsplitsing",
        "aanwerven aangeworven aanwerving",
        "tewerkstellen tewerkgesteld tewerkstelling",
        "onderzoeken onderzocht onderzoek",
        "lid leden",
        "stad steden",
        "schip schepen",
        "kind kinderen",
        "museum musea",
        "criterium criteria",
        "school scholen",
        "mogelijkheid mogelijkheden",
        "student studenten",
        "zelfstandige zelfstandigen",
        "reëel reële",
        "industrieel industriële",
        "Vlaams Vlaamse",
        "euro euro's",
        "vzw vzw'tje",
        "2e 2de",
        "loonpremie loonpremies",
        "jobbonus jobbonussen",
        "arbeidsbeperking arbeidsbeperkingen",
        "omgevingsvergunning omgevingsvergunningen",
        "personeelslid personeelsleden",
        "personeelskost personeelskosten",
        "cijfergegeven cijfergegevens",
        "infrastructuurwerk infrastructuurwerken",
        "doel doelen",
        "officier officieren",
        "klasse klassen klas",
        "piste pistes",
        "erkend erkende erkennen",
        "geïntegreerd geïntegreerde integreren",
        "gehandicapt gehandicapte gehandicapten",
        "gezond gezonde gezonder",
        "groot groter grotere",
        "genieten geniet",
        "gebeuren gebeurt gebeurd",
        "voorkomen voorkomt",
        "onderhandelen onderhandelt onderhandeld",
        "kopen kocht gekocht",
        "houden hield hielden",
        "hoverboard hoverboards",
        "deepfake deepfakes",
        "startup startups",
        "bloeddrukverlager bloeddrukverlagers",
        "jobposting jobpostings",
        "wolfwerend wolfwerende",
        "ruimtebehoevend ruimtebehoevende",
        "multidimensioneel multidimensionele",
        "stamboomloos stamboomloze",
        "ontvangen ontving ontvangt",
        "verwijzen verwees verwezen",
        "ontstaan ontstond ontstonden",
        "ondergaan onderging",
        "bekendmaken bekendgemaakt bekendgemaakte",
        "overeenkomen overeengekomen",
        "coach coaches",
        "kleinkind kleinkinderen",
        "proactief proactiever",
        "laden laadt geladen",
        "fietsostrade fietsostrades",
        "Syriëstrijder Syriëstrijders",
        "Franstalig Franstaligen",
        "Turnhout Turnhouts Turnhoutse",
        "readmissieakkoord readmissieakkoorden",
        "covidvergunning covidvergunningen",
        "pfasvervuiling pfasvervuilingen",
        "overlijden overlijdens overlijdt",
        "evalueren evalueert geëvalueerd",
        "Brusselaar Brusselaars",
        "Vlaming Vlamingen",
        "Nederlander Nederlanders",
        "Syriër Syriërs",
        "Palestijn Palestijnen",
        "aanbieden aangeboden",
        "inzetten ingezet ingezette",
        "voorschrijven voorgeschreven",
        "overdragen overgedragen overdraagt",
        "baseren gebaseerd gebaseerde",
        "indienen ingediend indient indiening indieningen",
        "blijken bleek bleken gebleken",
        "gaan gaat ging gegaan",
        "ondergaan ondergaat ondergaande",
        "telefoontap telefoontaps",
        "stelen gestolen steelt",
        "lezen leest las gelezen",
        "planten geplant",
        "doof dove",
        "schorsen schorste geschorst",
        "kiezen koos kozen gekozen",
        "verbod verboden",
        "naleven naleving nageleefd",
        "handhaven handhaving",
        "financieren financiering gefinancierd",
        "verplichten verplichting verplichtingen",
        "herlokaliseren herlokalisering herlokaliseert",
        "vergoedbaar vergoedbare",
        "locoregionaal locoregionale",
        "biosimilair biosimilaire",
        "boete boeten boetes",
        "last laste lasten",
        "receptor receptoren",
        "netoperator netoperatoren",
        "stelplaats stelplaatsen",
    ],
)
def test_forms_meet(forms: str) -> None:
    """Plurals, conjugation, participles, strong verbs, nouns in -ing, also at a compound's end.

    What no dictionary has goes by the word that it ends with.
    """
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "minister ministerie",
        "regel regeling",
        "begeleiding beleid",
        "gemeenten mening",
        "geweld wel",
        "gezin zin",
        "leden geleden",
        "steden steeds",
        "overheid over",
        "verzekering zeker",
        "innen in",
        "Mol mollen",
        "Mol molen",
        "Halle hallen",
        "Beveren bever",
        "Puurs puur",
        "Tienen tien",
        "Bree breed",
        "Peeters peeter",
        "werking werk",
        "gezond zon",
        "geniet niet",
        "leger leeg",
        "rechter recht",
        "vrijwilliger vrijwillig",
        "botsing bot",
        "schorsing schor",
        "nieuws nieuw",
        "panne pan",
        "voeren varen",
        "roken ruiken",
        "gemeente menen",
        "ouders ouderen",
        "Hoogstraten hoogstraat",
        "Duitser Duits",
        "indienen indien",
        "uitgebreid uitbreiden",
        "verschillende verschil",
        "ingezetene inzetten",
        "tegenslagen tegen",
        "gevallen vallen",
        "honing hoon",
        "marketing markt",
        "stelplaats stelplaat",
        "dreef drijven",
        "voorgerecht voorrecht",
        "ingezeten inzetten",
    ],
)
def test_meanings_stay_apart(pair: str) -> None:
    """What only looks like a form of a word, a town or a surname keeps its own term."""
    one, other = pair.split()
    assert stem(one) != stem(other)


@given(st.text(max_size=40))
def test_every_word_has_a_term(word: str) -> None:
    """Whatever is typed, a term comes out, and case does not matter to it."""
    assert bool(stem(word)) >= word.isalpha()
    assert stem(word.upper().lower()) == stem(word.lower().upper().lower())


@pytest.mark.parametrize(
    "word", ["", "a" * 100_000, "'", "'s", "'" * 1000, "9" * 1000, "😀", "ing"]
)
def test_odd_words(word: str) -> None:
    """Nothing raises."""
    stem(word)
