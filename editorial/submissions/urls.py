"""The URLs of submitting and of following a submission."""

from django.urls import path

from . import views

app_name = "submissions"
urlpatterns = [
    path("", views.new, name="new"),
    path("verstuurd/", views.sent, name="sent"),
    path("bedankt/", views.thanks, name="thanks"),
    path("overwogen/", views.considered, name="considered"),
    path("overgenomen/<slug:slug>/", views.adopt, name="adopt"),
    path("overwegen/<slug:slug>/", views.consider, name="consider"),
    path("klopt-niet/<slug:slug>/", views.correct, name="correct"),
    path("<slug:token>/", views.follow, name="follow"),
]
