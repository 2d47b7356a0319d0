"""The URL in the mail to a municipality."""

from django.urls import path

from . import views

app_name = "reviews"

urlpatterns = [path("<str:token>/", views.answer, name="answer")]
