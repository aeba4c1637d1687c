"""The table of what is set up: each kind with its fields, who may, what depends on a row, what a
correction and a retirement do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django.db.models import Q

from scicity.platform.editions import Lines, Shown
from scicity.platform.errors import Refused
from scicity.platform.models import Organisation, Person
from scicity.platform.phrases import Both, Phrase, name_of, phrase

from ..calls import services as calls_service
from ..facilities import services as facilities
from ..models import (
    Call,
    Course,
    DowntimeProfile,
    Facility,
    FormTemplate,
    Panel,
    RateCard,
    RunCycle,
    RunPeriod,
    Share,
    Unit,
)
from ..states import SAFETY_POLICIES
from ..units import ACCESS_UNITS, FACILITY_KINDS, RUN_MODES
from ..words import ORGANISATION_KINDS
from . import checks, uses
from .fields import Field, lines

BASES = {
    "user": phrase("common-user-time"),
    "scheduled": phrase("access-kinds-all-scheduled-time"),
}
COUNTS = {
    "faults+1": phrase("access-kinds-faults-plus-one"),
    "faults": phrase("access-kinds-faults"),
}


def _NOTHING(_row: Any, _new: Mapping[str, Any]) -> list[Phrase]:
    return []


@dataclass(frozen=True)
class Kind:
    """One kind.

    `leave` says what a retirement does besides, or refuses it; None: it is part of another and
    never goes by itself.

    `belongs` gives what a row is part of; `listed` the rows of a facility; `add` makes one under
    its `parent`.
    """

    name: str
    model: Any
    title: Phrase
    permission: str
    fields: tuple[Field, ...]
    check: Callable[[Any, Mapping[str, Any]], list[Phrase]] = _NOTHING
    depends: Callable[[Any], list[uses.Use]] = lambda _row: []
    leave: Callable[[Any], list[Phrase]] | None = lambda _row: []
    left: Callable[[Any, bool], None] = lambda _row, _retired: None
    listed: Callable[[Facility], Any] = lambda _facility: ()
    belongs: Callable[[Any], Any] = lambda row: row.facility
    titled: Callable[[Any], Any] = str
    parent: Any = None
    add: Callable[[Person, Any, dict[str, Any]], Any] | None = None
    registered: bool = False  # the registry tells of it
    address: str = ""  # of its own page, with its key

    @property
    def shown(self) -> Shown:
        return Shown(lambda row, person: self.lines(row))

    def lines(self, row: Any) -> Lines:
        return lines(self.fields, row)


def _names(length: int = 200) -> tuple[Field, ...]:
    return (
        Field("name_zh", phrase("common-name-chinese"), length=length),
        Field("name_en", phrase("common-name-english"), length=length),
    )


def _courses(u: Unit) -> dict[str, Any]:
    held = u.courses.values_list("pk", flat=True) if u.pk else []
    return {str(c.pk): c for c in u.facility.courses.filter(Q(retired_at=None) | Q(pk__in=held))}


def _units(p: RunPeriod) -> dict[str, Any]:
    return {
        "": phrase("access-facility-whole-facility"),
        **{
            str(u.pk): u
            for u in p.cycle.facility.units.filter(Q(retired_at=None) | Q(pk=p.unit_id))
        },
    }


def _operators(f: Facility) -> dict[str, Any]:
    rows = Organisation.objects.filter(Q(retired_at=None) | Q(pk=f.operator_id))[:1000]
    return {"": phrase("access-facility-new-as-the-registry-says"), **{str(o.pk): o for o in rows}}


def _zones(_facility: Facility) -> dict[str, Any]:
    return {z: z for z in sorted(available_timezones()) if "/" in z}


def _choice(name: str, label: Phrase, options: Mapping[str, Any], **more: Any) -> Field:
    return Field(name, label, "choice", lambda _row: options, **more)


_TIMES = (
    Field("start", phrase("common-start-2"), "moment"),
    Field("end", phrase("common-end"), "moment"),
)


def _leave_facility(f: Facility) -> list[Phrase]:
    uses.refuse_while(
        uses.of_facility(f),
        phrase("access-kinds-the-facility-is-in-use-deal"),
    )
    return []


def _leave_unit(u: Unit) -> list[Phrase]:
    uses.refuse_while(uses.of_unit(u), phrase("access-kinds-the-unit-is-in-use-deal"))
    return []


def _closed(u: Unit, retired: bool) -> None:
    u.open = not retired


def _leave_course(c: Course) -> list[Phrase]:
    units = list(c.unit_set.filter(retired_at=None))
    done = (
        [
            phrase("access-kinds-units-that-no-longer-ask-for").fill(
                u=Both("、".join(u.name_zh for u in units), ", ".join(u.name_en for u in units))
            )
        ]
        if units
        else []
    )
    return done + ([phrase("access-kinds-visitors-need-it-no-longer")] if c.for_visits else [])


def _asked_no_more(c: Course, retired: bool) -> None:
    if retired:
        for u in c.unit_set.all():
            u.courses.remove(c)


def _leave_cycle(c: RunCycle) -> list[Phrase]:
    live = [u for u in uses.of_cycle(c) if u.what.en in ("open calls", "sessions to come")]
    uses.refuse_while(live, phrase("access-kinds-the-cycle-is-in-use-deal"))
    return []


def _leave_rate(_card: RateCard) -> list[Phrase]:
    return [phrase("access-kinds-uses-from-now-on-are-charged")]


def _leave_form(t: FormTemplate) -> list[Phrase]:
    n = uses.open_calls(form__template=t).count()
    return [phrase("access-kinds-open-calls-go-on-with-it").fill(n=n)] if n else []


def _leave_panel(p: Panel) -> list[Phrase]:
    uses.refuse_while(uses.of_panel(p), phrase("access-kinds-the-panel-has-proposals"))
    return []


def _leave_share(s: Share) -> list[Phrase]:
    return [
        phrase("access-kinds-the-share-limits-them-no-longer").fill(w=u.what, n=u.count)
        for u in uses.of_share(s)
    ]


def _leave_organisation(o: Organisation) -> list[Phrase]:
    n = o.person_set.count()
    return [phrase("access-kinds-people-who-keep-it").fill(n=n)] if n else []


def _add_unit(actor: Person, facility: Facility, new: dict[str, Any]) -> Unit:
    return facilities.add_unit(actor, facility, **new)


def _add_profile(actor: Person, facility: Facility, new: dict[str, Any]) -> DowntimeProfile:
    if DowntimeProfile.objects.filter(facility=facility).exists():
        raise Refused(phrase("access-kinds-there-is-a-downtime-profile-already"))
    made = DowntimeProfile(facility=facility, **new)
    made.save()
    facilities.publish()
    return made


def _add_share(actor: Person, call: Call, new: dict[str, Any]) -> Share:
    calls_service.set_share(actor, call, new["programme"], new["permille"])
    return call.shares.get(programme=new["programme"])


_RULES = (
    Field(
        "shortest_minutes",
        phrase("access-kinds-shortest-booking-min"),
        "whole",
        least=1,
        most=100_000,
    ),
    Field(
        "longest_minutes",
        phrase("access-kinds-longest-booking-min"),
        "whole",
        least=1,
        most=100_000,
    ),
    Field(
        "hours_a_week",
        phrase("access-kinds-hours-a-person-a-week-at"),
        "whole",
        least=1,
        most=168,
    ),
    Field(
        "cancel_hours",
        phrase("access-kinds-free-to-cancel-until-hours-before"),
        "whole",
        most=10_000,
    ),
    Field("horizon_days", phrase("access-kinds-book-ahead-days"), "whole", least=1, most=3650),
)

KINDS: dict[str, Kind] = {
    k.name: k
    for k in (
        Kind(
            "facility",
            Facility,
            phrase("common-facility-2"),
            "facility.manage",
            (
                *_names(),
                _choice(
                    "kind", phrase("common-kind"), {k: v[0] for k, v in FACILITY_KINDS.items()}
                ),
                Field("zone", phrase("access-facility-new-time-zone"), "choice", _zones),
                _choice(
                    "safety_policy", phrase("access-facility-new-safety-approval"), SAFETY_POLICIES
                ),
                Field(
                    "report_due_days",
                    phrase("access-kinds-report-due-after-days"),
                    "whole",
                    most=3650,
                ),
                Field(
                    "operator",
                    phrase("access-facility-new-operating-organisation"),
                    "choice",
                    _operators,
                    needed=False,
                ),
            ),
            checks.facility,
            uses.of_facility,
            _leave_facility,
            listed=lambda f: [f],
            belongs=lambda f: f,
            registered=True,
            address="facility",
        ),
        Kind(
            "letters",
            Facility,
            phrase("access-kinds-letter-templates"),
            "facility.manage",
            (
                Field(
                    "letter_zh",
                    phrase("common-letter-in-chinese"),
                    "long",
                    needed=False,
                    length=20_000,
                ),
                Field(
                    "letter_en",
                    phrase("common-letter-in-english"),
                    "long",
                    needed=False,
                    length=20_000,
                ),
            ),
            checks.letters,
            leave=None,
            listed=lambda f: [f],
            belongs=lambda f: f,
            address="facility",
        ),
        Kind(
            "unit",
            Unit,
            phrase("common-unit-2"),
            "facility.manage",
            (
                *_names(),
                _choice(
                    "access_unit",
                    phrase("access-kinds-unit-of-access"),
                    {k: u.name for k, u in ACCESS_UNITS.items()},
                ),
                Field("bookable", phrase("access-kinds-booked-by-the-hour"), "flag"),
                Field(
                    "courses",
                    phrase("access-facility-training-needed"),
                    "many",
                    _courses,
                    needed=False,
                ),
            ),
            checks.unit,
            uses.of_unit,
            _leave_unit,
            _closed,
            listed=lambda f: f.units.all(),
            parent=Facility,
            add=_add_unit,
            registered=True,
        ),
        Kind(
            "booking-rule",
            Unit,
            phrase("access-kinds-booking-rule"),
            "facility.manage",
            _RULES,
            checks.rule,
            uses.to_come,
            None,
            listed=lambda f: f.units.filter(bookable=True),
        ),
        Kind(
            "course",
            Course,
            phrase("common-training"),
            "facility.manage",
            (
                *_names(120),
                Field(
                    "valid_days",
                    phrase("access-facility-valid-days"),
                    "whole",
                    least=1,
                    most=36_500,
                ),
                Field("for_visits", phrase("access-kinds-needed-of-every-visitor"), "flag"),
            ),
            checks.course,
            lambda c: uses.uses(
                (phrase("access-kinds-units-that-ask-for-it"), c.unit_set.all(), ""),
                (phrase("access-kinds-completions"), c.clearance_set.all(), ""),
            ),
            _leave_course,
            _asked_no_more,
            listed=lambda f: f.courses.all(),
            parent=Facility,
            add=lambda a, f, new: facilities.add_course(a, f, **new),
        ),
        Kind(
            "cycle",
            RunCycle,
            phrase("common-run-cycle"),
            "facility.manage",
            (Field("name", phrase("common-name"), length=40), *_TIMES),
            checks.cycle,
            uses.of_cycle,
            _leave_cycle,
            listed=lambda f: f.cycles.all(),
            parent=Facility,
            titled=lambda c: c.name,
            add=lambda a, f, new: facilities.add_cycle(a, f, new["name"], new["start"], new["end"]),
        ),
        Kind(
            "period",
            RunPeriod,
            phrase("access-kinds-period-of-the-run-calendar"),
            "facility.manage",
            (
                _choice("mode", phrase("access-facility-mode"), RUN_MODES),
                *_TIMES,
                Field("unit", phrase("common-unit"), "choice", _units, needed=False),
            ),
            checks.period,
            uses.of_period,
            checks.calendar_without,
            listed=lambda f: RunPeriod.objects.filter(cycle__facility=f).select_related(
                "cycle__facility", "unit"
            ),
            belongs=lambda p: p.cycle.facility,
            titled=lambda p: Both(RUN_MODES[p.mode].zh, RUN_MODES[p.mode].en),
            parent=RunCycle,
            add=lambda a, c, new: facilities.add_period(
                a, c, new["mode"], new["start"], new["end"], new["unit"]
            ),
        ),
        Kind(
            "rate",
            RateCard,
            phrase("common-rate"),
            "facility.manage",
            (
                _choice("category", phrase("access-facility-category"), ORGANISATION_KINDS),
                Field("fen_an_hour", phrase("access-kinds-price-an-hour"), "money", most=10**7),
                Field("since", phrase("common-from-2"), "moment"),
            ),
            checks.rate,
            uses.of_rate,
            _leave_rate,
            listed=lambda f: RateCard.objects.filter(unit__facility=f).select_related(
                "unit__facility"
            ),
            belongs=lambda r: r.unit.facility,
            titled=lambda r: phrase("access-kinds-mark").fill(
                u=name_of(r.unit),
                c=ORGANISATION_KINDS.get(r.category, r.category),
            ),
            parent=Unit,
            add=lambda a, u, new: facilities.set_rate(
                a, u, new["category"], new["fen_an_hour"], new["since"]
            ),
        ),
        Kind(
            "downtime-profile",
            DowntimeProfile,
            phrase("common-downtime-profile"),
            "facility.manage",
            (
                Field(
                    "minimum_uptime_minutes",
                    phrase("access-kinds-least-uptime-between-two-outages-min"),
                    "whole",
                    least=1,
                    most=10_000,
                ),
                _choice(
                    "availability_denominator",
                    phrase("access-kinds-availability-is-a-share-of"),
                    BASES,
                ),
                _choice(
                    "mtbf",
                    phrase("access-kinds-mean-time-between-failures-is-divided"),
                    COUNTS,
                ),
            ),
            checks.profile,
            leave=lambda p: checks.profile(p, {}),
            listed=lambda f: DowntimeProfile.objects.filter(facility=f),
            parent=Facility,
            add=_add_profile,
            registered=True,
        ),
        Kind(
            "form-template",
            FormTemplate,
            phrase("common-form"),
            "form.manage",
            (Field("name", phrase("common-name"), length=120),),
            checks.form,
            uses.of_form,
            _leave_form,
            listed=lambda f: f.forms.all(),
        ),
        Kind(
            "panel",
            Panel,
            phrase("common-panel"),
            "panel.make",
            (
                *_names(120),
                Field("opens_at", phrase("access-panels-review-begins"), "moment"),
                Field("closes_at", phrase("access-panels-review-ends"), "moment"),
                Field("quorum", phrase("common-quorum"), "whole", least=1, most=20),
                Field("scale", phrase("access-kinds-highest-score"), "whole", least=1, most=100),
                Field("normalise", phrase("access-kinds-normalise-between-reviewers"), "flag"),
                Field(
                    "criteria",
                    phrase("access-kinds-criteria"),
                    "criteria",
                    help=phrase("access-kinds-a-line-each-id-chinese-english"),
                ),
            ),
            checks.panel,
            uses.of_panel,
            _leave_panel,
            listed=lambda f: f.panels.all(),
            address="panel",
        ),
        Kind(
            "share",
            Share,
            phrase("access-kinds-share-of-a-programme"),
            "call.manage",
            (
                Field("programme", phrase("access-balance-programme"), length=60),
                Field("permille", phrase("access-kinds-share"), "whole", most=1000),
            ),
            checks.share,
            uses.of_share,
            _leave_share,
            listed=lambda f: Share.objects.filter(call__facility=f).select_related("call"),
            belongs=lambda s: s.call.facility,
            titled=lambda s: phrase("access-kinds-mark-2").fill(c=s.call.code, p=s.programme),
            parent=Call,
            add=_add_share,
        ),
        Kind(
            "organisation",
            Organisation,
            phrase("common-organisation"),
            "organisation.correct",
            (
                *_names(),
                Field("ror", phrase("access-kinds-ror-id"), needed=False, length=40),
                Field(
                    "credit_code",
                    phrase("access-kinds-enterprise-number"),
                    needed=False,
                    length=18,
                ),
                _choice("kind", phrase("common-kind-2"), ORGANISATION_KINDS),
            ),
            checks.organisation,
            lambda o: uses.uses(
                (phrase("access-kinds-people"), o.person_set.all(), ""),
                (phrase("access-kinds-facilities-that-it-operates"), o.operates.all(), ""),
            ),
            _leave_organisation,
            belongs=lambda _organisation: None,
        ),
    )
}
