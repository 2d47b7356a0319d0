"""Each kind of record as linked data: schema.org, Dublin Core and ORG for what they know, SKOS for words."""

from django.conf import settings
from django.db.models import prefetch_related_objects

from core.licence import LICENCE_ADDRESS
from initiatives.models import Bundle, Initiative, MarketEdition
from library.models import Paper
from municipalities.models import Consultation, Municipality, MunicipalityType, Province
from pages.models import NewsItem
from sources.models import Organisation, Publication
from themes.models import Ask, Bottleneck, Concept, Framework, KeyFigure, Statement, TargetGroup, Theme

from . import content, places, signals, sources
from .fields import field_nodes
from .graphs import link, nl, node
from .identifiers import code_of, permanent_url, public_path
from .thesaurus import concept_node, neighbours

DESCRIPTIONS = {  # what each kind is, and what is known of one: (types, function)
    Initiative: ("schema:Project", content.initiative),
    Bundle: ("schema:Collection", content.bundle),
    MarketEdition: ("schema:Event", content.market),
    NewsItem: ("schema:NewsArticle", content.news),
    Paper: ("schema:DigitalDocument", content.paper),
    Publication: ("schema:CreativeWork", sources.publication),
    Organisation: (["org:Organization", "schema:Organization"], sources.organisation),
    Municipality: (["org:FormalOrganization", "schema:GovernmentOrganization"], places.municipality),
    Province: ("schema:AdministrativeArea", places.province),
    MunicipalityType: ("skos:Concept", places.municipality_type),
    Consultation: ("schema:Event", places.consultation),
    Theme: ("skos:Concept", signals.theme),
    TargetGroup: ("skos:Concept", signals.target_group),
    Bottleneck: ("schema:Thing", signals.bottleneck),
    Ask: ("schema:Thing", signals.ask),
    Statement: ("schema:Claim", signals.statement),
    KeyFigure: ("schema:Observation", signals.key_figure),
    Framework: ("schema:Legislation", signals.framework),
}


def record_nodes(record):
    """Nodes of a record: a list, of which the first is the record itself and the others its parts."""
    return described(record, field_nodes(record))


def described(record, of_fields):
    """Nodes of a record of which the nodes of the fields were read before; of_fields, what `field_nodes()` gives."""
    thing = _described(record)
    fields, *parts = of_fields or [{"@type": []}]
    kinds = [*(thing["@type"] if isinstance(thing["@type"], list) else [thing["@type"]]), *fields["@type"]]
    return [thing | fields | {"@id": thing["@id"], "@type": kinds}, *parts]


def _described(record):
    """A record in the words of others."""
    if isinstance(record, Concept):
        prefetch_related_objects([record], *neighbours())
        return concept_node(record)
    kinds, describe = DESCRIPTIONS[type(record)]
    common = {
        "dcterms_identifier": code_of(record),
        "dcterms_type": nl(str(record._meta.verbose_name)),
        "dcterms_license": link(LICENCE_ADDRESS),
        "foaf_page": link(settings.PORTAL_URL + public_path(record)),
    }
    return node(permanent_url(record), kinds, **common | describe(record))
