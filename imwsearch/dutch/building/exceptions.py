"""Words that the rules of ``lemmas`` would take for something else than they mostly are."""

from imwsearch.dutch.building.lists import pairs, words

IRREGULAR = pairs("""
    leden=lid steden=stad wegen=weg kinderen=kind kinders=kind schepen=schip eieren=ei koeien=koe
    musea=museum centra=centrum goederen=goed volkeren=volk bladeren=blad liederen=lied
    lammeren=lam kalveren=kalf runderen=rund gemoederen=gemoed raderen=rad hoenderen=hoen
    beenderen=been gelederen=gelid reële=reëel smeden=smid vaten=vat gaten=gat daken=dak dagen=dag
    paden=pad sloten=slot hoven=hof gebreken=gebrek verdragen=verdrag vlooien=vlo raden=raad
    ouderen=oud jongeren=jong jongere=jong crises=crisis bases=basis theses=thesis
    data=data media=media schepenen=schip klasse=klas klasses=klas einde=eind heden=heden
    nieuws=nieuws schaarste=schaars voorspeld=voorspel voorspelde=voorspel ouder=ouder in=in
    verboden=verbod bleken=blijk kozen=kies beval=bevel bevolen=bevel beveelt=bevel
    ingezeten=ingezetene voorgerechten=voorgerecht taps=tap tops=top kits=kit
    geplant=plant dove=doof schorste=schors leest=lees
    loten=lot dreven=dreef beken=beek laste=last boeten=boete vereisten=vereiste
    andere=ander anderen=ander gemiddelde=gemiddeld gemiddelden=gemiddeld wees=wees
    alken=alken beringen=beringen essen=essen gavere=gavere lede=lede malle=malle puurs=puurs
    schelle=schelle schilde=schilde tienen=tienen zulte=zulte
    """)
"""Words and their lemmas; some are towns before they are a form of a word."""

CONJUNCTIONS = words("indien")
"""Conjunctions that are also the stem of a verb, which goes by its infinitive then."""

NAMING = words("""
    regering rekening mening koning vesting zitting richting stelling stichting zending leiding
    woning opening houding bevolking belasting verdieping inrichting omgeving vereniging verhouding
    uitrusting inleiding betrekking afdeling haring paling kring ring ding tekening zoning kleding
    aanleiding beleving verkering voeding vinding waardering voering menging spanning gading
    instelling voorstelling honing doping marketing missing timing wording garing
    """)
"""Nouns in -ing that say another thing than their verb."""

DOING = words("financiering verplichting toetsing testing scanning screening")
"""Nouns in -ing that say what their verb says, although its stem is a noun."""

COMPARED = words("""
    bars droger erger harder hoger korter laatst lager later lichter liefst milder minst ruimer
    scherper vlotter voller waardevoller warmer
    """)
"""Forms of an adjective that are seldom the other word that is written so; not leger, rechter."""

VERBAL = words("""
    bedorven bleek botst dalen dook ervaren gaven gebeuren
    gelezen geschapen geschreven geslagen gesproken gestolen gevoelen gezworen ging gingen
    hing horen laden leven optreden overlijden schorst schreef stelt stond valideer
    varen verlangen vermoeden vervals verworven ving vingen voorkomen voornemen
    """)
"""Forms of a verb that are seldom the other word that is written so, or say the same."""

DESCRIBING = words("""
    aangezicht afgelegen bekend bezorgd gegrond gehandicapt gemiddeld gepast gerust gevierd gewild
    gewond gezond ingewikkeld tegenovergesteld toegedaan uitgebreid verkeerd voorgerecht
    """)
"""Adjectives, and a noun, that say another thing than the verb whose participle they are."""

CALLED = words("bediende gedachte geliefde vereiste verzekerde")
"""Nouns in -de and -te that say another thing than the participle they are made of."""

NOT_PAST = words("""
    bekwamen bevingen doorbraken doorvoer doorvoeren overreden verlagen vervoer vervoeren verwond
    verwonden verzagen voornamen
    """)
"""Words that look like a strong past with a prefix and mostly are something else."""

ENDING_PLACES = words("""
    straat singel polder polders huizen kanaal eiland eilanden klooster vallei plateau laantje
    laantjes kerken velden winkel winkels streek gronden landen appels makers houten gevers
    """)
"""Words that end the names of streets, towns and families."""
