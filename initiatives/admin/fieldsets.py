"""The form of an initiative, in the order of its public page."""

from django.utils.translation import gettext_lazy as _

from core.markdown import ALLOWED_HELP
from initiatives.models.assessment import ASSESSMENT
from initiatives.prose import STORY

WHERE = [
    "municipalities",
    "no_municipality_reason",
    "unnamed_participants",
    "unnamed_count",
    "unnamed_province",
    "country",
    "city",
]
IN_SHORT = [
    "main_theme",
    "themes",
    "target_groups",
    "kind",
    "proposed_by",
    "start_year",
    "end_year",
    "end_date",
    "lead_time",
    "tags",
]
COSTS = ["cost_one_off", "band_one_off", "cost_yearly", "band_yearly", "cost_funding", "cost_note", "fte"]
BOTTLENECKS = ["bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"]
EVIDENCE = ["suggestion", *ASSESSMENT, "assessed_on", "assessed_by"]
FIELDSETS = [
    (None, {"fields": ["title", "code", "slug"]}),
    (_("Waar"), {"fields": WHERE}),
    (_("Stand"), {"fields": ["status", "status_reason", "as_of", "as_of_text"]}),
    (_("Samenvatting"), {"fields": ["summary"]}),
    (_("In het kort"), {"fields": IN_SHORT}),
    (_("Kosten en inzet"), {"fields": COSTS}),
    (_("Onderbouwing"), {"fields": EVIDENCE, "description": _("Vul alles in, of niets. Leeg: nog niet beoordeeld.")}),
    (_("Het verhaal"), {"fields": STORY, "description": ALLOWED_HELP}),
    (
        _("Knelpunten en kaders"),
        {"fields": [*BOTTLENECKS, "asks", "statements", "frameworks", "later_frameworks"]},
    ),
    (_("Contact"), {"fields": ["contact_name", "contact_email"]}),
    (_("Controle"), {"fields": ["checked_on", "checked_by", "checked_by_municipality", "next_check"]}),
    (_("Verwante initiatieven"), {"fields": ["parent", "related"]}),
    (_("Publicatie"), {"fields": ["state", "withdrawal_reason", "offline_at", "internal_note"]}),
    (_("Bron van de resultaten"), {"fields": ["results_source"]}),
]
