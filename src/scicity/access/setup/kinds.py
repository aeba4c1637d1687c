"""The table of what is set up: each kind with its fields, who may, what depends on a row, what a
correction and a retirement do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django.db.models import Q

from ..errors import Refused
from ..models import (
    Call,
    Course,
    DowntimeProfile,
    Facility,
    FormTemplate,
    Organisation,
    Panel,
    Person,
    RateCard,
    RunCycle,
    RunPeriod,
    Share,
    Unit,
)
from ..phrases import Phrase
from ..services import calls as calls_service
from ..services import facilities
from ..services.editions import Lines, Shown
from ..states import SAFETY_POLICIES
from ..units import ACCESS_UNITS, FACILITY_KINDS, RUN_MODES
from ..words import ORGANISATION_KINDS
from . import checks, uses
from .fields import Field, lines

BASES = {
    "user": Phrase("用户机时", "user time"),
    "scheduled": Phrase("全部排定机时", "all scheduled time"),
}
COUNTS = {"faults+1": Phrase("故障数加一", "faults plus one"), "faults": Phrase("故障数", "faults")}


def _NOTHING(row: Any, new: Mapping[str, Any]) -> list[Phrase]:
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
    depends: Callable[[Any], list[uses.Use]] = lambda row: []
    leave: Callable[[Any], list[Phrase]] | None = lambda row: []
    left: Callable[[Any, bool], None] = lambda row, retired: None
    listed: Callable[[Facility], Any] = lambda f: ()
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
        Field("name_zh", Phrase("名称（中文）", "Name (Chinese)"), length=length),
        Field("name_en", Phrase("名称（英文）", "Name (English)"), length=length),
    )


def _courses(u: Unit) -> dict[str, Any]:
    held = u.courses.values_list("pk", flat=True) if u.pk else []
    return {str(c.pk): c for c in u.facility.courses.filter(Q(retired_at=None) | Q(pk__in=held))}


def _units(p: RunPeriod) -> dict[str, Any]:
    return {
        "": Phrase("全设施", "whole facility"),
        **{
            str(u.pk): u
            for u in p.cycle.facility.units.filter(Q(retired_at=None) | Q(pk=p.unit_id))
        },
    }


def _operators(f: Facility) -> dict[str, Any]:
    rows = Organisation.objects.filter(Q(retired_at=None) | Q(pk=f.operator_id))[:1000]
    return {"": Phrase("以注册表为准", "as the registry says"), **{str(o.pk): o for o in rows}}


def _zones(f: Facility) -> dict[str, Any]:
    return {z: z for z in sorted(available_timezones()) if "/" in z}


def _choice(name: str, label: Phrase, options: Mapping[str, Any], **more: Any) -> Field:
    return Field(name, label, "choice", lambda row: options, **more)


_TIMES = (
    Field("start", Phrase("开始", "Start"), "moment"),
    Field("end", Phrase("结束", "End"), "moment"),
)


def _leave_facility(f: Facility) -> list[Phrase]:
    uses.refuse_while(
        uses.of_facility(f),
        "设施仍在使用，请先处理",
        "The facility is in use; deal with these first",
    )
    return []


def _leave_unit(u: Unit) -> list[Phrase]:
    uses.refuse_while(
        uses.of_unit(u), "单元仍在使用，请先处理", "The unit is in use; deal with these first"
    )
    return []


def _closed(u: Unit, retired: bool) -> None:
    u.open = not retired


def _leave_course(c: Course) -> list[Phrase]:
    units = list(c.unit_set.filter(retired_at=None))
    done = (
        [
            Phrase("以下单元不再要求此培训：{u}", "units that no longer ask for it: {u}").fill(
                u=Phrase("、".join(u.name_zh for u in units), ", ".join(u.name_en for u in units))
            )
        ]
        if units
        else []
    )
    return done + (
        [Phrase("来访者不再须完成此培训", "visitors need it no longer")] if c.for_visits else []
    )


def _asked_no_more(c: Course, retired: bool) -> None:
    if retired:
        for u in c.unit_set.all():
            u.courses.remove(c)


def _leave_cycle(c: RunCycle) -> list[Phrase]:
    live = [u for u in uses.of_cycle(c) if u.what.en in ("open calls", "sessions to come")]
    uses.refuse_while(live, "周期仍在使用，请先处理", "The cycle is in use; deal with these first")
    return []


def _leave_rate(r: RateCard) -> list[Phrase]:
    return [
        Phrase(
            "此后的使用按更早的费率计费，没有则免费；已开的账单不变",
            "uses from now on are charged at the earlier rate, or are free where there is none;"
            " bills stay",
        )
    ]


def _leave_form(t: FormTemplate) -> list[Phrase]:
    n = uses.open_calls(form__template=t).count()
    return (
        [Phrase("{n}个未截止的征集继续使用它", "open calls go on with it: {n}").fill(n=n)]
        if n
        else []
    )


def _leave_panel(p: Panel) -> list[Phrase]:
    uses.refuse_while(uses.of_panel(p), "评审组已有申请书", "The panel has proposals")
    return []


def _leave_share(s: Share) -> list[Phrase]:
    return [
        Phrase("{w} {n}：不再受份额限制", "{w}: {n}; the share limits them no longer").fill(
            w=u.what, n=u.count
        )
        for u in uses.of_share(s)
    ]


def _leave_organisation(o: Organisation) -> list[Phrase]:
    n = o.person_set.count()
    return [Phrase("{n}人保留此单位", "people who keep it: {n}").fill(n=n)] if n else []


def _add_unit(actor: Person, facility: Facility, new: dict[str, Any]) -> Unit:
    return facilities.add_unit(actor, facility, **new)


def _add_profile(actor: Person, facility: Facility, new: dict[str, Any]) -> DowntimeProfile:
    if DowntimeProfile.objects.filter(facility=facility).exists():
        raise Refused(
            "已有停机口径，请更正它。", "There is a downtime profile already: correct it."
        )
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
        Phrase("最短时长（分钟）", "Shortest booking (min)"),
        "whole",
        least=1,
        most=100_000,
    ),
    Field(
        "longest_minutes",
        Phrase("最长时长（分钟）", "Longest booking (min)"),
        "whole",
        least=1,
        most=100_000,
    ),
    Field(
        "hours_a_week",
        Phrase("每人每周至多（小时）", "Hours a person a week, at most"),
        "whole",
        least=1,
        most=168,
    ),
    Field(
        "cancel_hours",
        Phrase("免费取消须提前（小时）", "Free to cancel until (hours before)"),
        "whole",
        most=10_000,
    ),
    Field(
        "horizon_days", Phrase("可提前预约（天）", "Book ahead (days)"), "whole", least=1, most=3650
    ),
)

KINDS: dict[str, Kind] = {
    k.name: k
    for k in (
        Kind(
            "facility",
            Facility,
            Phrase("设施", "facility"),
            "facility.manage",
            (
                *_names(),
                _choice(
                    "kind", Phrase("类型", "Kind"), {k: v[0] for k, v in FACILITY_KINDS.items()}
                ),
                Field("zone", Phrase("时区", "Time zone"), "choice", _zones),
                _choice("safety_policy", Phrase("安全审批", "Safety approval"), SAFETY_POLICIES),
                Field(
                    "report_due_days",
                    Phrase("实验报告期限（天）", "Report due after (days)"),
                    "whole",
                    most=3650,
                ),
                Field(
                    "operator",
                    Phrase("运营单位", "Operating organisation"),
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
            Phrase("信函模板", "letter templates"),
            "facility.manage",
            (
                Field(
                    "letter_zh",
                    Phrase("中文信函", "Letter in Chinese"),
                    "long",
                    needed=False,
                    length=20_000,
                ),
                Field(
                    "letter_en",
                    Phrase("英文信函", "Letter in English"),
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
            Phrase("单元", "unit"),
            "facility.manage",
            (
                *_names(),
                _choice(
                    "access_unit",
                    Phrase("机时单位", "Unit of access"),
                    {k: u.name for k, u in ACCESS_UNITS.items()},
                ),
                Field("bookable", Phrase("可按小时预约", "Booked by the hour"), "flag"),
                Field(
                    "courses", Phrase("所需培训", "Training needed"), "many", _courses, needed=False
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
            Phrase("预约规则", "booking rule"),
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
            Phrase("培训", "training"),
            "facility.manage",
            (
                *_names(120),
                Field(
                    "valid_days", Phrase("有效天数", "Valid (days)"), "whole", least=1, most=36_500
                ),
                Field("for_visits", Phrase("所有来访者须修", "Needed of every visitor"), "flag"),
            ),
            checks.course,
            lambda c: uses.uses(
                ("要求此培训的单元", "units that ask for it", c.unit_set.all(), ""),
                ("已登记的培训", "completions", c.clearance_set.all(), ""),
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
            Phrase("运行周期", "run cycle"),
            "facility.manage",
            (Field("name", Phrase("名称", "Name"), length=40), *_TIMES),
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
            Phrase("运行时段", "period of the run calendar"),
            "facility.manage",
            (
                _choice("mode", Phrase("模式", "Mode"), RUN_MODES),
                *_TIMES,
                Field("unit", Phrase("单元", "Unit"), "choice", _units, needed=False),
            ),
            checks.period,
            uses.of_period,
            checks.calendar_without,
            listed=lambda f: RunPeriod.objects.filter(cycle__facility=f).select_related(
                "cycle__facility", "unit"
            ),
            belongs=lambda p: p.cycle.facility,
            titled=lambda p: Phrase(RUN_MODES[p.mode].zh, RUN_MODES[p.mode].en),
            parent=RunCycle,
            add=lambda a, c, new: facilities.add_period(
                a, c, new["mode"], new["start"], new["end"], new["unit"]
            ),
        ),
        Kind(
            "rate",
            RateCard,
            Phrase("费率", "rate"),
            "facility.manage",
            (
                _choice("category", Phrase("类别", "Category"), ORGANISATION_KINDS),
                Field("fen_an_hour", Phrase("每小时价格", "Price an hour"), "money", most=10**7),
                Field("since", Phrase("自", "From"), "moment"),
            ),
            checks.rate,
            uses.of_rate,
            _leave_rate,
            listed=lambda f: RateCard.objects.filter(unit__facility=f).select_related(
                "unit__facility"
            ),
            belongs=lambda r: r.unit.facility,
            titled=lambda r: Phrase("{u}：{c}", "{u}: {c}").fill(
                u=Phrase(r.unit.name_zh, r.unit.name_en),
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
            Phrase("停机口径", "downtime profile"),
            "facility.manage",
            (
                Field(
                    "minimum_uptime_minutes",
                    Phrase(
                        "两次停机间至少运行（分钟），否则算一次",
                        "Least uptime between two outages (min); with less they are one",
                    ),
                    "whole",
                    least=1,
                    most=10_000,
                ),
                _choice(
                    "availability_denominator",
                    Phrase("可用率的分母", "Availability is a share of"),
                    BASES,
                ),
                _choice(
                    "mtbf",
                    Phrase("平均无故障时间的除数", "Mean time between failures is divided by"),
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
            Phrase("表单", "form"),
            "form.manage",
            (Field("name", Phrase("名称", "Name"), length=120),),
            checks.form,
            uses.of_form,
            _leave_form,
            listed=lambda f: f.forms.all(),
        ),
        Kind(
            "panel",
            Panel,
            Phrase("评审组", "panel"),
            "panel.make",
            (
                *_names(120),
                Field("opens_at", Phrase("评审开始", "Review begins"), "moment"),
                Field("closes_at", Phrase("评审截止", "Review ends"), "moment"),
                Field("quorum", Phrase("最少评审数", "Quorum"), "whole", least=1, most=20),
                Field("scale", Phrase("满分", "Highest score"), "whole", least=1, most=100),
                Field("normalise", Phrase("校正评分尺度", "Normalise between reviewers"), "flag"),
                Field(
                    "criteria",
                    Phrase("评分标准", "Criteria"),
                    "criteria",
                    help=Phrase(
                        "每行一项：编号 | 中文 | 英文 | 权重",
                        "A line each: id | Chinese | English | weight",
                    ),
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
            Phrase("计划份额", "share of a programme"),
            "call.manage",
            (
                Field("programme", Phrase("计划", "Programme"), length=60),
                Field("permille", Phrase("份额（‰）", "Share (‰)"), "whole", most=1000),
            ),
            checks.share,
            uses.of_share,
            _leave_share,
            listed=lambda f: Share.objects.filter(call__facility=f).select_related("call"),
            belongs=lambda s: s.call.facility,
            titled=lambda s: Phrase("{c}：{p}", "{c}: {p}").fill(c=s.call.code, p=s.programme),
            parent=Call,
            add=_add_share,
        ),
        Kind(
            "organisation",
            Organisation,
            Phrase("单位", "organisation"),
            "organisation.correct",
            (
                *_names(),
                Field("ror", Phrase("ROR 编号", "ROR id"), needed=False, length=40),
                Field(
                    "credit_code",
                    Phrase("统一社会信用代码", "Enterprise number"),
                    needed=False,
                    length=18,
                ),
                _choice("kind", Phrase("类别", "Kind"), ORGANISATION_KINDS),
            ),
            checks.organisation,
            lambda o: uses.uses(
                ("人员", "people", o.person_set.all(), ""),
                ("运营的设施", "facilities that it operates", o.operates.all(), ""),
            ),
            _leave_organisation,
            belongs=lambda o: None,
        ),
    )
}
