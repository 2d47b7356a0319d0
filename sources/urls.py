"""Addresses of publications and organisations."""

from django.urls import path

from . import views

app_name = "sources"
urlpatterns = [
    path("bronnen/", views.publication_list, name="list"),
    path("bronnen/<slug:slug>/", views.publication_detail, name="detail"),
    path("organisaties/", views.organisation_list, name="organisations"),
    path("organisaties/<slug:slug>/", views.organisation_detail, name="organisation"),
]
