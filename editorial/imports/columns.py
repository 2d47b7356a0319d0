"""The columns of the sheets: those of the first one, and those of the results and partners of its initiatives."""

from initiatives.choices import CostBand, Evidence, InitiativeKind, InitiativeStatus, ResultKind

from .column_types import (
    BandColumn,
    ChoiceColumn,
    CodeColumn,
    DateColumn,
    KeywordsColumn,
    NumberColumn,
    RecordColumn,
    RecordListColumn,
    SheetColumn,
    SourcesColumn,
    SuggestionColumn,
    YearColumn,
)
from .part_columns import (
    PartChoiceColumn,
    PartColumn,
    PartDecimalColumn,
    PartnerColumn,
    PartnerNamesColumn,
    PartnerOrganisationColumn,
    PartSourceColumn,
)

COLUMNS = [
    CodeColumn("code"),
    SheetColumn("title"),
    SheetColumn("summary"),
    ChoiceColumn("kind", InitiativeKind),
    ChoiceColumn("status", InitiativeStatus),
    SheetColumn("status_reason"),
    DateColumn("as_of"),
    SheetColumn("as_of_text"),
    RecordColumn("main_theme"),
    RecordListColumn("themes"),
    RecordListColumn("target_groups"),
    KeywordsColumn("tags"),
    RecordListColumn("municipalities"),
    SheetColumn("no_municipality_reason"),
    SheetColumn("unnamed_participants"),
    NumberColumn("unnamed_count"),
    RecordColumn("unnamed_province"),
    SheetColumn("country"),
    SheetColumn("city"),
    SheetColumn("proposed_by"),
    YearColumn("start_year"),
    YearColumn("end_year"),
    DateColumn("end_date"),
    SheetColumn("lead_time"),
    SheetColumn("situation"),
    SheetColumn("approach"),
    SheetColumn("support"),
    SheetColumn("lessons"),
    SheetColumn("conditions"),
    SuggestionColumn("suggested_evidence", Evidence),
    SheetColumn("cost_one_off"),
    BandColumn("band_one_off", CostBand),
    SheetColumn("cost_yearly"),
    BandColumn("band_yearly", CostBand),
    SheetColumn("cost_funding"),
    SheetColumn("cost_note"),
    SheetColumn("fte"),
    SheetColumn("contact_name"),
    SheetColumn("contact_email"),
    SourcesColumn("citations"),
    RecordListColumn("frameworks"),
    RecordListColumn("later_frameworks"),
]
NOTE = SheetColumn("internal_note")  # in no sheet: what a file has more, is set aside in it
PARTS = {
    "results": [
        PartChoiceColumn("results.kind", ResultKind),
        PartColumn("results.value"),
        PartDecimalColumn("results.number"),
        PartColumn("results.unit"),
        PartColumn("results.definition"),
        PartColumn("results.denominator"),
        PartColumn("results.period"),
        PartSourceColumn("results.publication"),
    ],
    "partners": [
        PartnerNamesColumn("partners.name"),
        PartnerColumn("partners.role"),
        PartnerOrganisationColumn("partners.organisation"),
    ],
}
PART_COLUMNS = [column for columns in PARTS.values() for column in columns]
# Beside our own, the first sheet may have one result, and the names of partners.
EXTRA_COLUMNS = [*PARTS["results"], PARTS["partners"][0]]
BY_NAME = {column.name: column for column in [*COLUMNS, NOTE]}
ANY_BY_NAME = BY_NAME | {column.name: column for column in PART_COLUMNS}
REQUIRED = ["title", "main_theme"]  # the least that a draft needs
RELATIONS = [column.name for column in COLUMNS if isinstance(column, RecordListColumn)]
FOREIGN_KEYS = [column.name for column in COLUMNS if type(column) is RecordColumn]
PLAIN = [name for name in BY_NAME if name not in [*RELATIONS, "code"]]
