"""Words that the rules of ``lemmas`` would take for something else than they mostly are."""

from imwsearch.dutch.building.lists import pairs, words

IRREGULAR = pairs("""
    leden=lid steden=stad wegen=weg kinderen=kind kinders=kind schepen=schip eieren=ei
    koeien=koe musea=museum centra=centrum goederen=goed volkeren=volk bladeren=blad
    liederen=lied lammeren=lam kalveren=kalf runderen=rund gemoederen=gemoed raderen=rad
    hoenderen=hoen beenderen=been gelederen=gelid reële=reëel smeden=smid vaten=vat gaten=gat
    daken=dak dagen=dag paden=pad sloten=slot hoven=hof gebreken=gebrek verdragen=verdrag
    vlooien=vlo raden=raad ouderen=oud jongeren=jong jongere=jong crises=crisis bases=basis
    theses=thesis data=data media=media schepenen=schip klasse=klas klasses=klas einde=eind
    heden=heden nieuws=nieuws schaarste=schaars voorspeld=voorspel voorspelde=voorspel
    ouder=ouder in=in verboden=verbod bleken=blijk kozen=kies beval=bevel bevolen=bevel
    beveelt=bevel ingezeten=ingezetene voorgerechten=voorgerecht taps=tap tops=top kits=kit
    geplant=plant dove=doof schorste=schors leest=lees loten=lot dreven=dreef beken=beek
    laste=last boeten=boete vereisten=vereiste boss=boss leges=leges blues=blues species=species
    keus=keuze bots=bot kaste=kaste kasten=kast quota=quotum beetje=beetje beetjes=beetje
    auditoren=auditor logés=logé hoenders=hoen harten=hart graven=graf examina=examen
    corpora=corpus visa=visum doses=dosis indices=index matrices=matrix appendices=appendix
    codices=codex moest=moet moesten=moet geplante=plant geplanten=plant goedkoper=goedkoop
    goedkopere=goedkoop bijdraag=bijdrage bijdraagt=bijdrage bijdroeg=bijdrage
    bijdroegen=bijdrage bijgedragen=bijdrage leegstaat=leegstaan speel=spel speelt=spel
    speelde=spel speelden=spel gespeeld=spel gespeelde=spel spelend=spel spelende=spel
    geslepen=slijp andere=ander anderen=ander gemiddelde=gemiddeld gemiddelden=gemiddeld
    wees=wees alken=alken beringen=beringen essen=essen gavere=gavere lede=lede malle=malle
    puurs=puurs schelle=schelle schilde=schilde tienen=tienen zulte=zulte mate=mate
    sprake=sprake tweede=tweede minst=minst minste=minst kempen=kempen
    """)
"""Words and their lemmas; some are towns before they are a form of a word."""

FUNCTION_WORDS = words("""
    aangezien alleen anders behoudens beide beiden binnen blijkens boven daags diens doorgaans
    dra echter eventjes grotendeels hoogstens immers indien ineens inzake krachtens langs
    lastens luidens mede merendeels middels mijnentwege minstens mits namens nevens nopens
    omstreeks omtrent omzeggens ondanks opeens overigens rechtens slechts soms spijts stas
    straks tevens thans tijdens trouwens vervolgens volgens voorts wegens wijlen zelfs zoals
    """)
"""Prepositions, conjunctions and adverbs that look like a form of another word; one is also the
stem of a verb, which goes by its infinitive then."""

SINGULAR = ("bekken", "kussen", "linnen")
"""Nouns in -en whose compounds the dictionary takes for plurals: of bufferbek, hoofdkus."""

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
    bleek botst dalen dook dronk ervaren gaven gebeuren
    gelezen geschapen geschreven geslagen gesproken gestolen gevoelen gezworen ging gingen
    hing horen laden leven optreden overlijden reed schorst schreef steeg stelt stond valideer
    varen verlangen vermoeden vervals verworven ving vingen voorkomen voornemen
    """)
"""Forms of a verb that are seldom the other word that is written so, or say the same."""

DESCRIBING = words("""
    aangezicht afgelegen bekend bezorgd dringend gegrond gehandicapt geletterd gemiddeld gepast
    gerust gevierd gewild gewond gezond ingewikkeld roerend spannend tegenovergesteld toegedaan
    uitgebreid uitstekend verkeerd verschillend vervelend voldoend voldoende voorgerecht
    """)
"""Adjectives, and a noun, that say another thing than the verb whose participle they are."""

CALLED = words("bediende gedachte geliefde legende tiende vereiste verzekerde zevende")
"""Nouns and numbers in -de and -te that say another thing than the participle they are made of."""

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
