"""Addresses of initiatives and of the market."""

from django.urls import path

from . import feeds, views

app_name = "initiatives"
urlpatterns = [
    path("initiatieven/", views.finder, name="list"),
    path("initiatieven/feed/", feeds.InitiativeFeed(), name="feed"),
    path("initiatieven/keuze/<slug:name>/", views.choices, name="choices"),
    path("initiatieven/<slug:slug>/", views.detail, name="detail"),
    path("inspiratiemarkt/", views.market, name="market"),
]
