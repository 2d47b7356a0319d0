"""Drafts among the real content, with a word that nobody may read."""

from core.generation import content_change
from core.records import State
from initiatives.models import Initiative
from search import index
from search.documents import DOCUMENT_SOURCES
from sources.models import Organisation, Publication
from themes.models import Bottleneck, Concept, Framework, Theme

from .public_urls import public_records

SECRET = "zeergeheim"
DRAFTS = {Initiative: "title", Bottleneck: "title", Concept: "term", Framework: "name", Publication: "title"}


def make_drafts():
    """One record of each kind becomes a draft that everything still points at."""
    for model, name in DRAFTS.items():
        draft = model.objects.filter(pk=public_records(model).order_by("pk").first().pk)
        draft.update(state=State.DRAFT, slug=f"{SECRET}-{model._meta.model_name}")
        draft.update(**{name: f"{SECRET} {draft.get().pk}"})
    part = Theme.objects.filter(pk=public_records(Theme).filter(parent__isnull=False).first().pk)
    part.update(state=State.DRAFT, slug=f"{SECRET}-theme", name=SECRET)
    speaker = Organisation.objects.filter(pk=public_records(Organisation).order_by("pk").first().pk)
    speaker.update(state=State.DRAFT, slug=f"{SECRET}-organisation")  # its name may stand in a source
    with content_change():
        for model in DOCUMENT_SOURCES:
            index.update(model.objects.all())
