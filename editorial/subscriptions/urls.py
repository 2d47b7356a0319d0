"""The URLs of following."""

from django.urls import path

from . import views

app_name = "subscriptions"
urlpatterns = [
    path("", views.new, name="new"),
    path("verstuurd/", views.sent, name="sent"),
    path("bevestig/<str:token>/", views.confirm, name="confirm"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("mijn/<str:token>/", views.mine, name="mine"),
]
