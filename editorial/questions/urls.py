"""The URLs of asking a municipality something, and of following a question."""

from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("verstuurd/", views.sent, name="sent"),
    path("over/<slug:slug>/", views.ask, name="ask"),
    path("<slug:token>/", views.follow, name="follow"),
]
