"""The thesaurus as SKOS: every published concept, with the words that its page shows and no others."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from core.licence import LICENCE_ADDRESS
from sources.models import Publication
from themes.models import Concept, Theme

from .graphs import link, links, nl, node
from .identifiers import code_of, permanent_url


def scheme_address():
    """The identifier of the thesaurus as a whole."""
    return settings.PORTAL_URL + reverse("linked:thesaurus")


def thesaurus_nodes():
    """The concept scheme and all its concepts, in alphabetical order of their codes: a list of nodes."""
    concepts = sorted(Concept.objects.published().prefetch_related(*neighbours()), key=code_of)
    top = [permanent_url(concept) for concept in concepts if not concept.broader.all()]
    scheme = node(
        scheme_address(),
        "skos:ConceptScheme",
        dcterms_title=nl(_("Begrippen van de Inspiratiemarkt")),
        dcterms_license=link(LICENCE_ADDRESS),
        foaf_page=link(settings.PORTAL_URL + reverse("themes:concepts")),
        skos_hasTopConcept=links(top),
    )
    return [scheme, *(concept_node(concept) for concept in concepts)]


def neighbours():
    """The prefetches of all that `concept_node()` says of a concept, as far as that is published itself."""
    public = Concept.objects.published().order_by("slug")
    concepts = [Prefetch(name, public) for name in ("broader", "narrower", "related")]
    sources = Prefetch("sources", Publication.objects.published().order_by("code"))
    themes = Prefetch("theme", Theme.objects.published(), to_attr="shown_theme")
    explained = Prefetch("scope_note_source", Publication.objects.published(), to_attr="shown_source")
    return ["synonyms", *concepts, sources, themes, explained]


def concept_node(concept):
    """A concept, with its `neighbours()` fetched: with its words and its place among the others."""
    explained_in = [concept.shown_source] if concept.shown_source else []
    return node(
        permanent_url(concept),
        "skos:Concept",
        dcterms_identifier=code_of(concept),
        skos_inScheme=link(scheme_address()),
        skos_prefLabel=nl(concept.term),
        skos_altLabel=[nl(label) for label in dict.fromkeys(concept.labels[1:])],
        skos_definition=nl(concept.scope_note),
        skos_broader=links(map(permanent_url, concept.broader.all())),
        skos_narrower=links(map(permanent_url, concept.narrower.all())),
        skos_related=links(map(permanent_url, concept.related.all())),
        skos_topConceptOf=None if concept.broader.all() else link(scheme_address()),
        dcterms_subject=link(permanent_url(concept.shown_theme)) if concept.shown_theme else None,
        dcterms_source=links(dict.fromkeys(map(permanent_url, [*concept.sources.all(), *explained_in]))),
        foaf_page=link(settings.PORTAL_URL + concept.get_absolute_url()),
    )
