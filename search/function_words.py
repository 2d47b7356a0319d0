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
        aub alsjeblieft alstublieft dank gevraagd gezocht hallo hoi lees lezen uitleg uitleggen tip tips vraag
        vertel vertellen vraagt vragen vroeg vroegen weet weten wist zeg zeggen zegt zei zeiden zoek zoeken zoekt
        """,
    "verbs that say only that there is, becomes or happens something": """
        ben bent bestaan bestaat bied bieden biedt bleef bleven blijf dacht deden deed denk denken denkt ga gaat gaf
        gaven gebeurd gebeurde gebeuren gebeurt gedaan geef geeft gegaan gegeven gekomen gekregen gemaakt geven
        geweest geworden ging gingen haal haalt hadden halen hebt heet heette heten hield hielden houd houden houdt
        kreeg kregen kwam kwamen laat lag lagen laten leg leggen legt liet lieten lig liggen ligt loopt maakt maakte
        maakten nam namen neem neemt nemen noem noemen noemt pak pakken pakt sta staan staat stel stellen stelt
        stond stonden verbeter verbeteren verbetert vond vonden werden zat zaten zet zette zetten zie zien ziet zit
        zitten
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
        alvast bijna bijv bijvoorbeeld daar daarbij daardoor daarmee daarna daarom daarvoor
        dichtbij eens eerder eigenlijk enige erg eventueel ergens gauw genoeg gewoon hier inmiddels meestal minder
        misschien momenteel nooit ooit ongeveer overal precies soms straks teveel tegenwoordig vandaag veelal
        volledig vooral weinig
        """,
    "what joins or compares": """
        behalve beide bovendien dankzij doch echter hetzelfde hoewel indien langs mits naast namelijk noch rond rondom
        sinds tenzij terwijl tijdens totdat vanuit vanwege volgens voordat want wegens zoals zodat zowel
        """,
    "what every record here is": """
        aanpak artikel initiatief initiatieven project projecten voorbeeld voorbeelden
        """,
    "what holds an English question together": """
        a an and are can do does for from how i on or the there to what when where which who why with
        """,
    "what somebody does about a subject, whatever it is": """
        beteken betekenen betekent gebruik gebruiken gebruikt regel regelen regelt voorkom voorkomen voorkomt
        """,
}
FUNCTION_WORDS = STOP_WORDS.union(*(group.split() for group in QUESTION_WORDS.values()))
ASKING = frozenset(["hoe", "waar", "waarom", "wanneer", "wat", "wie"])  # the verb follows it
COMMON = frozenset(["gemeente", "gemeenten"])  # of which every record says something
# What these ask for is no condition, but records that have it come first.
WISHES = {
    **dict.fromkeys(["kost", "kostte"], "kosten"),
    **dict.fromkeys(["betaal", "betaalde", "betaalt", "betalen"], "betaalt"),
    **dict.fromkeys(["mag", "moet", "moeten", "mogen", "wanneer"], "kader"),
    "hoeveel": "cijfer",
}
