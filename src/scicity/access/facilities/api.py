"""Facilities and their units over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from scicity.platform.api.route import route

from ..models import (
    Facility,
    Unit,
)
from . import schemas as s


@route("GET", "/facilities", "public", list[s.FacilityOut], auth=False)
def facility_list(request: HttpRequest) -> Any:
    return Facility.objects.all()


@route("GET", "/units", "public", list[s.UnitOut], auth=False)
def unit_list(request: HttpRequest) -> Any:
    return Unit.objects.all()
