"""Addresses of the files of pictures and papers."""

from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("beeld/<slug:token>/<str:name>", views.picture, name="picture"),
    path("documenten/<slug:token>/<str:name>", views.paper, name="paper"),
    path("voorbeeld/beeld/<str:sealed>/<str:name>", views.picture_preview, name="picture_preview"),
    path("voorbeeld/documenten/<str:sealed>/<str:name>", views.paper_preview, name="paper_preview"),
]
