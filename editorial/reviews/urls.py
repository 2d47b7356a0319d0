"""The URLs in the mails to a municipality."""

from django.urls import path

from . import views

app_name = "reviews"

urlpatterns = [
    path("ronde/<str:token>/", views.answer_round, name="round"),
    path("<str:token>/", views.answer, name="answer"),
]
