"""Addresses of themes, concepts, frameworks and bottlenecks."""

from django.urls import path

from . import views
from .frameworks.views import framework_detail, framework_list
from .key_figures.views import key_figure_list
from .signals.views import bottleneck_detail, bottleneck_list, bottlenecks_export

app_name = "themes"
urlpatterns = [
    path("themas/", views.theme_list, name="list"),
    path("themas/<slug:slug>/", views.theme_detail, name="detail"),
    path("knelpunten/", bottleneck_list, name="bottlenecks"),
    path("knelpunten/export/", bottlenecks_export, name="bottlenecks_export"),
    path("knelpunten/<slug:slug>/", bottleneck_detail, name="bottleneck"),
    path("kaders/", framework_list, name="frameworks"),
    path("kaders/<slug:slug>/", framework_detail, name="framework"),
    path("cijfers/", key_figure_list, name="key_figures"),
    path("begrippen/", views.concept_list, name="concepts"),
    path("begrippen/<slug:slug>/", views.concept_detail, name="concept"),
]
