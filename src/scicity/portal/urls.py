"""The portal's addresses.

All but the entry of readings are public: they show what the city publishes.
"""

from __future__ import annotations

from django.urls import path

from . import entry_views, views

urlpatterns = [
    path("", views.home, name="city"),
    path("map.svg", views.map_picture, name="city-map"),
    path("places/<path:where>/pidinst.json", views.pidinst, name="pidinst"),
    path("places/<path:where>/", views.place, name="place"),
    path("explore/", views.explore, name="explore"),
    path("explore/chart.svg", views.chart, name="explore-chart"),
    path("explore/map.svg", views.explore_map, name="explore-map"),
    path("explore/data.<str:form>", views.download, name="explore-data"),
    path("figure/", views.figure, name="figure"),
    path("statement/", views.statement, name="statement"),
    path("targets/", views.targets, name="targets"),
    path("explore/trend.svg", views.trend, name="trend"),
    path("parks/", views.parks, name="parks"),
    path("events/", views.events, name="events"),
    path("events.ics", views.events_feed, name="events-feed"),
    path("enter/", entry_views.enter, name="indicators-enter"),
    path("enter/template.xlsx", entry_views.template, name="indicators-template"),
    path("projects/", views.projects, name="projects"),
]
