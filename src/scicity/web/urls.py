"""The site: access, the portal, the accounts' pages, the API."""

from __future__ import annotations

from django.urls import include, path

from scicity.access.api import api
from scicity.construction import api as _projects  # noqa: F401 - declares its operations
from scicity.parkservices import api as _cases  # noqa: F401
from scicity.parkservices import desk_api as _desk  # noqa: F401
from scicity.portal import api as _portal  # noqa: F401

urlpatterns = [
    path("", include("scicity.platform.urls")),
    path("", include("scicity.access.urls")),
    path("city/", include("scicity.portal.urls")),
    path("projects/", include("scicity.construction.urls")),
    path("", include("scicity.parkservices.urls")),
    path("studio/", include("scicity.studio.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
]
handler403 = "scicity.access.home.views.forbidden"
handler404 = "scicity.access.home.views.missing"
handler500 = "scicity.access.home.views.broken"
