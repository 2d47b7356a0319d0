"""One example in a note: what they did, what it cost, what came of it, and what went wrong."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.shortening import shorten
from initiatives.result_groups import RESULT_GROUPS

from .blocks import Heading, ItemList, Run, blocks_of, paragraph, runs

TEXT, RESULTS = 900, 5  # characters of a long text, and results, of an example in a short note
MIN_TEXT, MIN_RESULTS = 250, 2
ROOMY = 5  # examples; a note of more gives less of each
UNKNOWN = gettext_lazy("Meer hierover staat niet op deze site.")


def example_blocks(initiative, links, sources, total):
    """The blocks of one example.

    Args: initiative, read with `for_comparing()`; links, its bottlenecks by relation; sources, the `Sources` of the
        note; total, how many examples the note has.
    """
    address = settings.PORTAL_URL + initiative.get_absolute_url()
    max_text = max(MIN_TEXT, TEXT * ROOMY // max(total, ROOMY))
    return [
        Heading(3, initiative.title),
        paragraph(Run(f"{initiative.place}. ", is_strong=True), initiative.summary),
        paragraph(Run(_("Stand: "), is_strong=True), _state(initiative)),
        *_warnings(initiative),
        Heading(4, _("Wat zij deden")),
        *_text(initiative.approach or initiative.situation, max_text, address),
        Heading(4, _("Wat het kostte")),
        paragraph(_cost_text(initiative)),
        *_results(initiative, sources, max(MIN_RESULTS, RESULTS * ROOMY // max(total, ROOMY)), address),
        Heading(4, _("Wat goed ging en wat niet")),
        *_setbacks(initiative, links, max_text, address),
        _further(initiative, sources, address),
    ]


def _state(initiative):
    freshness, evidence = initiative.freshness, initiative.get_evidence_display()
    assessed = _("Onderbouwing: %(evidence)s.") % {"evidence": evidence.lower()}
    return f"{freshness.status_label}, {freshness.as_of_with_age}. {freshness.statement} {assessed}"


def _warnings(initiative):
    sentences = [contradiction.sentence for contradiction in initiative.freshness.contradictions]
    if initiative.is_proposal:
        sentences.insert(0, _("In de bron is dit een voorstel: het is nog geen praktijk."))
    if initiative.is_foreign:
        sentences.insert(0, _("Dit is een voorbeeld uit het buitenland. Nederlandse regels kunnen anders zijn."))
    return [paragraph(Run(_("Let op: "), is_strong=True), " ".join(sentences))] if sentences else []


def _text(text, limit, address):
    if not text:
        return [paragraph(UNKNOWN)]
    short = shorten(text, limit)
    more = [paragraph(_("Ingekort. De hele tekst staat op "), Run(address, address))] if short.is_cut else []
    return [*blocks_of(short.text), *more]


def _cost_text(initiative):
    amounts = [
        (_("Eenmalig"), [initiative.get_band_one_off_display(), initiative.cost_one_off]),
        (_("Per jaar"), [initiative.get_band_yearly_display(), initiative.cost_yearly]),
    ]
    known = [f"{label}: {'; '.join(map(str, filter(None, values)))}" for label, values in amounts if any(values)]
    if not known:
        known = [initiative.cost_note or _("De kosten zijn niet bekend")]
    others = [(_("Wie betaalt"), "cost_funding"), (_("Formatie"), "fte"), (_("Doorlooptijd"), "lead_time")]
    known += [f"{label}: {value}" for label, name in others if (value := getattr(initiative, name))]
    known += [initiative.cost_note] if initiative.cost_note and initiative.cost_note not in known else []
    return " ".join(f"{text.rstrip('.')}." for text in known)


def _results(initiative, sources, limit, address):
    """The outcomes, and then the other figures under headings of their own; the first few of each."""
    blocks = []
    for group in RESULT_GROUPS:
        results = group.of(initiative.results.all())
        if results or group == RESULT_GROUPS[0]:
            blocks.append(Heading(4, str(group.heading)))
            items = ItemList([_result(result, sources) for result in results[:limit]])
            blocks.append(items if results else paragraph(UNKNOWN))
        if len(results) > limit:
            more = _("Er zijn nog %(left)d cijfers op ") % {"left": len(results) - limit}
            blocks.append(paragraph(more, Run(address, address)))
    return blocks


def _result(result, sources):
    whole = f" ({_('van:')} {result.denominator})" if result.denominator else ""
    period = _("Periode: %(period)s.") % {"period": result.period}
    text = f" {result.unit}: {result.definition}{whole}. {period} "
    return runs(Run(result.value, is_strong=True), text, sources.number(result.publication))


def _setbacks(initiative, links, limit, address):
    relations = {"hindering_bottlenecks": _("Liep aan tegen: "), "stopping_bottlenecks": _("Stopte door: ")}
    named = [
        paragraph(Run(label, is_strong=True), "; ".join(link["label"] for link in links[name]))
        for name, label in relations.items()
        if links.get(name)
    ]
    reason = _text(initiative.status_reason, limit, address) if initiative.status_reason else []
    lessons = _text(initiative.lessons, limit, address) if initiative.lessons else []
    return [*reason, *lessons, *named] or [paragraph(UNKNOWN)]


def _further(initiative, sources, address):
    """Whom to ask, where to read on, and what it is based on."""
    name, mail = initiative.contact_name, initiative.contact_email
    contact = [name, ": " if name and mail else "", Run(mail, f"mailto:{mail}"), "; "] if name or mail else []
    numbers = [sources.number(citation.publication) for citation in initiative.citations.all()]
    cited = f". {_('Bronnen:')} {' '.join(numbers)}" if numbers else ""
    return paragraph(Run(_("Meer weten: "), is_strong=True), *contact, Run(address, address), cited)
