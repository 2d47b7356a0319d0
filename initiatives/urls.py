"""Addresses of initiatives and of the market."""

from django.urls import path

from . import feeds, views, views_compare, views_council, views_export, views_market, views_opportunities

app_name = "initiatives"
urlpatterns = [
    path("initiatieven/", views.finder, name="list"),
    path("initiatieven/feed/", feeds.InitiativeFeed(), name="feed"),
    path("initiatieven/export/", views_export.export_initiatives, name="export"),
    path("initiatieven/keuze/<slug:name>/", views.choices, name="choices"),
    path("initiatieven/vergelijken/", views_compare.compare_page, name="compare"),
    path("initiatieven/<slug:slug>/", views.detail, name="detail"),
    path("initiatieven/<slug:slug>/raadspagina/", views_council.council_page, name="council_page"),
    path("inspiratiemarkt/", views_market.market, name="market"),
    path("inspiratiemarkt/<slug:slug>/", views_market.market, name="market"),
    path("kansenkaart/", views_opportunities.opportunities, name="opportunities"),
]
