"""Addresses of linked data: one for each form, and one without a form that leads to what the client prefers."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views
from .negotiation import SUFFIXES


class SuffixConverter(StringConverter):
    """The end of the name of a file, which says what form it has."""

    regex = "|".join(SUFFIXES.values())


register_converter(SuffixConverter, "suffix")
app_name = "linked"

urlpatterns = [
    path("begrippen", views.thesaurus, name="thesaurus"),
    path("begrippen.<suffix:suffix>", views.thesaurus_data, name="thesaurus_data"),
    path("catalogus", views.catalogue, name="catalogue"),
    path("catalogus.<suffix:suffix>", views.catalogue_data, name="catalogue_data"),
    path("velden", views.vocabulary, name="vocabulary"),
    path("velden.<suffix:suffix>", views.vocabulary_data, name="vocabulary_data"),
    path("<str:code>.<suffix:suffix>", views.record_data, name="record"),
]
