"""Sessions and their run log over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from scicity.platform import roles
from scicity.platform.api import types
from scicity.platform.api.route import route

from ..models import (
    LogEntry,
    ProposalPart,
    Session,
)
from ..reading import Limit, readable
from . import edited, runs
from . import schemas as s
from . import services as sessions

readable(
    "/sessions/{pk}/safety",
    "session.declare",
    Session,
    edited.DECLARATION,
    "The safety declaration",
)
readable(
    "/sessions/{pk}/times",
    "session.run",
    Session,
    edited.TIMES,
    "When a session actually began and ended",
)
readable(
    "/log-entries/{pk}/correction", "log.correct", LogEntry, edited.ENTRY, "A line of a run log"
)


def _session(x: Session) -> dict[str, Any]:
    return {
        "id": x.pk,
        "part_id": x.part_id,
        "unit_id": x.unit_id,
        "start": x.start,
        "end": x.end,
        "state": x.state,
        "safety": x.safety.state,
        "safety_version": x.safety.version,
        "started_at": x.started_at,
        "stopped_at": x.stopped_at,
    }


@route("GET", "/sessions", "session.list", list[s.SessionOut])
def session_list(request: HttpRequest, limit: Limit = 100) -> Any:
    person: Any = request.user
    rows = Session.objects.select_related("safety")
    mine = (
        rows.filter(visits__person=person)
        | rows.filter(part__proposal__members__person=person)
        | rows.filter(unit__facility__in=person.facilities_as(*roles.STAFF))
    )
    return [_session(x) for x in mine.distinct().order_by("-start")[:limit]]


@route(
    "POST",
    "/parts/{pk}/sessions",
    "session.schedule",
    s.SessionOut,
    of=ProposalPart,
    scope="sessions",
)
def session_make(request: HttpRequest, thing: ProposalPart, data: s.Slot) -> Any:
    return _session(sessions.schedule(request.user, thing, data.start, data.end))


@route("GET", "/sessions/{pk}", "session.view", s.SessionOut, of=Session)
def session_get(request: HttpRequest, thing: Session) -> Any:
    return _session(thing)


@route(
    "POST",
    "/sessions/{pk}/safety",
    "session.declare",
    types.Done,
    of=Session,
    scope="sessions",
    edits=edited.DECLARATION,
)
def session_declare(request: HttpRequest, thing: Session, data: s.DeclareIn) -> Any:
    return sessions.declare(
        request.user, thing, data.samples, data.chemicals, data.measures, data.submit, data.sure
    )


@route(
    "POST",
    "/sessions/{pk}/safety/scientist",
    "session.safety-scientist",
    types.Done,
    of=Session,
    scope="sessions",
)
def session_check(request: HttpRequest, thing: Session, data: s.JudgeIn) -> Any:
    return sessions.judge_safety(
        request.user, thing, roles.INSTRUMENT_SCIENTIST, data.approve, data.remark, data.version
    )


@route(
    "POST",
    "/sessions/{pk}/safety/officer",
    "session.safety",
    types.Done,
    of=Session,
    scope="sessions",
)
def session_approve(request: HttpRequest, thing: Session, data: s.JudgeIn) -> Any:
    return sessions.judge_safety(
        request.user, thing, roles.SAFETY, data.approve, data.remark, data.version
    )


@route("POST", "/sessions/{pk}/start", "session.run", s.SessionOut, of=Session, scope="sessions")
def session_start(request: HttpRequest, thing: Session, data: s.StartIn | None = None) -> Any:
    """Begin: now, or when it actually began."""
    return _session(runs.start(request.user, thing, data.started_at if data else None))


def _entry(e: LogEntry) -> dict[str, Any]:
    plain = (
        "line",
        "kind",
        "at",
        "noted_at",
        "text",
        "cause",
        "minutes_lost",
        "energy_mj",
        "on_target",
        "within_tolerance",
        "reason",
        "struck",
    )
    return {
        "id": e.pk,
        "by": e.by.shown,
        "replaces": e.replaces_id,
        "standing": not e.struck and not hasattr(e, "replaced_by"),
        **{n: getattr(e, n) for n in plain},
    }


@route("GET", "/sessions/{pk}/log", "session.view", list[s.EntryOut], of=Session)
def session_log_list(request: HttpRequest, thing: Session) -> Any:
    """The run log with its history: a line that was corrected stays, and what `replaces` it says
    why.
    """
    return [_entry(e) for e in thing.log.select_related("by", "replaced_by")]


@route("POST", "/sessions/{pk}/log", "session.log", s.LoggedOut, of=Session, scope="sessions")
def session_log(request: HttpRequest, thing: Session, data: s.LogIn) -> Any:
    """A line of the run log; `at` is when it happened, now by default.

    Faults and lost time are for those who run the unit.
    """
    entry = runs.log(
        request.user, thing, data.kind, at=data.at, **data.dict(exclude={"kind", "at"})
    )
    return {"state": "logged", "id": entry.pk}


@route(
    "POST",
    "/log-entries/{pk}/correction",
    "log.correct",
    s.EntryOut,
    of=LogEntry,
    scope="sessions",
    related=("session__unit__facility",),
    edits=edited.ENTRY,
)
def entry_correct(request: HttpRequest, thing: LogEntry, data: s.EntryCorrectIn) -> Any:
    """Correct a line, with a reason: what is not given stays as it was; `strike` says that there
    was nothing.
    """
    before = {
        n: getattr(thing, n)
        for n in ("text", "cause", "minutes_lost", "energy_mj", "on_target", "within_tolerance")
    }
    said = runs.Said(
        **{**before, **data.dict(exclude={"reason", "at", "strike"}, exclude_unset=True)}
    )
    return _entry(
        runs.correct(request.user, thing, data.reason, None if data.strike else said, data.at)
    )


@route("POST", "/sessions/{pk}/stop", "session.run", s.SessionOut, of=Session, scope="sessions")
def session_stop(request: HttpRequest, thing: Session, data: s.StopIn | None = None) -> Any:
    """End: now, or when it actually ended."""
    return _session(
        runs.stop(
            request.user,
            thing,
            started=data.started_at if data else None,
            stopped=data.stopped_at if data else None,
            note=data.note if data else "",
        )
    )


@route(
    "POST",
    "/sessions/{pk}/times",
    "session.run",
    s.SessionOut,
    of=Session,
    scope="sessions",
    related=("unit__facility", "part__proposal"),
    edits=edited.TIMES,
)
def session_times(request: HttpRequest, thing: Session, data: s.TimesIn) -> Any:
    """Correct when a session actually began and ended, with a reason."""
    return _session(
        runs.correct_times(request.user, thing, data.started_at, data.stopped_at, data.reason)
    )
