"""Errors and notices about content of which every record is valid: pairs of a code or name and a sentence."""

from django.utils.translation import gettext as _

from initiatives.adoptions import adoption_faults
from initiatives.checklist.rules import check_content
from initiatives.checklist.wording import check_wording
from initiatives.models import Adoption, Bundle, Initiative
from initiatives.suspect_addresses import suspect_addresses
from initiatives.task_queries import CONTRADICTIONS, TASK_QUERIES
from municipalities.models import MunicipalityType
from sources.models import Organisation, Publication
from themes.frameworks.checks import all_framework_errors
from themes.models import Ask, Bottleneck, Concept, Framework, Statement, Theme
from themes.thesaurus import undefined_concepts

WORDED = {
    Ask: "text",
    Bottleneck: "title",
    Bundle: "intro",
    Concept: "scope_note",
    Framework: "summary",
    MunicipalityType: "description",
    Organisation: "role",
    Statement: "gist",
    Theme: "summary",
}


def errors():
    """Errors: contradictions, and records without what every record of their kind has."""
    yield from all_framework_errors()
    yield from undefined_concepts()
    adopted = Adoption.objects.values("initiative")
    for initiative in Initiative.objects.published().filter(pk__in=adopted).order_by("code"):
        yield from ((initiative.code, sentence) for sentence in adoption_faults(initiative))


def notices():
    """Notices: records that an editor should look at, though they may be published."""
    initiatives = Initiative.objects.published().order_by("code")
    cited_elsewhere = Publication.objects.published().exclude(citations__initiative__in=initiatives)
    for publication in suspect_addresses(cited_elsewhere):
        yield publication.code, _("Kijk waar dit adres heen leidt: %s") % publication.url
    for initiative in initiatives:
        yield from ((f"{initiative.code}, {finding.field}", finding.sentence) for finding in check_content(initiative))
    for model, field in WORDED.items():
        for record in model.objects.published():
            for _field, sentence in check_wording({field: getattr(record, field)}):
                yield str(record), sentence


def contradictions():
    """Contradictions that arise on the site as time passes, not in a file: a dict from label to codes."""
    tasks = [TASK_QUERIES[name] for name in CONTRADICTIONS]
    return {task.label: list(task.records().order_by("code").values_list("code", flat=True)) for task in tasks}
