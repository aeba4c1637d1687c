"""What each edit form shows of its row, by the names of its fields.

`services/editions` holds a save against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from .models import (
    Assignment,
    Call,
    CallUnit,
    Facility,
    FormVersion,
    LogEntry,
    Output,
    PanelProposal,
    Person,
    Proposal,
    ProposalPart,
    Session,
    Shipment,
    Visit,
)
from .phrases import Phrase
from .services.editions import Line, Lines, Shown
from .states import SHIPMENT, WORKFLOWS
from .words import (
    CALL_KINDS,
    FEASIBILITY,
    HAZARDS_SAID,
    ORGANISATION_KINDS,
    OUTCOMES,
    OUTPUT_KINDS,
    RECOMMENDATIONS,
    VISIT_MODES,
)

YES_NO_OPEN = {"": "–", "yes": Phrase("是", "yes"), "no": Phrase("否", "no")}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"


def _local(value: datetime | None, zone: str, form: str = "%Y-%m-%dT%H:%M") -> str:
    return "" if value is None else value.astimezone(ZoneInfo(zone)).strftime(form)


def _texts(row: Any, **labels: Phrase) -> Lines:
    return {name: Line(label, str(getattr(row, name) or "")) for name, label in labels.items()}


def _rows(
    prefix: str, label: Phrase, columns: Mapping[str, Phrase], rows: list[dict[str, Any]]
) -> Lines:
    """A table of samples or chemicals: a line a column, a value a row, and the empty row that a
    form ends with.
    """
    found: Lines = {}
    for column, title in columns.items():
        named = Phrase("{l}：{c}", "{l}: {c}").fill(l=label, c=title)
        values = tuple(
            str(r.get(column) or ("none" if column == "hazard" else "")) for r in [*rows, {}]
        )
        found[f"{prefix}-{column}"] = Line(
            named, values, HAZARDS_SAID if column == "hazard" else {}
        )
    return found


_NAME, _AMOUNT = Phrase("名称", "name"), Phrase("数量", "amount")
_SAMPLES = {"name": _NAME, "amount": _AMOUNT, "hazard": Phrase("危害", "hazard")}
_CHEMICALS = {"name": _NAME, "cas": Phrase("CAS号", "CAS"), "amount": _AMOUNT}


def call(row: Call, person: Person) -> Lines:
    zone = row.facility.zone
    found = _texts(
        row,
        code=Phrase("编号", "Code"),
        title_zh=Phrase("题目（中文）", "Title (Chinese)"),
        title_en=Phrase("题目（英文）", "Title (English)"),
        text_zh=Phrase("说明（中文）", "Text (Chinese)"),
        text_en=Phrase("说明（英文）", "Text (English)"),
        message_zh=Phrase("提示（中文）", "Message (Chinese)"),
        message_en=Phrase("提示（英文）", "Message (English)"),
    )
    found["order"] = Line(Phrase("排序", "Order"), str(row.order))
    found["kind"] = Line(Phrase("类型", "Kind"), row.kind, CALL_KINDS)
    found["workflow"] = Line(
        Phrase("流程", "Workflow"), row.workflow, {k: v[0] for k, v in WORKFLOWS.items()}
    )
    found["cycle"] = Line(
        Phrase("运行周期", "Run cycle"),
        str(row.cycle_id),
        {str(c.pk): c.name for c in row.facility.cycles.all()},
    )
    forms = FormVersion.objects.filter(
        template__facility=row.facility_id, published_at__isnull=False
    ).select_related("template")
    found["form"] = Line(Phrase("表单", "Form"), str(row.form_id), {str(f.pk): f for f in forms})
    for name, label in (
        ("opens_at", Phrase("开放时间", "Opens")),
        ("closes_at", Phrase("截止时间", "Closes")),
        ("internal_closes_at", Phrase("内部截止", "Internal closing")),
    ):
        found[name] = Line(label, _local(getattr(row, name), zone))
    found["kinds_allowed"] = Line(
        Phrase("面向的机构类型", "Open to"), tuple(row.kinds_allowed), ORGANISATION_KINDS
    )
    for offer in row.offers.select_related("unit"):
        held = offer.capacity if offer.state == "agreed" and offer.wanted is None else offer.wanted
        found[f"capacity-{offer.unit_id}"] = Line(
            Phrase("可分配：{u}", "To give: {u}").fill(
                u=Phrase(offer.unit.name_zh, offer.unit.name_en)
            ),
            _plain(held),
        )
    return found


def _at(thing: Any, *names: str) -> Any:
    """What stands somewhere in a question that may be of any shape: drafts of forms are kept as
    they were sent.
    """
    for name in names:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return "" if thing is None else thing


def form(row: FormVersion, person: Person) -> Lines:
    """The builder's lines, as the template writes them."""
    found: Lines = {}
    labels = {
        "id": Phrase("编号", "id"),
        "type": Phrase("类型", "type"),
        "zh": Phrase("问题（中文）", "question (Chinese)"),
        "en": Phrase("问题（英文）", "question (English)"),
        "required": Phrase("必填", "required"),
        "unit": Phrase("单位", "unit"),
        "min": Phrase("最小", "least"),
        "max": Phrase("最大", "most"),
        "help_zh": Phrase("说明（中文）", "help (Chinese)"),
        "help_en": Phrase("说明（英文）", "help (English)"),
        "options": Phrase("选项", "options"),
        "if_question": Phrase("条件：问题", "condition: question"),
        "if_equals": Phrase("条件：答案", "condition: answers"),
    }
    for i, q in enumerate(row.questions if isinstance(row.questions, list) else []):
        wanted = _at(q, "show_if", "equals")
        options = _at(q, "options")
        values = {
            "id": _at(q, "id"),
            "type": _at(q, "type"),
            "zh": _at(q, "label", "zh"),
            "en": _at(q, "label", "en"),
            "required": "1" if _at(q, "required") else "",
            "unit": _at(q, "unit"),
            "min": _at(q, "min"),
            "max": _at(q, "max"),
            "help_zh": _at(q, "help", "zh"),
            "help_en": _at(q, "help", "en"),
            "options": "\n".join(
                " | ".join(str(x) for n in ("value", "zh", "en", "unit") if (x := _at(o, n)))
                for o in (options if isinstance(options, list) else [])
            ),
            "if_question": _at(q, "show_if", "question"),
            "if_equals": ", ".join(map(str, wanted)) if isinstance(wanted, list) else wanted,
        }
        for name, value in values.items():
            said = Phrase("第{i}题：{l}", "Question {i}: {l}").fill(i=i + 1, l=labels[name])
            found[f"{name}-{i}"] = Line(
                said,
                str(value or ""),
                {"1": labels["required"], "": Phrase("否", "no")} if name == "required" else {},
            )
    return found


def proposal(row: Proposal, person: Person) -> Lines:
    found = _texts(
        row,
        title=Phrase("题目", "Title"),
        abstract=Phrase("摘要", "Abstract"),
        programme=Phrase("所属计划", "Programme"),
    )
    for q in row.form.questions:
        label, value = Phrase(q["label"]["zh"], q["label"]["en"]), row.answers.get(q["id"])
        match q["type"]:
            case "heading" | "units" | "file":
                continue
            case "samples" | "chemicals":
                found |= _rows(
                    f"q-{q['id']}",
                    label,
                    _SAMPLES if q["type"] == "samples" else _CHEMICALS,
                    value if isinstance(value, list) else [],
                )
            case "choice" | "choices":
                options = {o["value"]: Phrase(o["zh"], o["en"]) for o in q.get("options") or []}
                given = tuple(value or ()) if q["type"] == "choices" else str(value or "")
                found[f"q-{q['id']}"] = Line(
                    label, given, options if q["type"] == "choices" else {"": "–", **options}
                )
            case "yesno":
                found[f"q-{q['id']}"] = Line(label, str(value or ""), YES_NO_OPEN)
            case _:
                found[f"q-{q['id']}"] = Line(label, str(value or ""))
    parts = list(row.parts.select_related("unit"))
    offered = {
        str(o.unit_id): o.unit
        for o in row.call.offers.filter(state="agreed").select_related("unit")
    } | {str(p.unit_id): p.unit for p in parts}
    found["units"] = Line(
        Phrase("申请的单元", "Units asked for"),
        tuple(sorted(str(p.unit_id) for p in parts)),
        offered,
    )
    for part in parts:
        found[f"amount-{part.unit_id}"] = Line(
            Phrase("申请量：{u}", "Amount: {u}").fill(
                u=Phrase(part.unit.name_zh, part.unit.name_en)
            ),
            _plain(part.amount),
        )
    return found


def review(row: Assignment, person: Person) -> Lines:
    held = {s.criterion: s.value for s in row.scores.all()}
    found = {
        c["id"]: Line(Phrase(c["zh"], c["en"]), _plain(held.get(c["id"])))
        for c in row.item.panel.criteria
    }
    return found | {
        "to_applicant": Line(
            Phrase("给申请人的意见", "Comment to the applicant"), row.comment_applicant
        ),
        "hidden": Line(Phrase("仅评审组可见", "Panel only"), row.comment_hidden),
    }


def part(row: ProposalPart, person: Person) -> Lines:
    """One's own technical review of a part."""
    mine = row.technical_reviews.filter(reviewer=person.pk).first()
    return {
        "state": Line(Phrase("结论", "Verdict"), mine.state if mine else "open", FEASIBILITY),
        "amount": Line(Phrase("建议量", "Amount"), _plain(mine.amount if mine else row.amount)),
        "comment_applicant": Line(
            Phrase("给申请人的意见", "Comment to the applicant"),
            mine.comment_applicant if mine else "",
        ),
        "comment_private": Line(
            Phrase("内部意见", "Private comment"), mine.comment_private if mine else ""
        ),
    }


def conclusion(row: PanelProposal, person: Person) -> Lines:
    return {
        "recommendation": Line(
            Phrase("建议", "Recommendation"), row.recommendation, RECOMMENDATIONS
        ),
        "to_applicant": Line(Phrase("给申请人", "To the applicant"), row.comment_applicant),
        "hidden": Line(Phrase("不公开", "Panel only"), row.comment_hidden),
    }


def decision(row: Proposal, person: Person) -> Lines:
    found: Lines = {}
    for p in row.parts.select_related("unit").prefetch_related("decisions"):
        made = next((d for d in p.decisions.all() if d.current), None)
        name = Phrase(p.unit.name_zh, p.unit.name_en)
        found[f"outcome-{p.pk}"] = Line(
            Phrase("决定：{u}", "Decision: {u}").fill(u=name),
            made.outcome if made else "",
            {"": "–", **OUTCOMES},
        )
        found[f"amount-{p.pk}"] = Line(
            Phrase("批准量：{u}", "Amount: {u}").fill(u=name), _plain(made.amount) if made else ""
        )
        found[f"comment-{p.pk}"] = Line(
            Phrase("备注：{u}", "Remark: {u}").fill(u=name), made.comment if made else ""
        )
    return found


def declaration(row: Session, person: Person) -> Lines:
    safety = row.safety
    return {
        **_rows("samples", Phrase("样品", "Samples"), _SAMPLES, safety.samples),
        **_rows("chemicals", Phrase("化学品", "Chemicals"), _CHEMICALS, safety.chemicals),
        "measures": Line(Phrase("防护措施", "Measures"), safety.measures),
    }


def report(row: Session, person: Person) -> Lines:
    return _texts(
        row, report=Phrase("实验报告", "Report"), data_link=Phrase("数据链接", "Link to the data")
    )


def times(row: Session, person: Person) -> Lines:
    zone = row.unit.facility.zone
    return {
        "started": Line(
            Phrase("实际开始", "Actual start"), _local(row.started_at, zone, "%Y-%m-%dT%H:%M:%S")
        ),
        "stopped": Line(
            Phrase("实际结束", "Actual stop"), _local(row.stopped_at, zone, "%Y-%m-%dT%H:%M:%S")
        ),
    }


def entry(row: LogEntry, person: Person) -> Lines:
    """The line as it stands: what replaced it counts."""
    last = row
    while (following := LogEntry.objects.filter(replaces=last.pk).first()) is not None:
        last = following
    zone = last.session.unit.facility.zone
    words = {True: "yes", False: "no", None: ""}
    return {
        "text": Line(Phrase("内容", "Text"), last.text),
        "minutes_lost": Line(Phrase("损失（分钟）", "Lost (min)"), str(last.minutes_lost or "")),
        "cause": Line(Phrase("原因", "Cause"), last.cause),
        "energy_mj": Line(
            Phrase("能量 (mJ)", "Energy (mJ)"),
            "" if last.energy_mj is None else str(last.energy_mj),
        ),
        "on_target": Line(Phrase("打靶", "On target"), words[last.on_target], YES_NO_OPEN),
        "within_tolerance": Line(
            Phrase("允差内", "Within tolerance"), words[last.within_tolerance], YES_NO_OPEN
        ),
        "at": Line(Phrase("发生时间", "When"), _local(last.at, zone, "%Y-%m-%dT%H:%M:%S")),
    }


def output(row: Output, person: Person) -> Lines:
    return {
        "kind": Line(Phrase("类型", "Kind"), row.kind, OUTPUT_KINDS),
        "title": Line(Phrase("题目", "Title"), row.title),
        "journal": Line(Phrase("期刊", "Journal"), row.journal),
        "published": Line(Phrase("日期", "Date"), str(row.published or "")),
    }


def shipment(row: Shipment, person: Person) -> Lines:
    return {
        "step": Line(
            Phrase("状态", "State"),
            row.state,
            {
                **SHIPMENT.states,
                "send": Phrase("寄出", "send"),
                "receive": Phrase("收到", "receive"),
                "return": Phrase("返还", "return"),
                "destroy": Phrase("销毁", "destroy"),
            },
        ),
        "carrier": Line(Phrase("承运", "Carrier"), row.carrier),
        "tracking": Line(Phrase("单号", "Tracking number"), row.tracking),
    }


def visit(row: Visit, person: Person) -> Lines:
    zone = row.session.unit.facility.zone
    return {
        "mode": Line(Phrase("方式", "Mode"), row.mode, VISIT_MODES),
        "arrives_at": Line(Phrase("到达", "Arrives"), _local(row.arrives_at, zone)),
        "leaves_at": Line(Phrase("离开", "Leaves"), _local(row.leaves_at, zone)),
        "note": Line(Phrase("备注", "Note"), row.arrival_note),
    }


def letters(row: Facility, person: Person) -> Lines:
    return _texts(
        row,
        letter_zh=Phrase("中文信函", "Letter in Chinese"),
        letter_en=Phrase("英文信函", "Letter in English"),
    )


def offer(row: CallUnit, person: Person) -> Lines:
    return {
        "amount": Line(
            Phrase("开放量", "Give"), _plain(row.capacity if row.wanted is None else row.wanted)
        ),
        "reason": Line(Phrase("理由", "Reason"), row.reason),
        "state": Line(
            Phrase("状态", "State"),
            row.state,
            {
                "asked": Phrase("待答复", "awaits an answer"),
                "agreed": Phrase("已同意", "agreed"),
                "declined": Phrase("未同意", "declined"),
            },
        ),
    }


CALL, FORM, REVIEW, PART, CONCLUSION, DECISION = (
    Shown(f) for f in (call, form, review, part, conclusion, decision)
)
DECLARATION, REPORT, TIMES, ENTRY, OUTPUT, SHIPMENTS = (
    Shown(f) for f in (declaration, report, times, entry, output, shipment)
)
VISITS, LETTERS, OFFER = (Shown(f) for f in (visit, letters, offer))
PROPOSALS = Shown(proposal, field="version", counter=lambda row: row.version)
