"""The nouns of access, a file each."""

import scicity.platform.models  # noqa: F401 - tables of the same label

from .allocation import Decision, Letter, Share
from .bills import Bill
from .bookings import Booking, Charge, Fault, RateCard, Waiting
from .calls import Call, CallUnit, FormTemplate, FormVersion
from .facilities import Course, DowntimeProfile, Facility, RunCycle, RunPeriod, Unit
from .grants import Grant, GrantUse
from .outputs import Journals, Output, OutputCorrection, OutputLink
from .plans import Plan
from .proposals import (
    Attachment,
    Comment,
    Coupling,
    Invitation,
    Proposal,
    ProposalMember,
    ProposalPart,
    ProposalRevision,
)
from .returns import YearlyReturn
from .review import Assignment, Conflict, Panel, PanelMember, PanelProposal, Score, TechnicalReview
from .sessions import LogEntry, RunCorrection, SafetyDeclaration, Session, Shipment, Visit, standing
from .training import Clearance

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
