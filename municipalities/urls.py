"""Addresses of municipalities."""

from django.urls import path

from . import views

app_name = "municipalities"
urlpatterns = [
    path("gemeenten/", views.municipality_list, name="list"),
    path("gemeenten/<slug:slug>/", views.municipality_detail, name="detail"),
]
