"""`dump_content` writes all content, and `load_content` reads it back: the same bytes come out of the next dump."""

import datetime
import json

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from core.folders import MANIFEST, read_manifest
from core.merging import MergeRefused, merge, undo_merge
from core.models import Merge
from core.records import State
from editorial.content.kinds import KINDS
from editorial.content.models import LoadedRecord
from initiatives.models import Adoption, Initiative, OldAddress
from library.models import Picture
from pages.models import FixedPage, PageVersion, SiteSettings
from pages.shipped import PageText
from sources.models import Publication
from tests.support import make
from tests.support.document import Document
from tests.support.drafts import SECRET

pytestmark = pytest.mark.django_db
DRAFT = {"state": State.DRAFT}
BROKEN = datetime.date(2026, 3, 4)


def dump(folder, **options):
    call_command("dump_content", str(folder), **options)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def records(folder, name):
    """The records of a kind in a dump, by their key."""
    (key,) = [kind.key for kind in KINDS if kind.name == name]
    rows = map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return {row[key]: row for row in rows}


def wipe(tmp_path):
    """Make this an empty installation, with a storage of its own."""
    for kind in reversed(KINDS):
        kind.model.objects.all().delete()
    for model in [PageVersion, SiteSettings, LoadedRecord, Merge]:
        model.objects.all().delete()
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "other"}}
    return override_settings(STORAGES={"default": files, "staticfiles": {"BACKEND": STATIC}})


STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture
def market():
    """A little of every kind of content: on the site, as a draft, and withdrawn."""
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


@pytest.mark.parametrize("is_public", [False, True], ids=["all", "public"])
def test_what_is_read_back_is_written_the_same(market, tmp_path, is_public):
    before = dump(tmp_path / "before", public=is_public)
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "before")
        after = dump(tmp_path / "after", public=is_public)

        assert {name for name in before if before[name] != after.get(name)} == set()
        assert after.keys() == before.keys()
        assert Initiative.objects.get(slug=market.slug).results.count() == (2 if is_public else 3)
        assert Publication.objects.get(title="Rapport").link_broken_since == BROKEN
        for picture in Picture.objects.all():
            assert default_storage.exists(picture.stored_name("400.jpg"))


@pytest.mark.parametrize("is_public", [False, True], ids=["all", "public"])
def test_what_visitors_saw_change_is_seen_after_it_too(market, client, tmp_path, is_public):
    dump(tmp_path / "dump", public=is_public)
    pages = [f"/initiatieven/{market.slug}/", f"/initiatieven/{market.slug}/wijzigingen/"]
    before = [Document(client.get(page).text).find("main")[0].text for page in pages]
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "dump")

        assert [Document(client.get(page).text).find("main")[0].text for page in pages] == before
    assert "Cijfers erbij." in before[0]
    assert "Oud → Nieuw" in before[1]


def test_the_address_of_what_was_merged_still_leads_on(market, client, tmp_path):
    """It cannot be parted again there: a dump does not have what is gone."""
    source = Publication.objects.get(title="Rapport")
    dump(tmp_path / "dump")
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "dump")
        response = client.get("/bronnen/dubbel/")

        assert (response.status_code, response.headers["Location"]) == (301, source.get_absolute_url())
        assert client.get("/id/DUBBEL-1").status_code == 301
        with pytest.raises(MergeRefused, match="kopie"):
            undo_merge(Merge.objects.first())


def test_an_editors_history_and_passages_stay(market, tmp_path):
    dump(tmp_path / "dump")
    Initiative.objects.filter(pk=market.pk).update(change_notes=[])
    Publication.objects.filter(title="Rapport").update(excerpt="Van hier.")
    call_command("load_content", folder=tmp_path / "dump")

    assert Initiative.objects.get(pk=market.pk).change_notes == []
    assert Publication.objects.get(title="Rapport").excerpt == "Van hier."
    assert market.public_changes.count() == 2
    assert Merge.objects.count() == 2


def test_every_kind_and_every_state_is_in_it(market, tmp_path):
    dump(tmp_path / "dump")

    counts = read_manifest(tmp_path / "dump")["records"]
    assert {name for name, total in counts.items() if not total} == set()
    assert {row["state"] for row in records(tmp_path / "dump", "initiatives").values()} == {*State.values}


def test_a_public_dump_is_what_visitors_see(market, tmp_path):
    files = dump(tmp_path / "dump", public=True)

    assert [name for name, content in files.items() if SECRET.encode() in content] == []
    (row,) = records(tmp_path / "dump", "initiatives").values()
    assert (row["code"], row["offline_at"], row["state"]) == (market.code, None, "published")
    assert [part["local_initiative"] for part in row["adoptions"]] == [None]
    assert row["evidence"] == "cijfers"
    assert len([name for name in files if name.startswith("media/beeld/")]) == 3 * 4


def test_an_assessment_goes_with_its_source(market, tmp_path):
    Publication.objects.filter(pk=market.assessment_publication_id).update(state=State.DRAFT)
    Initiative.objects.get(pk=market.pk).citations.create(publication=make.publication())
    dump(tmp_path / "dump", public=True)

    (row,) = records(tmp_path / "dump", "initiatives").values()
    assert (row["evidence"], row["assessment_reason"], row["assessment_publication"]) == ("niet-beoordeeld", "", None)


def test_the_dictionary_names_every_field(market, tmp_path):
    dump(tmp_path / "dump")

    kinds = json.loads((tmp_path / "dump" / "dictionary.json").read_text(encoding="utf-8"))
    for name, kind in kinds.items():
        for row in records(tmp_path / "dump", name).values():
            assert {field["name"] for field in kind["fields"]} | kind["parts"].keys() == row.keys()
            for part, fields in kind["parts"].items():
                assert all({field["name"] for field in fields} == values.keys() for values in row[part])


def test_a_file_that_was_changed_stops_the_load(market, tmp_path):
    dump(tmp_path / "dump")
    file = tmp_path / "dump" / "themes.jsonl"
    file.write_text(file.read_text().replace("Opvang", "Opvank"))

    with pytest.raises(CommandError, match=r"themes\.jsonl"):
        call_command("load_content", folder=tmp_path / "dump")


def test_another_folder_is_not_replaced(market, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Lieve moeder")

    with pytest.raises(CommandError):
        dump(tmp_path / "mine")
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "letter.txt"]


def test_a_dump_that_fails_leaves_the_one_before(market, tmp_path, monkeypatch):
    before = dump(tmp_path / "dump")
    make.initiative()
    monkeypatch.setattr("editorial.content.dump.write_manifest", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dump(tmp_path / "dump")

    assert [path.name for path in tmp_path.iterdir()] == ["dump"]
    assert (tmp_path / "dump" / MANIFEST).read_bytes() == before[MANIFEST]


def test_a_dump_is_of_one_moment(market, tmp_path, monkeypatch):
    numbers = iter([1, 2, 3, 3])
    monkeypatch.setattr("core.generation._query", lambda: type("State", (), {"number": next(numbers)}))
    dump(tmp_path / "dump")

    assert list(numbers) == []


def test_a_newer_dump_brings_what_changed_and_keeps_what_editors_wrote(market, tmp_path, capsys):
    dump(tmp_path / "first")
    titles = {"market": "Huis en tuin", "here": "Titel van hier"}
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "first")
        rows = Initiative.objects.filter(code=market.code)
        rows.update(title=titles["market"])
        dump(tmp_path / "second")
        rows.update(title=market.title)
        call_command("load_content", folder=tmp_path / "second")
        assert rows.get().title == titles["market"]

        rows.update(title=titles["here"])
        call_command("load_content", folder=tmp_path / "first")
        assert rows.get().title == titles["here"]
        assert f"kept as the editor left it: initiatives: {market.code}" in capsys.readouterr().out


def test_the_files_of_the_portal_never_undo_what_a_dump_brought(market, tmp_path):
    """What an editor changed at the other site is an editor's change here too, and what they removed stays away."""
    theme = market.main_theme
    for key in (theme.code, "T99"):
        LoadedRecord.objects.create(kind="themes", key=key, digest="of a release")
    dump(tmp_path / "dump")
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "dump")
        loaded = dict(LoadedRecord.objects.from_fixtures().values_list("key", "digest"))

        assert loaded == dict.fromkeys([theme.code, "T99"], "of a release")


def test_settings_and_texts_of_editors_are_kept(market, tmp_path, capsys):
    dump(tmp_path / "dump")
    SiteSettings.objects.update(owner="De gemeente hier")
    call_command("load_content", folder=tmp_path / "dump")

    assert SiteSettings.objects.get().owner == "De gemeente hier"
    assert "the settings and texts of the site" in capsys.readouterr().out


def test_adoptions_are_in_the_dump_as_on_the_page(market, tmp_path):
    Adoption.objects.update(publication=Publication.objects.get(title__startswith=SECRET))
    dump(tmp_path / "dump", public=True)

    (row,) = records(tmp_path / "dump", "initiatives").values()
    assert row["adoptions"] == []
