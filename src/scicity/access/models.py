"""The nouns of access, a file each."""

import scicity.platform.models  # noqa: F401 - tables of the same label

from .allocation.models import Decision, Letter, Plan, Share
from .calls.models import Call, CallUnit, FormTemplate, FormVersion
from .facilities.models import (
    Course,
    DowntimeProfile,
    Facility,
    RunCycle,
    RunPeriod,
    Unit,
    YearlyReturn,
)
from .grants.models import Grant, GrantUse
from .instruments.models import Bill, Booking, Charge, Fault, RateCard, Waiting
from .outputs.models import Journals, Output, OutputCorrection, OutputLink
from .people.models import Clearance
from .proposals.models import (
    Attachment,
    Comment,
    Coupling,
    Invitation,
    Proposal,
    ProposalMember,
    ProposalPart,
    ProposalRevision,
)
from .review.models import (
    Assignment,
    Conflict,
    Panel,
    PanelMember,
    PanelProposal,
    Score,
    TechnicalReview,
)
from .sessions.models import (
    LogEntry,
    RunCorrection,
    SafetyDeclaration,
    Session,
    Shipment,
    Visit,
    standing,
)

__all__ = [
    "Assignment",
    "Attachment",
    "Bill",
    "Booking",
    "Call",
    "CallUnit",
    "Charge",
    "Clearance",
    "Comment",
    "Conflict",
    "Coupling",
    "Course",
    "Decision",
    "DowntimeProfile",
    "Facility",
    "Fault",
    "FormTemplate",
    "FormVersion",
    "Grant",
    "GrantUse",
    "Invitation",
    "Journals",
    "Letter",
    "LogEntry",
    "Output",
    "OutputCorrection",
    "OutputLink",
    "Panel",
    "PanelMember",
    "PanelProposal",
    "Plan",
    "Proposal",
    "ProposalMember",
    "ProposalPart",
    "ProposalRevision",
    "RateCard",
    "RunCorrection",
    "RunCycle",
    "RunPeriod",
    "SafetyDeclaration",
    "Score",
    "Session",
    "Share",
    "Shipment",
    "TechnicalReview",
    "Unit",
    "Visit",
    "Waiting",
    "YearlyReturn",
    "standing",
]
