"""The nouns of access, a file each."""

from .allocation import Decision, Letter, Share
from .answers import KeptAnswer
from .bills import Bill
from .bookings import Booking, Charge, Fault, RateCard, Waiting
from .calls import Call, CallUnit, FormTemplate, FormVersion
from .facilities import Course, DowntimeProfile, Facility, RunCycle, RunPeriod, Unit
from .grants import Grant, GrantUse
from .history import Event, EventDetail, Heartbeat, Journal, OutboxRecord, SetUp, Tracked
from .notices import Mail, Notification
from .outputs import Journals, Output, OutputCorrection, OutputLink
from .people import ApiToken, Clearance, Organisation, Person, RoleGrant
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

__all__ = [
    "ApiToken",
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
    "Event",
    "EventDetail",
    "Facility",
    "Fault",
    "FormTemplate",
    "FormVersion",
    "Grant",
    "GrantUse",
    "Heartbeat",
    "Invitation",
    "Journal",
    "Journals",
    "KeptAnswer",
    "Letter",
    "LogEntry",
    "Mail",
    "Notification",
    "Organisation",
    "OutboxRecord",
    "Output",
    "OutputCorrection",
    "OutputLink",
    "Panel",
    "PanelMember",
    "PanelProposal",
    "Person",
    "Plan",
    "Proposal",
    "ProposalMember",
    "ProposalPart",
    "ProposalRevision",
    "RateCard",
    "RoleGrant",
    "RunCorrection",
    "RunCycle",
    "RunPeriod",
    "SafetyDeclaration",
    "Score",
    "Session",
    "SetUp",
    "Share",
    "Shipment",
    "TechnicalReview",
    "Tracked",
    "Unit",
    "Visit",
    "Waiting",
    "YearlyReturn",
    "standing",
]
