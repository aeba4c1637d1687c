"""The site: access, the accounts' pages, the API."""

from __future__ import annotations

from django.urls import include, path

from scicity.access.api import api

urlpatterns = [
    path("", include("scicity.access.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
]
