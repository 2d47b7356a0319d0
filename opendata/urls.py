"""Addresses of the open data."""

app_name = "opendata"
urlpatterns = []
