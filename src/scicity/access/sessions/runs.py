"""The run of a session: its actual start and stop, its log, and what the ledger is told of it.

A line of the log is never changed: a correction is a line of its own, with the reason. No line and
no time lost lies outside of the session, and each minute is lost once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from scicity.platform import roles
from scicity.platform.clock import day_of
from scicity.platform.errors import Invalid, Refused, Stale
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.outbox import owe, owe_withdrawal
from scicity.platform.phrases import Both, Phrase, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import is_effective

from ..facilities.operators import external_at, lost_at, mode_at, purpose_at, staff_at
from ..instruments.billing import settle
from ..models import LogEntry, RunCorrection, Session, Unit, Visit, standing
from ..people.whose import leader_of, who
from ..states import SESSION
from .services import report_due

CAUSES = {
    "beam": phrase("access-runs-beam-loss"),
    "optics": phrase("access-runs-optics"),
    "detector": phrase("access-runs-detector"),
    "sample": phrase("access-runs-sample-environment"),
    "controls": phrase("access-runs-controls"),
    "users": phrase("access-runs-users"),
    "other": phrase("common-other"),
}
KINDS = {
    "note": phrase("access-runs-note"),
    "shot": phrase("access-runs-shot"),
    "fault": phrase("common-fault"),
    "lost": phrase("access-runs-time-lost"),
}
RUNS_ONLY = ("fault", "lost")  # what is said of the unit itself
NEEDED = phrase("access-setup-required")
_OVER = ("finished", "reported")


@dataclass(frozen=True)
class Said:
    """What a line says. `energy_mj` is in millijoules; None is 'not known'."""

    text: str = ""
    cause: str = ""
    minutes_lost: int = 0
    energy_mj: int | None = None
    on_target: bool | None = None
    within_tolerance: bool | None = None


def runs(person: Person, unit: Unit) -> bool:
    """Whether somebody runs a unit: its facility's instrument scientists do."""
    return unit.facility_id in person.facilities_as(roles.INSTRUMENT_SCIENTIST)


def hindrances(session: Session) -> list[Phrase]:
    """What still keeps a session from starting."""
    found = []
    if session.safety.state != "approved":
        found.append(phrase("access-runs-the-safety-declaration-is-not-approved"))
    if not session.visits.filter(state="approved").exists():
        found.append(phrase("access-runs-no-visit-is-approved"))
    return found


@verb
def start(actor: Person, session: Session, at: datetime | None = None) -> Session:
    """Begin a session: now, or when it actually began (`at`).

    Refused: it is not cleared. Invalid: a start in the future, or while the unit ran another
    session.
    """
    session = locked(Session, session.pk)
    if session.state == "scheduled" and not hindrances(session):
        session.state = SESSION.move(session.state, "clear")
    if session.state == "scheduled":
        zh, en = (
            "；".join(h.zh for h in hindrances(session)),
            "; ".join(h.en for h in hindrances(session)),
        )
        raise Refused(phrase("access-runs-the-session-cannot-start-yet", value=Both(zh, en)))
    session.state = SESSION.move(session.state, "start")
    now = timezone.now()
    began = at or now
    _must_be_possible(session, began, now if at is None else None, now)
    session.started_at = began
    session.save()
    return session


def _must_be_possible(
    session: Session, began: datetime, ended: datetime | None, now: datetime
) -> None:
    """Actual times: neither in the future, in order, and of one session at a time on a unit.

    `ended` None: it runs on.
    """
    if began > now:
        raise Invalid(
            phrase("access-runs-the-actual-start-cannot-be-in"),
            {"started": phrase("common-not-after-now")},
        )
    if ended is not None and ended > now:
        raise Invalid(
            phrase("access-runs-the-actual-stop-cannot-be-in"),
            {"stopped": phrase("common-not-after-now")},
        )
    if ended is not None and ended < began:
        raise Invalid(
            phrase("access-runs-a-session-cannot-stop-before-it"),
            {"stopped": phrase("common-after-the-start")},
        )
    ran = Session.objects.filter(
        unit=session.unit, state__in=_OVER, started_at__lt=ended or now, stopped_at__gt=began
    ).exclude(pk=session.pk)
    other = ran.select_related("part__proposal").first()
    if other is not None:
        raise Invalid(
            phrase("access-runs-the-unit-ran-another-session-then", code=other.part.proposal.code),
            {"started": phrase("access-runs-overlaps-another-session")},
        )


# --- the log --------------------------------------------------------------------------------------


@verb
def log(
    actor: Person,
    session: Session,
    kind: str,
    text: str = "",
    cause: str = "",
    minutes_lost: int = 0,
    energy_mj: int | None = None,
    on_target: bool | None = None,
    at: datetime | None = None,
    within_tolerance: bool | None = None,
) -> LogEntry:
    """A line of the run log. A shot and lost time become records of the ledger at once.

    `at` is when it happened, now by default; of time lost, when the loss ended. Invalid: a line or
    lost time that is not within the session, a shot that does not say whether it was on target.
    Refused: faults and lost time by who does not run the unit.
    """
    session = locked(Session, session.pk)
    if session.state != "running":
        raise Refused(phrase("access-runs-the-session-is-not-running"))
    if kind not in KINDS:
        raise Invalid(
            phrase("access-runs-use-note-shot-fault-or-lost"),
            {"kind": phrase("common-choose-one")},
        )
    said = Said(text.strip(), cause, minutes_lost, energy_mj, on_target, within_tolerance)
    entry = _line(LogEntry(session=session, kind=kind, by=actor, at=at or timezone.now()), said)
    _must_fit(actor, entry)
    entry.save()
    _record(entry, None)
    return entry


def _line(entry: LogEntry, said: Said) -> LogEntry:
    for name, value in vars(said).items():
        setattr(entry, name, value)
    return entry


def _must_fit(actor: Person, entry: LogEntry) -> None:
    """What a line may say, and by whom."""
    session = entry.session
    if entry.kind in RUNS_ONLY and not runs(actor, session.unit):
        raise Refused(
            phrase("access-runs-faults-and-lost-time-are-noted"),
        )
    if entry.kind not in RUNS_ONLY and entry.minutes_lost:
        raise Invalid(
            phrase("access-runs-time-is-lost-by-a-line"),
            {"minutes_lost": phrase("access-runs-choose-another-kind")},
        )
    if entry.kind in ("note", "fault") and not entry.text:
        raise Invalid(phrase("access-runs-say-what-happened"), {"text": NEEDED})
    if entry.kind == "lost" and (entry.minutes_lost <= 0 or entry.cause not in CAUSES):
        raise Invalid(
            phrase("access-runs-say-how-many-minutes-were-lost"),
            {"minutes_lost": NEEDED},
        )
    if entry.cause and entry.cause not in CAUSES:
        raise Invalid(
            phrase("access-runs-choose-a-cause-from-the-list"),
            {"cause": phrase("common-choose-one")},
        )
    if entry.kind == "shot" and entry.on_target is None:
        raise Invalid(phrase("access-runs-say-whether-the-shot-was-on"), {"on_target": NEEDED})
    if entry.minutes_lost < 0 or not 0 <= (entry.energy_mj or 0) <= 2**31 - 1:
        raise Invalid(
            phrase("access-runs-a-number-is-out-of-range"),
            {
                "energy_mj" if entry.minutes_lost >= 0 else "minutes_lost": phrase(
                    "common-out-of-range"
                )
            },
        )
    _must_be_within(entry)


def _must_be_within(entry: LogEntry) -> None:
    """Neither a line nor what it says was lost lies outside of the session, and no minute is lost
    twice.
    """
    session = entry.session
    began, ended = session.started_at, session.stopped_at or timezone.now()
    if began is None or not began <= entry.at <= ended:
        raise Invalid(
            phrase("access-runs-that-time-is-not-within-the"),
            {"at": phrase("access-runs-between-its-start-and-its-stop")},
        )
    if entry.minutes_lost > (entry.at - began).total_seconds() / 60:
        most = int((entry.at - began).total_seconds() // 60)
        raise Invalid(
            phrase("access-runs-more-is-lost-than-the-session", most=most),
            {"minutes_lost": phrase("access-runs-at-most").fill(n=most)},
        )
    if not entry.minutes_lost:
        return
    for other in standing(session).filter(minutes_lost__gt=0).exclude(pk=entry.replaces_id):
        if other.begun_at < entry.at and entry.begun_at < other.at:
            raise Invalid(
                phrase("access-runs-a-part-of-this-time-is"),
                {"minutes_lost": phrase("access-runs-overlaps-another-line")},
            )


def _record(entry: LogEntry, before: LogEntry | None) -> None:
    """Tell the ledger what a line says now, and take back what it said before and says no more."""
    unit = entry.session.unit.path
    if entry.kind == "shot":
        key = f"{entry.session_id}-{entry.line}"
        if entry.struck:
            owe_withdrawal("shots", unit, shot=key)
        else:
            owe(
                "shots",
                unit,
                entry.at,
                entry.at,
                shot=key,
                energy=entry.energy_mj,
                on_target=entry.on_target,
                within_tolerance=entry.within_tolerance,
                **who(None, entry.session.part.proposal),
            )
    lost = entry.minutes_lost and not entry.struck
    if (
        before is not None
        and before.minutes_lost
        and (not lost or before.begun_at != entry.begun_at)
    ):
        owe_withdrawal("outages", unit, start=int(before.begun_at.timestamp()))
    if lost:
        owe(
            "outages",
            unit,
            entry.begun_at,
            entry.at,
            planned=False,
            cause=entry.cause or "other",
            lost_share=1000,
        )


@verb
def correct(
    actor: Person, entry: LogEntry, reason: str, said: Said | None, at: datetime | None = None
) -> LogEntry:
    """Correct a line, with a reason; `said` None strikes it.

    The earlier wording stays, and the ledger is told.

    Stale: the line was corrected meanwhile. Refused: after the stop, by who does not run the unit.
    Invalid: as for `log`.
    """
    session = locked(Session, entry.session_id)
    entry = locked(LogEntry, entry.pk)
    if LogEntry.objects.filter(replaces=entry).exists() or entry.struck:
        raise Stale
    if not reason.strip():
        raise Invalid(phrase("common-say-why-it-is-corrected"), {"reason": NEEDED})
    if not runs(actor, session.unit) and (session.state != "running" or entry.by_id != actor.pk):
        raise Refused(
            phrase("access-runs-after-the-session-only-those-who"),
        )
    new = LogEntry(
        session=session,
        kind=entry.kind,
        by=actor,
        at=at or entry.at,
        first_id=entry.line,
        replaces=entry,
        reason=reason.strip()[:300],
        struck=said is None,
    )
    _line(
        new,
        said
        or Said(
            entry.text,
            entry.cause,
            entry.minutes_lost,
            entry.energy_mj,
            entry.on_target,
            entry.within_tolerance,
        ),
    )
    if said is not None:
        _must_fit(actor, new)
    elif entry.kind in RUNS_ONLY and not runs(actor, session.unit):
        raise Refused(
            phrase("access-runs-faults-and-lost-time-are-noted-2"),
        )
    new.save()
    _record(new, entry)
    if session.state in _OVER and (new.minutes_lost or entry.minutes_lost):
        _record_time(session)
    if session.state in _OVER:
        settle(session)
    return new


# --- the end --------------------------------------------------------------------------------------


@verb
def stop(
    actor: Person,
    session: Session,
    present: Sequence[Person] = (),
    started: datetime | None = None,
    stopped: datetime | None = None,
    note: str = "",
) -> Session:
    """End a session: when it actually began and ended, who was there, and what the ledger is owed:
    the time, the project, the visits.

    `note` becomes the last line of the log.

    Invalid: times that cannot be, or that leave a line of the log outside.
    """
    session = locked(Session, session.pk)
    session.state = SESSION.move(session.state, "stop")
    _set_times(session, started or session.started_at or timezone.now(), stopped or timezone.now())
    assert session.stopped_at
    session.report_due = report_due(session.unit, session.stopped_at)
    session.save()
    if note.strip():
        LogEntry(
            session=session, kind="note", by=actor, at=session.stopped_at, text=note.strip()
        ).save()
    for visit in session.visits.filter(state="approved"):
        visit.present = visit.mode == "remote" or not present or visit.person in present
        visit.save()
    _record_time(session)
    settle(session)
    proposal = session.part.proposal
    tell(
        [m.person for m in proposal.members.filter(role=roles.PI).select_related("person")],
        phrase("access-runs-the-report-on-is-due-by").fill(
            c=proposal.code, d=day_of(session.report_due, session.unit.facility.zone).isoformat()
        ),
        f"/sessions/{session.pk}/",
        due=session.report_due,
        zone=session.unit.facility.zone,
    )
    return session


def _set_times(session: Session, started: datetime, stopped: datetime) -> None:
    _must_be_possible(session, started, stopped, timezone.now())
    for entry in standing(session):
        if not started <= entry.begun_at <= entry.at <= stopped:
            raise Invalid(
                phrase(
                    "access-runs-a-line-of-the-log-would",
                    kinds=Both(KINDS[entry.kind].zh, KINDS[entry.kind].en),
                ),
                {
                    "started" if entry.begun_at < started else "stopped": phrase(
                        "access-runs-against-the-log"
                    )
                },
            )
    session.started_at, session.stopped_at = started, stopped


def _record_time(session: Session) -> None:
    """What the ledger is owed of a session that ran; the same records again are their
    correction.
    """
    unit, proposal = session.unit, session.part.proposal
    begin, end = session.started_at, session.stopped_at
    assert begin is not None
    assert end is not None
    if unit.access.stream == "instrument_time":
        purpose, leader = (
            purpose_at(unit, begin, end, staff=None, reviewed=True),
            leader_of(proposal),
        )
        owe(
            "instrument_time",
            unit.path,
            begin,
            end,
            session=f"s{session.pk}",
            purpose=purpose,
            effective=is_effective(purpose),
            external=external_at(unit, leader.organisation if leader else None),
            lost=lost_at(unit, begin, end, session),
            **who(None, proposal),
        )
    else:
        owe(
            "machine_time",
            unit.path,
            begin,
            end,
            mode=mode_at(unit, begin, end),
            stations=1,
            **who(None, proposal),
        )
    ran = list(session.part.sessions.filter(state__in=_OVER))
    owe(
        "projects",
        unit.path,
        min(s.started_at or s.start for s in ran),
        max(s.stopped_at or s.end for s in ran),
        kind="access",
        **who(None, proposal),
    )
    for visit in Visit.objects.filter(
        session=session, state="approved", present=True
    ).select_related("person__organisation"):
        owe(
            "visits",
            unit.path,
            begin,
            end,
            visit=f"v{visit.pk}",
            mode=visit.mode,
            staff=staff_at(unit, visit.person, begin),
            **who(visit.person, proposal),
        )


@verb
def correct_times(
    actor: Person, session: Session, started: datetime, stopped: datetime, reason: str
) -> Session:
    """Correct when a session actually began and ended, with a reason; what was said before is kept,
    and the ledger is told.
    """
    session = locked(Session, session.pk)
    if session.state not in _OVER:
        raise Refused(phrase("access-runs-the-session-is-not-over-yet"))
    if not reason.strip():
        raise Invalid(phrase("common-say-why-it-is-corrected"), {"reason": NEEDED})
    before = session.started_at, session.stopped_at
    _set_times(session, started, stopped)
    session.save()
    RunCorrection(
        session=session,
        by=actor,
        reason=reason.strip()[:300],
        started_before=before[0],
        stopped_before=before[1],
        started_after=started,
        stopped_after=stopped,
    ).save()
    if (
        before[0] is not None
        and before[0] != started
        and session.unit.access.stream != "instrument_time"
    ):
        owe_withdrawal("machine_time", session.unit.path, start=int(before[0].timestamp()))
    _record_time(session)
    settle(session)
    return session


def lost_in_sessions(unit: Unit, begin: datetime, end: datetime) -> None:
    """A fault of the unit told of after sessions of it: their time and their charge are
    corrected.
    """
    for session in Session.objects.filter(
        unit=unit, state__in=_OVER, started_at__lt=end, stopped_at__gt=begin
    ):
        if unit.access.stream == "instrument_time":
            _record_time(session)
        settle(session)
