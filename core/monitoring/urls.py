"""The addresses for whoever watches the portal."""

from django.urls import path

from . import views

app_name = "monitoring"
urlpatterns = [
    path("", views.status, name="status"),
    path("ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
