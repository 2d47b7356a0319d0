"""The address for readers outside the desk."""

from django.urls import path

from . import views

app_name = "revisions"

urlpatterns = [path("<str:token>/", views.review, name="review")]
