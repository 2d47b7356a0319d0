"""The catalogue of our data by DCAT-AP-NL 3.0: who publishes what, in which forms, and how it may be used."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.generation import current
from core.licence import LICENCE_ADDRESS
from pages.live import contact_email, site_owner

from .datasets import DATASETS, FORMATS, UNREGISTERED
from .graphs import day, link, links, nl, node

EU = "http://publications.europa.eu/resource/authority/"
PUBLIC, DUTCH, IRREGULAR = f"{EU}access-right/PUBLIC", f"{EU}language/NLD", f"{EU}frequency/IRREG"
THEMES = [f"{EU}data-theme/SOCI", f"{EU}data-theme/GOVE"]  # population and society; government and public sector
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"


def catalogue_nodes():
    """The catalogue with all that it speaks of: a list of nodes."""
    address, modified = catalogue_address(), day(changed_on())
    nodes = [_catalogue(address, modified), _publisher(address), _contact(address)]
    for dataset in DATASETS:
        nodes += [_dataset(address, dataset, modified), _record(address, dataset, modified)]
        nodes += [_distribution(address, dataset, form, path) for form, path in dataset.addresses()]
        nodes.append(node(_page(dataset.page), "foaf:Document"))
    return [*nodes, _service(address, modified), node(_page("opendata:api"), "foaf:Document"), *_vocabulary()]


def catalogue_address():
    """The identifier of the catalogue."""
    return settings.PORTAL_URL + reverse("linked:catalogue")


def _catalogue(address, modified):
    return node(
        address,
        "dcat:Catalog",
        dcterms_title=nl(_("Open data van de Inspiratiemarkt")),
        dcterms_description=nl(_("Initiatieven van gemeenten en wat erbij hoort, om opnieuw te gebruiken.")),
        dcat_dataset=links(_part(address, dataset.name) for dataset in DATASETS),
        dcat_service=link(_part(address, "api")),
        dcat_record=links(_part(address, dataset.name, "beschrijving") for dataset in DATASETS),
        dcterms_modified=modified,
        dcterms_license=link(LICENCE_ADDRESS),
        dcterms_conformsTo=link(PROFILE),
        foaf_homepage=link(settings.PORTAL_URL + "/"),
        **_common(address),
    )


def _dataset(address, dataset, modified):
    return node(
        _part(address, dataset.name),
        "dcat:Dataset",
        dcterms_identifier=_part(address, dataset.name),
        dcterms_title=nl(str(dataset.title)),
        dcterms_description=nl(str(dataset.description)),
        dcterms_creator=link(_part(address, "uitgever")),
        dcterms_accessRights=link(PUBLIC),
        dcterms_accrualPeriodicity=link(IRREGULAR),
        dcterms_modified=modified,
        dcat_landingPage=link(_page(dataset.page)),
        dcat_theme=links(THEMES),
        dcat_keyword=[nl(word) for word in (_("migratie"), _("gemeenten"))],
        dcat_distribution=links(_part(address, dataset.name, form) for form, _path in dataset.addresses()),
        **_common(address),
    )


def _distribution(address, dataset, form, path):
    media_type, file_type, label = FORMATS[form]
    return node(
        _part(address, dataset.name, form),
        "dcat:Distribution",
        dcterms_title=nl(f"{dataset.title} ({label})"),
        dcat_accessURL=link(settings.PORTAL_URL + path),
        dcat_downloadURL=link(settings.PORTAL_URL + path),
        dcat_mediaType=None if form in UNREGISTERED else link(MEDIA_TYPES + media_type),
        dcterms_format=link(f"{EU}file-type/{file_type}") if file_type else None,
        dcterms_license=link(LICENCE_ADDRESS),
        dcterms_language=link(DUTCH),
    )


def _service(address, modified):
    return node(
        _part(address, "api"),
        "dcat:DataService",
        dcterms_identifier=_part(address, "api"),
        dcterms_title=nl(_("API van de Inspiratiemarkt")),
        dcterms_description=nl(_("Deze gegevens, om te zoeken en te filteren met een programma, zonder account.")),
        dcterms_accessRights=link(PUBLIC),
        dcterms_license=link(LICENCE_ADDRESS),
        dcterms_modified=modified,
        dcat_theme=links(THEMES),
        dcat_endpointURL=link(_page("opendata:api_root")),
        dcat_endpointDescription=link(_page("opendata:api_openapi")),
        dcat_servesDataset=links(_part(address, dataset.name) for dataset in DATASETS),
        foaf_page=link(_page("opendata:api")),
        **_common(address),
    )


def _record(address, dataset, modified):
    return node(
        _part(address, dataset.name, "beschrijving"),
        "dcat:CatalogRecord",
        foaf_primaryTopic=link(_part(address, dataset.name)),
        dcterms_modified=modified,
        dcterms_language=link(DUTCH),
    )


def _publisher(address):
    return node(
        _part(address, "uitgever"),
        ["foaf:Agent", "org:Organization"],
        foaf_name=nl(site_owner() or _("Redactie Inspiratiemarkt")),
    )


def _contact(address):
    return node(
        _part(address, "contact"),
        ["vcard:Kind", "vcard:Organization"],
        vcard_fn=nl(_("Redactie Inspiratiemarkt")),
        vcard_hasEmail=link(f"mailto:{contact_email()}"),
    )


def _vocabulary():
    """Nodes of the external terms that the catalogue refers to, so that it can be checked without fetching these."""
    forms = list(dict.fromkeys(form for dataset in DATASETS for form, _path in dataset.addresses()))
    file_types = [FORMATS[form][1] for form in forms if FORMATS[form][1]]
    return [
        node(PUBLIC, "dcterms:RightsStatement"),
        node(DUTCH, "dcterms:LinguisticSystem"),
        node(IRREGULAR, "dcterms:Frequency"),
        node(LICENCE_ADDRESS, "dcterms:LicenseDocument"),
        node(PROFILE, "dcterms:Standard"),
        *(node(theme, "skos:Concept") for theme in THEMES),
        *(node(MEDIA_TYPES + FORMATS[form][0], "dcterms:MediaType") for form in forms if form not in UNREGISTERED),
        *(node(f"{EU}file-type/{name}", "dcterms:MediaTypeOrExtent") for name in file_types),
    ]


def _common(address):
    """Properties shared by the catalogue and everything in it."""
    return {
        "dcterms_publisher": link(_part(address, "uitgever")),
        "dcterms_language": link(DUTCH),
        "dcat_contactPoint": link(_part(address, "contact")),
    }


def _part(address, *names):
    return f"{address}#{'-'.join(names)}"


def _page(name):
    return settings.PORTAL_URL + reverse(name)


def changed_on():
    """The day of the last change of the content, which its number tells; None before the first."""
    number = current()
    return datetime.fromtimestamp(number / 1_000_000, tz=timezone.get_current_timezone()).date() if number else None
