"""Compounds are found by their parts; what is no compound stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.dutch import split
from imwsearch.dutch.endings import bases
from imwsearch.dutch.lexicon import lexicon


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("begeleidingspremie", "begeleiding premie"),
        ("loonkost", "loon kost"),
        ("lerarentekorten", "leraar tekorten"),
        ("kinderopvangplaats", "kind opvang plaats"),
        ("gehandicaptenzorg", "gehandicapte zorg"),
        ("stedenbeleid", "stad beleid"),
        ("bosbeheer", "bos beheer"),
        ("fietssnelwegen", "fiets snelwegen"),
        ("Coördinatieopdracht", "coordinatie opdracht"),
        ("flexijobs", "flexi jobs"),
        ("inlichtingendiensten", "inlichting diensten"),
        ("goederenvervoer", "goed vervoer"),
        ("ouderenzorg", "oudere zorg"),
        ("gedetineerdenvervoer", "gedetineerde vervoer"),
        ("covidmaatregelen", "covid maatregelen"),
        ("Oosterweelverbinding", "oosterweel verbinding"),
        ("microplastics", "micro plastics"),
        ("brownfieldconvenant", "brownfield convenant"),
        ("coronacrisis", "corona crisis"),
        ("kamercommissies", "kamer commissies"),
        ("wetsvoorstel", "wet voorstel"),
        ("erfbelasting", "erf belasting"),
        ("dochterondernemingen", "dochter ondernemingen"),
        ("verblijfplaats", "verblijf plaats"),
        ("eetstoornissen", "eet stoornissen"),
        ("nulmeting", "nul meting"),
        ("personeelslid", "personeel lid"),
        ("lachgas", "lach gas"),
        ("datalek", "data lek"),
        ("brandweerman", "brandweer man"),
        ("netoperatoren", "net operatoren"),
        ("arbeidshoven", "arbeid hoven"),
        ("bommeldingen", "bom meldingen"),
        ("plaatsbezoeken", "plaats bezoeken"),
        ("jeugdwerkloosheid", "jeugd werkloosheid"),
        ("spitsuren", "spits uren"),
        ("verblijfplaatsonderzoek", "verblijfplaats onderzoek"),
        ("algemeenbeheer", "algemeen beheer"),
        ("Boudewijnkanaal", "boudewijn kanaal"),
        ("microslachthuizen", "micro slacht huizen"),
        ("geozone", "geo zone"),
        ("geozones", "geo zones"),
        ("telegeneeskunde", "tele genees kunde"),
        ("socialemediagebruik", "sociale media gebruik"),
        ("bijzonderebijstandsteams", "bijzondere bijstand teams"),
        ("gelijkekansenbeleid", "gelijke kans beleid"),
        ("levensnoodzakelijke", "leven noodzakelijke"),
        ("inkomensvervangende", "inkomen vervangende"),
        ("wolfwerend", "wolf werend"),
        ("tandzorg", "tand zorg"),
        ("rijksregister", "rijk register"),
        ("belbussen", "bel bussen"),
        ("zitdag", "zit dag"),
        ("melkvee", "melk vee"),
        ("poetshulp", "poets hulp"),
        ("digisprongmiddelen", "digi sprong middelen"),
        ("levensverkortend", "leven verkortend"),
        ("kapvergunningen", "kap vergunningen"),
        ("valpreventie", "val preventie"),
        ("oppervlaktewater", "oppervlakte water"),
        ("datagedreven", "data gedreven"),
        ("gendergerelateerde", "gender gerelateerde"),
        ("varkenshouderij", "varken houderij"),
        ("winkeloppervlakte", "winkel oppervlakte"),
        ("sneltrein", "snel trein"),
        ("fijnstofuitstoot", "fijn stof uitstoot"),
        ("opslagdokken", "opslag dokken"),
        ("ligplaatsen", "lig plaatsen"),
        ("wachtrijen", "wacht rijen"),
        ("biolandbouw", "bio landbouw"),
        ("microkredieten", "micro kredieten"),
        ("tweedekansonderwijs", "tweede kans onderwijs"),
        ("bufferbekkens", "buffer bekkens"),
        ("veengebied", "veen gebied"),
    ],
)
def test_compounds(word: str, parts: str) -> None:
    """Links and plurals go, short first words count, the last part stands as it is written.

    A compound may begin with a name or a new word, which no dictionary has, with a combining form,
    or with an adjective that is written as one word with it; it may end with a participle.
    """
    assert split(word) == tuple(parts.split())


@pytest.mark.parametrize(
    "word",
    [
        *("aanvraag", "overheid", "minister", "universiteit", "verordening", "slachtoffers"),
        *("ambtenaren", "mogelijkheid", "onderwijs", "belangrijkste", "maatregelen"),
        *("Krombeek", "Nieuwkerke", "Turnhout", "Peeters", "Vandenbroucke", "Maasmechelen"),
        *("Brusselaars", "Denemarken", "vrijwilliger", "deepfakes"),
        *("Lambrecht", "nietbegeleide"),
        *("praktijken", "maatschappelijke", "combinatie", "technologische", "vergrijzing"),
        *("regelmatig", "regelmatige", "beleidsmatig", "noodzakelijk", "diefstallen", "hotspots"),
        *("voertuig", "voertuigen", "vooronderzoek", "Duinkerken", "Boudewijnlaan"),
        *(
            "lidmaatschap",
            "verstandhouding",
            "chocolade",
            "veertiende",
            "werkloosheid",
            "rijstrook",
            "Bierset",
            "kaaiman",
            "Timmermans",
        ),
        *(
            "architectuur",
            "merkwaardig",
            "heropstart",
            "onderaannemers",
            "verstrekkers",
            "opspuiting",
        ),
        *(
            "betonnering",
            "verpaarding",
            "kassier",
            "gesprekken",
            "vulkaan",
            "microfoons",
            "rederij",
        ),
        *("", "a", "12345", "euro's", "привет", "co2"),
    ],
)
def test_wholes(word: str) -> None:
    """Derived words, worn compounds, their forms, names and odd words are not split."""
    assert len(split(word)) == 1


@pytest.mark.parametrize("word", ["a" * 100_000, "begeleidings" * 9_000, "weg" * 40, "er" * 20])
def test_endless_words(word: str) -> None:
    """A word without end is whole, or read in bounded time."""
    assert split(word)


@given(st.text("abdegiklnorst", min_size=1, max_size=30))
def test_a_split_begins_and_ends_as_the_word(word: str) -> None:
    """Whatever is typed, the last part is a known word, or a form of one, as it stands there."""
    parts = split(word)
    first, last = parts[0], parts[-1]
    assert all(parts)
    assert word[0] == first[0]
    assert word.endswith(last)
    assert parts == (word,) or any(map(lexicon().find, (last, *bases(last))))
