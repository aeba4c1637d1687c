"""Projects over the API: read where they stand, note progress from another program."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from scicity.platform.api.route import route
from scicity.platform.api.types import Line
from scicity.platform.clock import today
from scicity.platform.permissions import allowed

from . import services
from .models import Project
from .standing import standing


class ProjectOut(Schema):
    id: int
    code: str
    place: str
    name_zh: str
    name_en: str
    state: str
    start: date
    due: date | None


class StandingOut(ProjectOut):
    activities: int
    critical: list[str]
    late: list[str]
    finish: dict[str, date]
    chance: float | None
    schedule_index: float | None
    cost_index: float | None


class ProgressIn(Schema):
    activity: Line
    day: date
    started: date
    finished: date | None = None
    percent: Annotated[int, Field(ge=0, le=100)]
    left: Annotated[int, Field(ge=0, le=100000)] | None = None


class Noted(Schema):
    id: int


@route("GET", "/projects", "project.list", list[ProjectOut])
def project_list(request: HttpRequest) -> Any:
    rows = Project.objects.all()
    return (
        rows
        if allowed(request.user, "project.create") or allowed(request.user, "history.view")
        else rows.filter(team__person=request.user)
    )


@route("GET", "/projects/{pk}", "project.view", StandingOut, of=Project)
def project(request: HttpRequest, thing: Project) -> Any:
    s = standing(thing, today())
    base = {f: getattr(thing, f) for f in ProjectOut.model_fields if f != "id"} | {"id": thing.pk}
    if s is None:
        return {
            **base,
            "activities": 0,
            "critical": [],
            "late": [],
            "finish": {},
            "chance": None,
            "schedule_index": None,
            "cost_index": None,
        }
    return {
        **base,
        "activities": len(s.work.activities),
        "critical": list(s.critical.path),
        "late": list(s.late),
        "finish": {str(p): d for p, d in s.finish.items()},
        "chance": s.chance,
        "schedule_index": s.earned.schedule_index if s.earned else None,
        "cost_index": s.earned.cost_index if s.earned else None,
    }


@route("POST", "/projects/{pk}/progress", "project.note", Noted, of=Project, scope="office")
def progress(request: HttpRequest, thing: Project, body: ProgressIn) -> Any:
    kept = services.note_progress(
        request.user,
        thing,
        body.activity,
        body.day,
        body.started,
        body.finished,
        body.percent,
        body.left,
    )
    return {"id": kept.pk}
