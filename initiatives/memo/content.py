"""Content of a note: from the initiatives of a list to the blocks of one document."""

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from initiatives.finder.peers import peers
from initiatives.models import Initiative
from initiatives.related_links import links_of

from .blocks import Heading, ItemList, Memo, Run, Table, paragraph, runs
from .ending_rules import ending_rules
from .example import example_blocks
from .sources import Sources

MIN_EXAMPLES = 2
SETBACKS = ["hindering_bottlenecks", "stopping_bottlenecks"]


def build_memo(shortlist, own_municipality, address):
    """The note on the initiatives of a list.

    Args: shortlist, a `Shortlist` of at least `MIN_EXAMPLES`; own_municipality, the `Place` that it is for, or None;
        address, where the list is.
    Returns: a Memo.
    """
    today = timezone.localdate()
    initiatives = Initiative.objects.published().for_comparing().in_order(shortlist.keys.values())
    title, sources = _title(initiatives, own_municipality), Sources()
    examples = _examples(initiatives, sources)
    blocks = [
        Heading(1, title),
        *_about(own_municipality, today, address, shortlist),
        Heading(2, _("In het kort")),
        _overview(initiatives),
        *(_likeness(initiatives, own_municipality) if own_municipality else []),
        Heading(2, _("De voorbeelden")),
        *examples,
        Heading(2, _("Regels die aflopen")),
        *ending_rules(initiatives, today),
        Heading(2, _("Bronnen")),
        sources.listed(),
        *_account(today),
    ]
    return Memo(title, today, address, blocks)


def _title(initiatives, own_municipality):
    """Return the title; it says "andere gemeenten" only when each example is of a Dutch municipality."""
    values = {"total": len(initiatives), "name": own_municipality.name if own_municipality else ""}
    if own_municipality:
        return _("Notitie voor %(name)s: %(total)d voorbeelden") % values
    if all(initiative.municipalities.all() and not initiative.is_foreign for initiative in initiatives):
        return _("Notitie: %(total)d voorbeelden uit andere gemeenten") % values
    return _("Notitie: %(total)d voorbeelden") % values


def _about(own_municipality, today, address, shortlist):
    """Return paragraphs on the reader, the day, the address of the list, and initiatives not in the note."""
    council = _("de gemeenteraad")
    reader = _("de gemeenteraad van %(name)s") % {"name": own_municipality.name} if own_municipality else council
    left_out = _("Niet in deze notitie, want niet op de site: %(codes)s.") % {"codes": ", ".join(shortlist.unknown)}
    return [
        paragraph(Run(_("Voor: "), is_strong=True), reader),
        paragraph(Run(_("Datum: "), is_strong=True), date_format(today, "j F Y")),
        paragraph(Run(_("Adres van deze lijst: "), is_strong=True), Run(address, address)),
        *([paragraph(left_out)] if shortlist.unknown else []),
    ]


def _overview(initiatives):
    columns = [_("Voorbeeld"), _("Gemeente"), _("Status"), _("Kosten")]
    texts = [
        [initiative.title, initiative.place, initiative.freshness.status_label, initiative.costs]
        for initiative in initiatives
    ]
    return Table(_("De voorbeelden naast elkaar"), columns, [[runs(text) for text in row] for row in texts])


def _likeness(initiatives, own_municipality):
    """Return the section on likeness to the reader's municipality; the unlike examples share one paragraph."""
    own = own_municipality
    nearest = peers().nearest([initiative.pk for initiative in initiatives], own.slug)
    known = _("%(name)s heeft %(population)s inwoners en ligt in de provincie %(province)s.")
    population = number_format(own.population or 0, force_grouping=True)
    values = {"name": own.name, "population": population, "province": own.province}
    compared = [(initiative.title, nearest.get(initiative.pk)) for initiative in initiatives]
    unlike = [(title, peer) for title, peer in compared if peer and not peer.is_own and not peer.reasons]
    others = [pair for pair in compared if pair not in unlike]
    items = [runs(Run(f"{title}: ", is_strong=True), _peer_text(peer)) for title, peer in others]
    return [
        Heading(2, _("Hoe vergelijkbaar zijn deze gemeenten?")),
        *([paragraph(known % values)] if own.population else []),
        *([ItemList(items)] if items else []),
        *([_unlike_text(unlike)] if unlike else []),
    ]


def _unlike_text(unlike):
    """One sentence on the examples, pairs of a title and a peer, whose municipality has little in common."""
    names = "; ".join(f"{title} ({peer.place.name})" for title, peer in unlike)
    return paragraph(Run(_("Weinig overeenkomst: "), is_strong=True), names, _(". Bekijk zelf of het past."))


def _peer_text(peer):
    if peer is None:
        return _("dit voorbeeld heeft geen vaste gemeente in Nederland. Bekijk zelf of het past.")
    if peer.is_own:
        return _("dit is een voorbeeld van uw eigen gemeente.")
    population = peer.place.population
    size = _(" (%(total)s inwoners)") % {"total": number_format(population, force_grouping=True)} if population else ""
    return f"{peer.place.name}{size}: {', '.join(peer.reasons)}."


def _examples(initiatives, sources):
    links = links_of(initiatives, SETBACKS)
    return [
        block
        for initiative in initiatives
        for block in example_blocks(initiative, links[initiative.pk], sources, len(initiatives))
    ]


def _account(today):
    text = _(
        "Deze notitie is op %(day)s gemaakt met de inspiratiemarkt. Bij elk voorbeeld staat van welke datum het is. "
        "Neem contact op met de gemeente voor u erop bouwt. De teksten mag u overnemen met naamsvermelding (CC BY 4.0)."
    )
    return [Heading(2, _("Over deze notitie")), paragraph(text % {"day": date_format(today, "j F Y")})]
