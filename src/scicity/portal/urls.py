"""The portal's addresses. All are public: they show what the city publishes."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="city"),
    path("map.svg", views.map_picture, name="city-map"),
    path("places/<path:where>/", views.place, name="place"),
    path("explore/", views.explore, name="explore"),
    path("explore/chart.svg", views.chart, name="explore-chart"),
    path("explore/data.<str:form>", views.download, name="explore-data"),
    path("figure/", views.figure, name="figure"),
    path("statement/", views.statement, name="statement"),
    path("targets/", views.targets, name="targets"),
    path("projects/", views.projects, name="projects"),
]
