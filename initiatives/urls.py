"""Addresses of initiatives and of the market."""

from django.urls import path

from opendata.exports.views import export_initiatives

from . import views
from .bundles.views import bundle_detail, bundle_list
from .compare.views import compare_page
from .council.views import council_page
from .coverage.views import coverage_page
from .exports.feeds import InitiativeFeed
from .finder.views import choices, finder
from .market.views import market, market_calendar, stand_cards
from .memo.views import memo_page
from .opportunities.views import opportunities
from .shortlist.views import shortlist_page

app_name = "initiatives"
urlpatterns = [
    path("initiatieven/", finder, name="list"),
    path("initiatieven/feed/", InitiativeFeed(), name="feed"),
    path("initiatieven/export/", export_initiatives, name="export"),
    path("initiatieven/keuze/<slug:name>/", choices, name="choices"),
    path("initiatieven/vergelijken/", compare_page, name="compare"),
    path("initiatieven/<slug:slug>/", views.detail, name="detail"),
    path("initiatieven/<slug:slug>/raadspagina/", council_page, name="council_page"),
    path("lijst/", shortlist_page, name="shortlist"),
    path("lijst/notitie/", memo_page, name="memo"),
    path("inspiratiemarkt/", market, name="market"),
    path("inspiratiemarkt/<slug:slug>/", market, name="market"),
    path("inspiratiemarkt/<slug:slug>/agenda.ics", market_calendar, name="market_calendar"),
    path("inspiratiemarkt/<slug:slug>/kraamkaarten/", stand_cards, name="stand_cards"),
    path("stapels/", bundle_list, name="bundles"),
    path("stapels/<slug:slug>/", bundle_detail, name="bundle"),
    path("dekking/", coverage_page, name="coverage"),
    path("kansenkaart/", opportunities, name="opportunities"),
]
