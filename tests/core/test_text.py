"""The rule for text, and that every text that enters goes by it: each field of each form, of the sheet and of files."""

import importlib
import json
import pkgutil
import shutil

import pytest
import yaml
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from core.text import MAX_LENGTH, UnreadableText, clean, map_texts, readable, tidy
from editorial.content.kinds import KINDS
from editorial.content.values import from_file, plain_fields
from editorial.imports.columns import COLUMNS, PART_COLUMNS
from tests.support import make
from tests.support.content_files import all_unchanged, change

BREAKS = ["\v", "\f", "\x85", "\u2028", "\u2029", "\r", "\r\n"]
SPACES = ["\xa0", "\u2009", "\u202f", "\u3000"]
INVISIBLE = ["\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202a", "\u2069", "\U000e0041"]
REFUSED = [
    "\x00",
    "\x01",
    "\x1b",
    "\x7f",
    "\x80",
    "\u202d",
    "\u202e",
    "\ufdd0",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\ud800",
]
OTHER_SCRIPTS = ["می\u200cخواهم", "क्\u200dष", "श्री\u200cमान्", "Кулик’ян", "ትግርኛ፡", "مُحَمَّد"]  # noqa: RUF001 - meant so
STRAYS = [*BREAKS, *SPACES, *INVISIBLE, *REFUSED]
# What is only compared and never stored.
NOT_STORED = {"login", "password", "password1", "password2", "code", "credential", "csrfmiddlewaretoken"}
BY_ITS_MODEL = {"username"}  # a form field of Django's own, of which the model refuses all but a few characters
APPS = ["core", "search", "sources", "municipalities", "themes", "initiatives", "pages", "editorial", "portal"]


@pytest.mark.parametrize("stray", BREAKS)
def test_any_line_break_becomes_one_kind_or_a_space(stray):
    assert clean(f"Taal{stray}coaches") == "Taal\ncoaches"
    assert clean(f"Taal{stray}coaches", lines=False) == "Taal coaches"


@pytest.mark.parametrize("stray", SPACES)
def test_an_odd_space_becomes_a_space(stray):
    assert clean(f"Taal{stray}coaches") == "Taal coaches"


@pytest.mark.parametrize("stray", INVISIBLE)
def test_what_is_invisible_goes(stray):
    assert clean(f"Taal{stray}coaches") == "Taalcoaches"


def test_an_emoji_of_several_stays_one():
    assert clean("👩\u200d🎓 en\u200d meer") == "👩\u200d🎓 en meer"


@pytest.mark.parametrize("word", OTHER_SCRIPTS)
def test_the_spelling_of_other_scripts_stays(word):
    assert clean(word) == clean(f"\u200c{word}\u200d") == word


def test_a_number_from_a_phone_is_taken():
    assert clean("Bel \u202a+31 38 123 45 67\u202c of \u2068محمد\u2069") == "Bel +31 38 123 45 67 of محمد"


@pytest.mark.parametrize("stray", REFUSED)
def test_what_is_no_text_is_refused_with_its_place(stray):
    with pytest.raises(UnreadableText, match=r"^Na ‘woorden, en dan de’ staat"):
        clean(f"Hier staan de eerste woorden, en dan de {stray} rest.")
    with pytest.raises(UnreadableText, match=r"^Aan het begin staat"):
        clean(stray)
    assert readable(f"Taal{stray}coaches") == "Taalcoaches"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from([s for s in STRAYS if len(s) == 1]))))
def test_what_is_clean_stays_so_and_every_output_can_carry_it(text):
    carried = readable(text)
    cleaned = clean(carried)

    assert clean(cleaned) == readable(cleaned) == cleaned
    assert clean(cleaned, lines=False).count("\n") == 0
    assert readable(carried) == carried
    carried.encode()


def test_a_text_is_no_longer_than_can_be_shown():
    assert clean("a" * MAX_LENGTH) == "a" * MAX_LENGTH
    with pytest.raises(UnreadableText, match="te lang"):
        clean("a" * (MAX_LENGTH + 1))
    assert tidy("a\x00\xadb\v" * MAX_LENGTH, lines=False) == "ab " * MAX_LENGTH


def test_every_text_in_data_is_reached():
    data = {"a": ["x", {"b": "y"}], "n": 1, "leeg": None}

    assert map_texts(str.upper, data) == {"a": ["X", {"b": "Y"}], "n": 1, "leeg": None}


# Every entrance


def text_fields(form_class):
    """The fields of a form in which somebody types a text that is stored."""
    return [
        (name, field)
        for name, field in form_class.base_fields.items()
        if isinstance(field, forms.CharField) and name not in NOT_STORED | BY_ITS_MODEL
    ]


def own_forms():
    """Every form class that stands in our code."""
    for package in APPS:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if module.name.rpartition(".")[2] in {"forms", "admin", "actions"} or ".admin." in module.name:
                importlib.import_module(module.name)
    waiting, found = [forms.BaseForm], set()
    while waiting:
        children = waiting.pop().__subclasses__()
        waiting += children
        found |= {child for child in children if child.__module__.partition(".")[0] in APPS}
    return found


def desk_forms():
    """The form of each model at the desk, to add and to change it, and those of its parts."""
    request = RequestFactory().get("/")
    request.user = make.editor(superuser=True)
    for model, model_admin in admin.site._registry.items():
        record = model(pk=1)
        for obj in (None, record):
            yield model_admin.get_form(request, obj, change=obj is not None)
            for inline in model_admin.get_inline_instances(request, obj):
                yield inline.get_formset(request, obj).form


def accepts(field, text):
    """What a field makes of a text; None when it refuses it."""
    try:
        value = field.clean(text)
    except ValidationError:
        return None
    return json.dumps(value, ensure_ascii=False)


def faults(field):
    """The strays that a field lets through."""
    refused = [stray for stray in REFUSED if accepts(field, f"a{stray}b") is not None]
    around = [f"a{stray}b" for stray in [*BREAKS[:-2], *SPACES, *INVISIBLE]]
    return refused + [text for text in around if (value := accepts(field, text)) and text[1:-1] in value]


@pytest.mark.django_db
def test_every_field_of_every_form_goes_by_the_rule():
    fields = [
        (form.__module__, form.__name__, name, field)
        for form in [*own_forms(), *desk_forms()]
        for name, field in text_fields(form)
    ]
    assert len({field[:3] for field in fields}) > 120
    assert [(*place, faults(field)) for *place, field in fields if faults(field)] == []


@pytest.mark.parametrize("stray", STRAYS)
def test_a_user_name_has_no_such_character(stray):
    with pytest.raises(ValidationError):
        User._meta.get_field("username").run_validators(f"a{stray}b")


@pytest.mark.parametrize("column", [*COLUMNS, *PART_COLUMNS], ids=lambda column: column.name)
def test_every_column_of_the_sheet_goes_by_the_rule(column):
    for stray in REFUSED:
        with pytest.raises(ValueError, match="onzichtbaar teken"):
            column.read(f"a{stray}b", {})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_text_of_one_line_of_a_file_gets_no_other(kind):
    for field in plain_fields(kind.model):
        if field.get_internal_type() in {"CharField", "SlugField", "URLField", "EmailField"}:
            assert from_file(field, "Taal\ncoaches") == "Taal coaches"


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
class TestOfFiles:
    @pytest.fixture
    def folder(self, tmp_path):
        return shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", "Taal\ufffecoaches"),
            ("tags", ["taal\x01"]),
            ("partners", ["Bieb\x01"]),
            ("results", [{"value": "1\x01"}]),
        ],
    )
    def test_what_is_no_text_is_refused_with_its_place(self, folder, field, value, monkeypatch):
        change(folder / "initiatives-bronnen.yaml", "INI-10", **{field: value})
        text = (folder / "initiatives-bronnen.yaml").read_text(encoding="utf-8")
        if "\ufffe" in str(value) or "\x01" in str(value):  # YAML itself refuses them, unless they are escaped
            assert "\\x01" in text or "\\uFFFE" in text

        with pytest.raises(CommandError, match=rf"initiatives-bronnen.yaml: INI-10: veld {field}: .*onzichtbaar teken"):
            call_command("load_content", folder=folder)

    def test_the_rest_is_cleaned_once(self, folder, capsys):
        change(folder / "initiatives-bronnen.yaml", "INI-10", title="Taal\vcoaches", tags=["taal\xadles"])
        call_command("load_content", folder=folder)
        call_command("load_content", folder=folder)
        initiative = apps.get_model("initiatives.Initiative").objects.get(code="INI-10")

        assert (initiative.title, [tag.name for tag in initiative.tags.all()]) == ("Taal coaches", ["taalles"])
        assert capsys.readouterr().out.splitlines()[-1] == all_unchanged()


def test_yaml_has_such_characters():
    assert yaml.load('- "a\\x01b\\uFFFE"', yaml.CSafeLoader) == ["a\x01b\ufffe"]
