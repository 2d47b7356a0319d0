"""The kinds of content: models with the files that fill them, in the order in which they are loaded."""

from dataclasses import dataclass, field

from django.db import models

from initiatives.models import Bundle, Initiative, MarketEdition, OldAddress
from library.models import Paper, Picture
from municipalities.models import Consultation, Municipality, MunicipalityType, Place, Province
from pages.models import NewsItem
from sources.models import Organisation, Publication
from themes.models import Addressee, Ask, Bottleneck, Concept, Framework, KeyFigure, Statement, TargetGroup, Theme


@dataclass(frozen=True)
class ContentKind:
    """A model that is loaded from files.

    name: how its files are called (`name.yaml`, `name-….yaml` or `name.csv`).
    key: the field that identifies a record, for ever.
    parts: reverse relations that are written inside the record, with the field that stands for a
        part when it is written as a plain word ("" when a part is always written in full).
    optional: whether a folder may do without; one that was filled before the kind existed has no file of it.
    """

    name: str
    model: type[models.Model]
    key: str = "code"
    parts: dict[str, str] = field(default_factory=dict)
    optional: bool = False


KINDS = [
    ContentKind("provinces", Province, key="slug", parts={"alternative_names": "name"}),
    ContentKind("municipalities", Municipality, parts={"other_names": "name"}),
    ContentKind("places", Place, key="slug", optional=True),
    ContentKind("pictures", Picture, key="token", optional=True),
    ContentKind("papers", Paper, key="token", optional=True),
    ContentKind("organisations", Organisation, key="slug"),
    ContentKind("publications", Publication),
    ContentKind("municipality_types", MunicipalityType, key="slug", parts={"assignments": ""}),
    ContentKind("consultations", Consultation),
    ContentKind("themes", Theme),
    ContentKind("target_groups", TargetGroup, key="slug"),
    ContentKind("concepts", Concept, key="slug", parts={"synonyms": "term"}),
    ContentKind("frameworks", Framework, parts={"citations": "", "moments": ""}),
    ContentKind("bottlenecks", Bottleneck, parts={"mentions": ""}),
    ContentKind("addressees", Addressee, key="slug"),
    ContentKind("asks", Ask),
    ContentKind("statements", Statement),
    ContentKind("key_figures", KeyFigure, optional=True),
    ContentKind(
        "initiatives",
        Initiative,
        parts={
            **{"partners": "name", "results": "", "citations": "", "adoptions": "", "status_history": ""},
            **{"galleryitems": "", "attachments": ""},
        },
    ),
    ContentKind("old_addresses", OldAddress, key="slug", optional=True),
    ContentKind(
        "markets",
        MarketEdition,
        key="slug",
        parts={"stands": "", "programme_items": "", "pictures": "", "slides": "", "quotes": ""},
    ),
    ContentKind("bundles", Bundle, key="slug", parts={"items": "", "pictures": ""}, optional=True),
    ContentKind("news", NewsItem, key="slug", optional=True),
]
KEYS = {kind.model: kind.key for kind in KINDS}
# All that initiatives are related to, without the initiatives: for a database of made-up ones.
OF_INITIATIVES = {Initiative, OldAddress, MarketEdition, Bundle, NewsItem}
REFERENCE = [kind for kind in KINDS if kind.model not in OF_INITIATIVES]
