"""A market with a little of everything, to dump, and an empty installation to load it in."""

import datetime

from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from core.merging import merge
from core.models import Merge
from core.records import State
from editorial.content.kinds import KINDS
from editorial.content.models import LoadedRecord
from initiatives.models import Initiative, OldAddress
from library.models import Picture
from pages.models import FixedPage, PageVersion, SiteSettings
from pages.shipped import PageText
from sources.models import Publication
from tests.support import make
from tests.support.drafts import SECRET

DRAFT = {"state": State.DRAFT}
BROKEN = datetime.date(2026, 3, 4)


def dump(folder, **options):
    call_command("dump_content", str(folder), **options)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wipe(tmp_path):
    """Make this an empty installation, with a storage of its own."""
    for kind in reversed(KINDS):
        kind.model.objects.all().delete()
    for model in [PageVersion, SiteSettings, LoadedRecord, Merge]:
        model.objects.all().delete()
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "other"}}
    return override_settings(STORAGES={"default": files, "staticfiles": {"BACKEND": STATIC}})


STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


def full_market():
    """A little of every kind of content: on the site, as a draft, and withdrawn; returns what is on the site."""
    with make.together():
        source, hidden = make.publication(title="Rapport"), make.publication(title=f"{SECRET} bron", **DRAFT)
        arnhem, ede = make.municipality(name="Arnhem"), make.municipality(name="Ede")
        arnhem.neighbours.add(ede)
        make.place("Lunteren", municipality=ede)
        organisation = make.organisation(name="Vluchtelingenwerk")
        theme, group = make.theme(name="Opvang"), make.target_group()
        concept = make.concept(term="azc", synonyms=["opvangplek"], english=["centre"])
        concept.related.add(make.concept(term="noodopvang"))
        framework = make.framework(name="Spreidingswet")
        framework.citations.create(publication=source)
        bottleneck = make.bottleneck(title="Te weinig woningen", years=[2025], themes=[theme])
        statement, ask = make.statement(publication=source), make.ask(publication=source, addressees=["Rijk"])
        make.key_figure(publication=source, themes=[theme])
        make.key_figure(publication=hidden, definition=f"{SECRET} telling")
        make.consultation(source, 1)
        kind = make.municipality_type(publication=source)
        kind.assignments.create(municipality=arnhem, publication=source)
        relations = {"target_groups": [group], "frameworks": [framework], "bottlenecks": [bottleneck], "asks": [ask]}
        shown = make.initiative(
            title="Huis in Arnhem",
            municipalities=[arnhem],
            main_theme=theme,
            tags=["wonen", "Buurt"],
            internal_note=f"{SECRET} notitie",
            offline_at=timezone.now() + datetime.timedelta(days=9, microseconds=7),
            statements=[statement],
            **relations,
            **make.assessment("cijfers", assessment_publication=source),
        )
        draft = make.initiative(title=f"{SECRET} plan", related=[shown], **DRAFT)
        make.initiative(title=f"{SECRET} gestopt", state=State.WITHDRAWN)
        fill(shown, draft, source, hidden, organisation, ede)
        bundle = make.bundle(shown, draft, remarks=["Begin hier.", f"{SECRET} opmerking"], themes=[theme])
        bundle.pictures.create(picture=make.picture(title=f"{SECRET} naam"), position=2)
        edition = make.market(organiser=organisation, publication=source)
        edition.stands.create(initiative=shown, position=1)
        edition.programme_items.create(starts_at=datetime.time(13, 30), title="Opening")
        edition.slides.create(paper=make.paper(municipality=arnhem), initiative=shown)
        edition.quotes.create(text=f"{SECRET} uitspraak", function="wethouder", municipality=arnhem)
        make.news(title="Er is een markt", initiatives=[shown], picture=make.picture())
    write_page(FixedPage.objects.get(slug="over"))
    return shown


def fill(shown, draft, source, hidden, organisation, municipality):
    """Give an initiative a part of every kind."""
    counted = {"value": "72%", "unit": "mensen", "period": "2025"}
    for number in ("72.50", None):
        shown.results.create(**counted, number=number, definition="d", publication=source)
    shown.results.create(**counted, definition=f"{SECRET} getal", publication=hidden)
    shown.partners.create(name="Vluchtelingenwerk", organisation=organisation)
    shown.adoptions.create(municipality=municipality, publication=source, local_initiative=draft, year=2025)
    shown.status_history.create(status="pilot", as_of="2024", publication=source)
    shown.galleryitems.create(picture=make.picture())
    shown.galleryitems.create(picture=make.picture(people=Picture.People.NO_CONSENT, alt=f"{SECRET} gezicht"))
    shown.attachments.create(paper=make.paper(), note="Let op.")
    OldAddress.objects.create(slug="oud-adres", initiative=shown)
    note(shown, draft, source)


def note(shown, draft, source):
    """Give an initiative a history, and what no file fills."""
    merge(source, make.publication(title="Dubbel", slug="dubbel", code="DUBBEL-1"), [])
    merge(source, make.publication(title=f"{SECRET} dubbel", slug=f"{SECRET}-dubbel".lower(), **DRAFT), [])
    Initiative.objects.filter(pk=shown.pk).update(change_notes=[{"on": "2026-05-06", "text": "Cijfers erbij."}])
    Publication.objects.filter(pk=source.pk).update(
        link_state="werkt-niet", link_broken_since=BROKEN, excerpt=f"{SECRET} passage"
    )
    days = {"new": datetime.date(2026, 4, 1), "changed": datetime.date(2026, 5, 6)}
    facts = {"new": {"before": None, "after": {}}, "changed": {"before": {"kind": "praktijk"}, "after": {}}}
    for kind, day in days.items():
        words = {"note": "Cijfers erbij.", "differences": [["Titel", "Oud", "Nieuw"]]} if kind == "changed" else {}
        shown.public_changes.create(kind=kind, on=day, **words, **facts[kind])
    draft.public_changes.create(kind="gone", on=days["new"], note=f"{SECRET} reden", before={})


def write_page(page):
    """Publish a text of editors, with a draft of the next one."""
    with_text = PageText("Over ons", "Wie wij zijn", "Wij zijn de redactie.")
    version = page.add_version(with_text, None)
    version.published_at = timezone.now()
    version.go_live()
    page.add_version(with_text._replace(text=f"{SECRET} tekst"), None, note="later")
