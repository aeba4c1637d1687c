"""The report studio's addresses."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="studio"),
    path("compare/", views.compare, name="studio-compare"),
    path("jobs/<str:job>/", views.job, name="studio-job"),
    path("builds/<str:build>/", views.built, name="studio-built"),
    path("builds/<str:build>/files/<path:name>", views.file, name="studio-file"),
    path("builds/<str:build>/sign/", views.sign, name="studio-sign"),
    path("builds/<str:build>/freeze/", views.freeze, name="studio-freeze"),
    path("builds/<str:build>/rebuild/", views.order_rebuild, name="studio-rebuild"),
    path("<slug:report>/build/", views.order_build, name="studio-build"),
    path("<slug:report>/<str:language>/", views.edit, name="studio-edit"),
    path("<slug:report>/<str:language>/check/", views.check, name="studio-check"),
]
