"""The form of an initiative, in the order of its public page; what is rarely used is folded."""

from django.utils.translation import gettext_lazy as _

from core.form_parts import FOLDED
from core.markdown import ALLOWED_HELP
from initiatives.models.assessment import ASSESSMENT
from initiatives.prose import STORY

ELSEWHERE = [
    "no_municipality_reason",
    "unnamed_participants",
    "unnamed_count",
    "unnamed_province",
    "country",
    "city",
]
IN_SHORT = ["main_theme", "themes", "target_groups", ("kind", "start_year")]
MORE_IN_SHORT = ["proposed_by", "end_year", "end_date", "lead_time", "tags"]
COSTS = ["cost_one_off", "band_one_off", "cost_yearly", "band_yearly", "cost_funding", "cost_note", "fte"]
BOTTLENECKS = ["bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"]
EVIDENCE = ["suggestion", *ASSESSMENT, "assessed_on", "assessed_by"]


def folded(name, fields, **options):
    """A part of the form that is folded until something is filled in."""
    return name, {"fields": fields, "classes": [FOLDED], **options}


FIELDSETS = [
    (None, {"fields": ["title", ("slug", "code"), "municipalities", "summary"]}),
    folded(_("Geen of onbekende gemeente"), ELSEWHERE),
    (_("Stand"), {"fields": [("status", "as_of")]}),
    folded(_("Toelichting op de stand"), ["status_reason", "as_of_text"]),
    (_("In het kort"), {"fields": IN_SHORT}),
    folded(_("Meer in het kort"), MORE_IN_SHORT),
    folded(_("Kosten en inzet"), COSTS),
    folded(_("Onderbouwing"), EVIDENCE, description=_("Vul alles in, of niets. Leeg: nog niet beoordeeld.")),
    (_("Het verhaal"), {"fields": STORY, "description": ALLOWED_HELP}),
    folded(_("Knelpunten en kaders"), [*BOTTLENECKS, "asks", "statements", "frameworks", "later_frameworks"]),
    folded(_("Contact"), ["contact_name", "contact_email"]),
    folded(_("Controle"), ["checked_on", "checked_by", "checked_by_municipality", "next_check"]),
    folded(_("Verwante initiatieven"), ["parent", "related"]),
    (_("Publicatie"), {"fields": ["state"]}),
    folded(_("Meer over de publicatie"), ["withdrawal_reason", "offline_at", "internal_note"]),
    folded(_("Bron van de resultaten"), ["results_source"]),
]
