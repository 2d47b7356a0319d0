"""All addresses: those of the apps, the fixed pages, and the files for machines."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from opendata.linked.views import qr_code, record_by_code
from pages.views import fixed_page

from . import views
from .sitemaps import SITEMAPS

handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("search.urls")),
    path("", include("initiatives.urls")),
    path("", include("editorial.revisions.history.urls")),
    path("", include("themes.urls")),
    path("", include("municipalities.urls")),
    path("", include("library.urls")),
    path("", include("sources.urls")),
    path("", include("pages.urls")),
    path("", include("opendata.urls")),
    path("aanmelden/", include("editorial.submissions.urls")),
    path("vraag/", include("editorial.questions.urls")),
    path("volgen/", include("editorial.subscriptions.urls")),
    path("controle/", include("editorial.reviews.urls")),
    path("voorbeeld/", include("editorial.revisions.urls")),
    path("over/", fixed_page, {"slug": "over"}, name="about"),
    path("over/stijl/", views.style, name="style"),
    path("toegankelijkheid/", fixed_page, {"slug": "toegankelijkheid"}, name="accessibility"),
    path("en/", views.english, name="english"),
    path("id/<str:code>", record_by_code, name="by_code"),
    path("id/<str:code>/", record_by_code, name="by_code_with_slash"),
    path("id/<str:code>/qr.svg", qr_code, name="qr_code"),
    path("data/", include("opendata.linked.urls")),
    path("privacy/", fixed_page, {"slug": "privacy"}, name="privacy"),
    path("open-data/", fixed_page, {"slug": "open-data"}, name="open_data"),
    path("status/", include("core.monitoring.urls")),
    path("robots.txt", views.robots, name="robots"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("beheer/", include("editorial.accounts.urls")),
    path("beheer/", admin.site.urls),
]
