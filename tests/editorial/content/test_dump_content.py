"""`dump_content` writes all content, and `load_content` reads it back: the same bytes come out of the next dump."""

import json

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from core.folders import MANIFEST, read_manifest
from core.records import State
from editorial.content.kinds import KINDS
from editorial.content.models import LoadedRecord
from initiatives.models import Adoption, Initiative
from library.models import Picture
from pages.models import SiteSettings
from sources.models import Publication
from tests.support import make
from tests.support.drafts import SECRET
from tests.support.dumps import BROKEN, dump, full_market, wipe

pytestmark = pytest.mark.django_db


def records(folder, name):
    """The records of a kind in a dump, by their key."""
    (key,) = [kind.key for kind in KINDS if kind.name == name]
    rows = map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return {row[key]: row for row in rows}


@pytest.fixture
def market():
    return full_market()


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
    monkeypatch.setattr("core.generation._query", lambda _connection: type("State", (), {"number": next(numbers)}))
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


def test_an_old_text_with_a_rare_line_break_is_read_back(market, tmp_path):
    SiteSettings.objects.update(owner="De\u2028gemeente\x85hier")
    dump(tmp_path / "dump")
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "dump")

        assert SiteSettings.objects.get().owner == "De\ngemeente\nhier"


def test_adoptions_are_in_the_dump_as_on_the_page(market, tmp_path):
    Adoption.objects.update(publication=Publication.objects.get(title__startswith=SECRET))
    dump(tmp_path / "dump", public=True)

    (row,) = records(tmp_path / "dump", "initiatives").values()
    assert row["adoptions"] == []
