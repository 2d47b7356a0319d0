"""Addresses of the open data."""

from django.urls import path

from .api import views as api
from .exports import views as exports

app_name = "opendata"
urlpatterns = [
    path("open-data/velden/", exports.fields, name="fields"),
    path("open-data/<str:resource>/export/", exports.export_kind, name="export"),
    path("api/", api.documentation, name="api"),
    path("api/v1", api.root, name="api_root"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
    path("api/v1/<str:resource>", api.collection, name="api_list"),
    path("api/v1/<str:resource>/<str:code>", api.detail, name="api_detail"),
]
