"""The URLs of the public history."""

from django.urls import path

from . import views
from .feeds import ChangeFeed

app_name = "history"
urlpatterns = [
    path("wijzigingen/", views.change_list, name="list"),
    path("wijzigingen/feed/", ChangeFeed(), name="feed"),
    path("initiatieven/<slug:slug>/wijzigingen/", views.initiative_changes, name="initiative"),
]
