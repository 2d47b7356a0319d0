"""The settings of the site and the versions of its fixed texts, in a dump and back."""

import json
from pathlib import Path

from django.utils.translation import gettext as _

from core.text import map_texts, readable
from pages.models import FixedPage, PageVersion, SiteSettings
from pages.shipped import PageText

from .files import ContentError, json_rows
from .values import canonical, from_file

SITE_FILE = "site.jsonl"
SETTINGS = ["owner", "contact_email", "news", "texts", "menu"]
VERSION = ["number", "title", "description", "text", "note", "state", "created_at", "published_at"]
OF_THE_DESK = {"note": "", "number": 1}  # what a public dump says instead


def site_content(is_public=False):
    """The settings in one record, then each fixed text with its versions; a public dump has only those on the site."""
    site = SiteSettings.objects.first() or SiteSettings()
    yield {"settings": {name: getattr(site, name) for name in SETTINGS}}
    for page in FixedPage.objects.order_by("slug"):
        versions = page.versions.live() if is_public else page.versions.all()
        rows = [{name: getattr(version, name) for name in VERSION} for version in versions.order_by("number")]
        if is_public:  # what visitors read is in the settings
            texts = [PageText(*site.texts[page.slug])] if page.slug in site.texts else []
            rows = [row | OF_THE_DESK | text._asdict() for row, text in zip(rows, texts, strict=False)]
        yield {"page": page.slug, "versions": rows}


def load_site(folder):
    """Load the settings and texts of a dump, where editors set and wrote nothing yet.

    Returns: "new", "unchanged" or "kept"; "" when the folder has none. Raises: ContentError.
    """
    path = Path(folder) / SITE_FILE
    if not path.is_file():
        return ""
    try:
        records = list(json_rows(path))
        settings, pages = records[0]["settings"], {row["page"]: row["versions"] for row in records[1:]}
        if _same(records, site_content()):
            return "unchanged"
        if SiteSettings.objects.exists() or PageVersion.objects.exists():
            return "kept"
        SiteSettings.objects.create(pk=1, **{name: settings[name] for name in SETTINGS})
        for page in FixedPage.objects.filter(slug__in=pages):
            PageVersion.objects.bulk_create(_version(page, row) for row in pages[page.slug])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ContentError(_("dit zijn geen teksten van de site: %s") % error, path.name) from error
    return "new"


def _version(page, row):
    fields = {name: PageVersion._meta.get_field(name) for name in VERSION}
    values = {name: row[name] for name in VERSION}
    moments = {name: from_file(fields[name], values[name]) for name in ("created_at", "published_at")}
    return PageVersion(page=page, **values | moments)


def _same(records, others):
    """Whether two lists of records say the same."""
    return json.dumps(records, sort_keys=True) == json.dumps(
        map_texts(readable, json.loads(json.dumps(list(others), default=canonical))), sort_keys=True
    )
