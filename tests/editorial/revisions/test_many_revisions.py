"""Among a thousand initiatives, publishing and restoring loses no relation and mixes nothing up."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from taggit.models import Tag

from core.generation import content_change
from editorial.revisions import snapshot
from editorial.revisions.models import save_draft
from initiatives.models import Citation, Initiative
from initiatives.publishability import CHECK_FIELDS
from search import index
from tests.support import make

pytestmark = pytest.mark.django_db
MANY = 1000
EVERY = 50  # publishing one takes about a hundred queries; 1 publishes them all, which takes minutes
WRITTEN = {"id", "generation", "created_at", "updated_at", "content_changed_on"}  # by the portal, at each change
WRITTEN |= {*CHECK_FIELDS}  # publishing is a check
AT_LEAST_ONE = {"themes", "municipalities", "citations"}


def stored():
    """All initiatives and all that hangs on them, as the database has it: by model a sorted list of rows."""
    linked = [field.remote_field.through for field in Initiative._meta.local_many_to_many]
    return {model: sorted(rows(model), key=repr) for model in [Initiative, *snapshot.part_models().values(), *linked]}


def rows(model):
    names = [field.attname for field in model._meta.concrete_fields if field.name not in WRITTEN]
    return models.QuerySet(model).values_list(*(["pk"] if model is Initiative else []), *names)


def many():
    """A thousand initiatives with something in every relation and every kind of part, unlike those of the next."""
    like = make.initiative()
    common = {name: getattr(like, name) for name in ("summary", "kind", "status", "main_theme", "state")}
    initiatives = Initiative.objects.bulk_create(
        Initiative(code=f"M-{number}", slug=f"m-{number}", title=f"Titel {number}", **common) for number in range(MANY)
    )
    _link(initiatives)
    source, place = make.publication(), make.municipality()
    parts = {  # the text that differs, and the other fields
        "partners": ("name", {"role": "r"}),
        "results": ("value", {"unit": "u", "definition": "d", "period": "p", "publication": source}),
        "citations": ("heading", {"publication": source}),
        "adoptions": ("changes", {"publication": source, "municipality": place}),
        "galleryitems": ("position", {"picture": make.picture()}),
        "attachments": ("note", {"paper": make.paper()}),
        "status_history": ("note", {"status": "pilot", "as_of": "2021", "publication": source}),
    }
    for name, model in snapshot.part_models().items():
        text, fields = parts[name]
        model.objects.bulk_create(
            model(initiative=initiative, **{text: f"{number}"}, **fields)
            for number, initiative in enumerate(initiatives)
        )
    with content_change():
        index.update(Initiative.objects.all())
    return initiatives


def _link(initiatives):
    """Link each to two of the seven records of a kind, and to its neighbour."""
    pairs = list(zip(initiatives[::2], initiatives[1::2], strict=True))
    related = Initiative.related.through
    related.objects.bulk_create(
        related(from_initiative=a, to_initiative=b) for pair in pairs for a, b in (pair, pair[::-1])
    )
    for name in [*make.MANY[:-1], "municipalities", "tags"]:
        field = Initiative._meta.get_field(name)
        through, targets = field.remote_field.through, [_target(name) for _number in range(7)]
        if name == "tags":
            names, fixed = ("object_id", "tag_id"), {"content_type": ContentType.objects.get_for_model(Initiative)}
        else:
            names, fixed = (f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"), {}
        through.objects.bulk_create(
            through(**dict(zip(names, (initiative.pk, targets[place % 7].pk), strict=True)), **fixed)
            for number, initiative in enumerate(initiatives)
            for place in (number, number + 1)
        )


def _target(name):
    if name == "tags":
        return Tag.objects.create(name=f"woord {Tag.objects.count()}")
    required = {"publication": make.publication()} if name == "statements" else {}
    kind = Initiative._meta.get_field(name).related_model._meta.model_name
    return getattr(make, {"targetgroup": "target_group"}.get(kind, kind))(**required)


def emptied(content):
    """The same content with nothing in any relation that may be empty, and one thing in the others."""
    lists = {name: values for name, values in content.items() if isinstance(values, list)}
    return content | {name: values[:1] if name in AT_LEAST_ONE else [] for name, values in lists.items()}


def test_what_was_published_and_restored_is_what_it_was(settings):
    settings.FOUR_EYES = False
    user, initiatives = make.editor(), many()
    chosen, before = initiatives[::EVERY], stored()
    for initiative in chosen:
        save_draft(initiative, emptied(snapshot.take(initiative)) | {"title": f"Nieuw {initiative.pk}"}, user)
    publish_all(chosen, user)
    assert {model for model, table in stored().items() if table != before[model]} == {*before} - {Citation}
    for initiative in chosen:
        initiative.revisions.get(number=1).restore(user)
    publish_all(chosen, user)

    assert stored() == before


def publish_all(initiatives, user):
    for initiative in initiatives:
        initiative.revisions.open().get().publish(user)
        assert initiative.revisions.live().get().snapshot == snapshot.take(initiative)
