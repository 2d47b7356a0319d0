"""Words that say how something is asked and not what about: they count for nothing in a query, unless it has no others.

Each group has its reason. Not in here, though frequent: words that carry meaning among our records (help, taal, klein,
werk, kosten), numbers, negations of a subject (zonder papieren), and names of places (Best, Echt, Hoeven, Made).
"""

from .analysis import STOP_WORDS

QUESTION_WORDS = {
    "what kind of answer is wanted": """
        hoeveel hoelang hoezo waaraan waarbij waardoor waarheen waarin waarmee waarnaar waarom waarop waarover waartoe
        waaruit waarvan waarvoor wanneer welk wiens wier
        """,
    "who asks, of whom, and how politely": """
        alsjeblieft alstublieft aub benieuwd dank gevraagd gezocht hallo hoi lees lezen tip tips uitleg
        uitleggen vertel vertellen vraag vraagt vragen vroeg vroegen weet weten willen wist zeg zeggen zegt zei zeiden
        zoek zoeken zoekt
        """,
    "verbs that say only that there is, becomes or happens something": """
        bedoel bedoelt begin beginnen begint begon begonnen begrijp begrijpen begrijpt ben bent bestaan bestaat bied
        bieden biedt bleef bleek bleven blijf blijkt dacht deden deed denk denken denkt ga gaat gaf gaven gebeurd
        gebeurde gebeuren gebeurt gebruikte gedaan geef geeft gegaan gegeven gekomen gekregen geldt geloof geloven
        gemaakt geven geweest geworden ging gingen gold haal haalt hadden halen hebt heet heette heten hield hielden
        houd houden houdt keek kijk kijken kijkt kreeg kregen kwam kwamen laat lag lagen laten leek leg leggen legt
        liet lieten lig liggen ligt lijken lijkt loopt maakt maakte maakten nam namen neem neemt nemen noem noemen
        noemt pak pakken pakt pakte regelde schijnt sta staan staat stel stelde stellen stelt stond stonden verbeter
        verbeteren verbetert verliep verloop verloopt verlopen vind voelen voelt vond vonden werden zag zagen zat zaten
        zet zette zetten zie zien ziet zit zitten
        """,
    "verbs of wishing, having to and being able": """
        durf durft durven hoef hoeft hoop hopen hoopt kom konden krijgt lukken lukt moest moesten mocht mochten nodig
        probeer probeert proberen verwacht verwachten verwachtte wens wensen wilde wilden wou zouden
        """,
    "what it costs or how long it takes: asked of a record, not its subject": """
        betaal betaalde betaalt betalen duurde duren duurt kost kostte
        """,
    "who is meant, when no group is": """
        anderen degene degenen elkaar enkele haar hem hen hun iedereen jezelf men mensen niemand onszelf
        personen persoon sommige u uzelf
        """,
    "where, when and how much, without a place, a moment or a number": """
        allemaal allerlei alles alsnog althans alvast alweer bepaald bepaalde bijna bijv bijvoorbeeld blijkbaar daar
        daarbij daardoor daarmee daarna daarnaast daarom daarvoor dezelfde dichtbij direct eens eerder eigenlijk
        eindelijk enige enkel enorm erg ergens even eveneens eventueel gauw genoeg gewoon heen helaas helemaal hier
        huidige inderdaad inmiddels juist liever meestal meteen minder misschien momenteel nauwelijks nergens net nogal
        nogmaals nooit ondanks onderling ongeveer onlangs ooit opnieuw overal pas precies recent slechts soms steeds
        straks tegenover tegenwoordig tenminste terecht teveel tevens toe trouwens uiteindelijk vaker vandaag veelal
        verder verschillend verschillende volledig vooral voortaan vroeger waarschijnlijk weinig wellicht zeer zeker
        zelfs zodra zomaar zulke
        """,
    "what joins or compares": """
        behalve beide bovendien dankzij doch echter hetzelfde hoewel indien langs mits naast namelijk noch rond rondom
        sinds tenzij terwijl tijdens totdat vanuit vanwege volgens voordat want wegens zoals zodat zowel
        """,
    "what every record here is": """
        aanpak artikel ding dingen ervaring ervaringen idee ideeen initiatief initiatieven manier manieren
        mogelijkheden mogelijkheid oplossing oplossingen project projecten soort soorten voorbeeld voorbeelden
        """,
    "what holds an English question together": """
        a an and any are be been being by can could did do does for from get has have how i if is it of on or should
        that the their them there these they this to was we were what when where which who why will with would you your
        """,
    "what somebody does about a subject, whatever it is": """
        beteken betekenen betekent gebruik gebruiken gebruikt regel regelen regelt voorkom voorkomen voorkomt
        """,
}
FUNCTION_WORDS = STOP_WORDS.union(*(group.split() for group in QUESTION_WORDS.values()))
ASKING = frozenset(["hoe", "waar", "waarom", "wanneer", "wat", "wie"])  # the verb follows it
COMMON = frozenset(["gemeente", "gemeenten", "nederland"])  # of which every record says something
# What these ask for is no condition, but records that have it come first.
WISHES = {
    **dict.fromkeys(["kost", "kostte"], "kosten"),
    **dict.fromkeys(["betaal", "betaalde", "betaalt", "betalen"], "betaalt"),
    **dict.fromkeys(["mag", "moet", "moeten", "mogen", "wanneer"], "kader"),
    "hoeveel": "cijfer",
}
