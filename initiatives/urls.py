"""Addresses of initiatives and of the market."""

from django.urls import path

from . import feeds, views, views_export, views_opportunities

app_name = "initiatives"
urlpatterns = [
    path("initiatieven/", views.finder, name="list"),
    path("initiatieven/feed/", feeds.InitiativeFeed(), name="feed"),
    path("initiatieven/export/", views_export.export_initiatives, name="export"),
    path("initiatieven/keuze/<slug:name>/", views.choices, name="choices"),
    path("initiatieven/<slug:slug>/", views.detail, name="detail"),
    path("kansenkaart/", views_opportunities.opportunities, name="opportunities"),
    path("inspiratiemarkt/", views.market, name="market"),
]
