"""Which file fills which model, in the order in which they must come."""

from dataclasses import dataclass, field

from django.db import models

from initiatives.models import Initiative, MarketEdition
from municipalities.models import Consultation, Municipality, MunicipalityType, Province
from sources.models import Organisation, Publication
from themes.models import Addressee, Ask, Bottleneck, Concept, Framework, Statement, TargetGroup, Theme


@dataclass(frozen=True)
class Kind:
    """A model that is loaded from files.

    name: how its files are called (`name.yaml`, `name-….yaml` or `name.csv`).
    key: the field by which a record is known for ever.
    parts: reverse relations that are written inside the record, with the field that stands for a
        part when it is written as a plain word ("" when a part is always written in full).
    source: the field that must not be empty on a published record; "" when the model has no drafts.
    """

    name: str
    model: type[models.Model]
    key: str = "code"
    parts: dict[str, str] = field(default_factory=dict)
    source: str = ""


KINDS = [
    Kind("provinces", Province, key="slug"),
    Kind("municipalities", Municipality, parts={"other_names": "name"}),
    Kind("organisations", Organisation, key="slug", source="mentioned_in"),
    Kind("publications", Publication),
    Kind("municipality_types", MunicipalityType, key="slug", parts={"assignments": ""}),
    Kind("consultations", Consultation),
    Kind("themes", Theme, source="sources"),
    Kind("target_groups", TargetGroup, key="slug"),
    Kind("concepts", Concept, key="slug", parts={"synonyms": "term"}, source="sources"),
    Kind("frameworks", Framework, parts={"citations": ""}, source="citations"),
    Kind("bottlenecks", Bottleneck, parts={"mentions": ""}, source="mentions"),
    Kind("addressees", Addressee, key="slug"),
    Kind("asks", Ask),
    Kind("statements", Statement),
    Kind(
        "initiatives",
        Initiative,
        parts={"partners": "name", "results": "", "citations": "", "adoptions": "", "status_history": ""},
        source="citations",
    ),
    Kind("markets", MarketEdition, key="slug", parts={"stands": ""}),
]
KEYS = {kind.model: kind.key for kind in KINDS}
# What initiatives lean on, without the initiatives: for a database of made-up ones.
REFERENCE = [kind for kind in KINDS if kind.model not in {Initiative, MarketEdition}]
