"""The addresses of the news; those of the fixed pages are in `portal/urls.py`."""

from django.urls import path

from . import views
from .feeds import NewsFeed

app_name = "pages"
urlpatterns = [
    path("nieuws/", views.news_list, name="news"),
    path("nieuws/feed/", NewsFeed(), name="news_feed"),
    path("nieuws/<slug:slug>/", views.news_item, name="news_item"),
]
