"""Addresses of themes, concepts, frameworks and bottlenecks."""

from django.urls import path

from . import views, views_frameworks, views_signals

app_name = "themes"
urlpatterns = [
    path("themas/", views.theme_list, name="list"),
    path("themas/<slug:slug>/", views.theme_detail, name="detail"),
    path("knelpunten/", views_signals.bottleneck_list, name="bottlenecks"),
    path("knelpunten/export/", views_signals.bottlenecks_export, name="bottlenecks_export"),
    path("knelpunten/<slug:slug>/", views_signals.bottleneck_detail, name="bottleneck"),
    path("kaders/", views_frameworks.framework_list, name="frameworks"),
    path("kaders/<slug:slug>/", views_frameworks.framework_detail, name="framework"),
    path("begrippen/", views.concept_list, name="concepts"),
    path("begrippen/<slug:slug>/", views.concept_detail, name="concept"),
]
