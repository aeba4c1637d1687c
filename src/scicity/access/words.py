"""What stored values are called on pages. One place for words that several pages need."""

from __future__ import annotations

from .models.outputs import KINDS as OUTPUT_KINDS
from .phrases import Phrase

ORGANISATION_KINDS = {
    "academic": Phrase("学术", "academic"),
    "industry": Phrase("企业", "industry"),
    "clinical": Phrase("临床", "clinical"),
    "public": Phrase("公共", "public"),
}
CALL_KINDS = {
    "standard": Phrase("常规", "standard"),
    "rapid": Phrase("快速", "rapid access"),
    "long-term": Phrase("长期", "long-term"),
}
FEASIBILITY = {
    "open": Phrase("待审", "open"),
    "feasible": Phrase("可行", "feasible"),
    "partly": Phrase("部分可行", "partly feasible"),
    "infeasible": Phrase("不可行", "not feasible"),
}
OUTCOMES = {
    "accept": Phrase("批准", "accepted"),
    "reserve": Phrase("候补", "reserve list"),
    "reject": Phrase("未获批准", "not accepted"),
}
RECOMMENDATIONS = {
    "": Phrase("未定", "none yet"),
    "accept": Phrase("批准", "accept"),
    "reserve": Phrase("候补", "reserve"),
    "reject": Phrase("不批准", "reject"),
}
VISIT_MODES = {"onsite": Phrase("现场", "on site"), "remote": Phrase("远程", "remote")}
HAZARDS_SAID = {
    "none": Phrase("无", "none"),
    "chemical": Phrase("化学", "chemical"),
    "biological-1": Phrase("生物安全一级", "biological, level 1"),
    "biological-2": Phrase("生物安全二级", "biological, level 2"),
    "radioactive": Phrase("放射性", "radioactive"),
    "explosive": Phrase("易爆", "explosive"),
    "nano": Phrase("纳米材料", "nanomaterial"),
}
BOOKING_STATES = {
    "booked": Phrase("已预约", "booked"),
    "running": Phrase("使用中", "in use"),
    "finished": Phrase("已完成", "finished"),
    "missed": Phrase("未到", "missed"),
    "cancelled": Phrase("已取消", "cancelled"),
}

ACTIONS = {
    "create": Phrase("新建", "made"),
    "change": Phrase("更改", "changed"),
    "delete": Phrase("删除", "removed"),
}
THINGS = {
    "proposal": Phrase("申请书", "proposal"),
    "proposalpart": Phrase("申请部分", "part of a proposal"),
    "proposalmember": Phrase("申请书成员", "member of a proposal"),
    "call": Phrase("征集", "call"),
    "callunit": Phrase("征集中的单元", "unit in a call"),
    "facility": Phrase("设施", "facility"),
    "unit": Phrase("单元", "unit"),
    "course": Phrase("培训", "training"),
    "runcycle": Phrase("运行周期", "run cycle"),
    "runperiod": Phrase("运行时段", "period"),
    "ratecard": Phrase("费率", "rate"),
    "downtimeprofile": Phrase("停机口径", "downtime profile"),
    "formtemplate": Phrase("表单", "form"),
    "formversion": Phrase("表单版本", "version of a form"),
    "panel": Phrase("评审组", "panel"),
    "panelmember": Phrase("评审组成员", "panel member"),
    "panelproposal": Phrase("上会申请书", "proposal before a panel"),
    "assignment": Phrase("评审", "review"),
    "score": Phrase("评分", "score"),
    "technicalreview": Phrase("技术审查", "technical review"),
    "decision": Phrase("决定", "decision"),
    "letter": Phrase("信函", "letter"),
    "share": Phrase("计划份额", "share"),
    "session": Phrase("实验", "session"),
    "safetydeclaration": Phrase("安全申报", "safety declaration"),
    "visit": Phrase("来访", "visit"),
    "shipment": Phrase("样品寄送", "shipment"),
    "logentry": Phrase("运行记录", "line of a run log"),
    "booking": Phrase("预约", "booking"),
    "waiting": Phrase("候补", "place in line"),
    "fault": Phrase("故障", "fault"),
    "charge": Phrase("账单行", "line of a bill"),
    "grant": Phrase("额度", "grant"),
    "grantuse": Phrase("额度使用", "draw on a grant"),
    "output": Phrase("成果", "output"),
    "outputlink": Phrase("成果登记", "claim of an output"),
    "person": Phrase("人员", "person"),
    "rolegrant": Phrase("角色", "role"),
    "clearance": Phrase("培训登记", "completion"),
    "apitoken": Phrase("令牌", "token"),
    "organisation": Phrase("单位", "organisation"),
    "invitation": Phrase("邀请", "invitation"),
    "conflict": Phrase("利益冲突", "conflict of interest"),
    "comment": Phrase("留言", "comment"),
    "attachment": Phrase("附件", "attachment"),
    "plan": Phrase("机时计划", "plan"),
    "yearlyreturn": Phrase("年度报表", "yearly return"),
    "mail": Phrase("邮件", "mail"),
    "case": Phrase("案件", "case"),
    "stage": Phrase("环节", "step"),
    "batch": Phrase("批次", "batch"),
    "enterprise": Phrase("企业", "enterprise"),
    "parcel": Phrase("地块", "parcel"),
    "authority": Phrase("部门", "authority"),
    "officer": Phrase("经办人", "officer"),
    "service": Phrase("服务", "service"),
    "version": Phrase("流程版本", "version of a process"),
    "objection": Phrase("异议", "objection"),
    "permit": Phrase("许可", "permit"),
    "tenancy": Phrase("入驻", "tenancy"),
    "creditnote": Phrase("信用记录", "credit note"),
    "contest": Phrase("信用异议", "contested note"),
    "message": Phrase("消息", "message"),
    "document": Phrase("材料", "document"),
    "qualification": Phrase("资格", "qualification"),
    "project": Phrase("项目", "project"),
    "milestone": Phrase("里程碑", "milestone"),
    "coupling": Phrase("时间关系", "relation in time"),
}
SCOPES_SAID = {
    "read": Phrase("读取", "read"),
    "proposals": Phrase("申请书", "proposals"),
    "review": Phrase("评审", "review"),
    "sessions": Phrase("实验", "sessions"),
    "bookings": Phrase("预约", "bookings"),
    "cases": Phrase("案件", "cases"),
    "office": Phrase("办公室事务", "office work"),
}
__all__ = [
    "ACTIONS",
    "BOOKING_STATES",
    "CALL_KINDS",
    "FEASIBILITY",
    "HAZARDS_SAID",
    "ORGANISATION_KINDS",
    "OUTCOMES",
    "OUTPUT_KINDS",
    "RECOMMENDATIONS",
    "SCOPES_SAID",
    "THINGS",
    "VISIT_MODES",
]
