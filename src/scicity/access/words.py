"""What stored values are called on pages. One place for words that several pages need."""

from __future__ import annotations

from .models.outputs import KINDS as OUTPUT_KINDS
from .phrases import Phrase

ORGANISATION_KINDS = {"academic": Phrase("学术", "academic"), "industry": Phrase("企业", "industry"), "clinical": Phrase("临床", "clinical"), "public": Phrase("公共", "public")}
CALL_KINDS = {"standard": Phrase("常规", "standard"), "rapid": Phrase("快速", "rapid access"), "long-term": Phrase("长期", "long-term")}
FEASIBILITY = {"open": Phrase("待审", "open"), "feasible": Phrase("可行", "feasible"), "partly": Phrase("部分可行", "partly feasible"), "infeasible": Phrase("不可行", "not feasible")}
OUTCOMES = {"accept": Phrase("批准", "accepted"), "reserve": Phrase("候补", "reserve list"), "reject": Phrase("未获批准", "not accepted")}
RECOMMENDATIONS = {"": Phrase("未定", "none yet"), "accept": Phrase("批准", "accept"), "reserve": Phrase("候补", "reserve"), "reject": Phrase("不批准", "reject")}
VISIT_MODES = {"onsite": Phrase("现场", "on site"), "remote": Phrase("远程", "remote")}
HAZARDS_SAID = {"none": Phrase("无", "none"), "chemical": Phrase("化学", "chemical"), "biological-1": Phrase("生物安全一级", "biological, level 1"), "biological-2": Phrase("生物安全二级", "biological, level 2"),
                "radioactive": Phrase("放射性", "radioactive"), "explosive": Phrase("易爆", "explosive"), "nano": Phrase("纳米材料", "nanomaterial")}
BOOKING_STATES = {"booked": Phrase("已预约", "booked"), "running": Phrase("使用中", "in use"), "finished": Phrase("已完成", "finished"), "missed": Phrase("未到", "missed"), "cancelled": Phrase("已取消", "cancelled")}

__all__ = ["BOOKING_STATES", "CALL_KINDS", "FEASIBILITY", "HAZARDS_SAID", "ORGANISATION_KINDS", "OUTCOMES", "OUTPUT_KINDS", "RECOMMENDATIONS", "VISIT_MODES"]
