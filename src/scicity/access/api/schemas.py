"""What the API takes and gives.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints, field_validator

from scicity.platform.api.types import Amount, Id, Line, Text, Version


def _reasonable(value: datetime) -> datetime:
    if not 1971 < value.year < 2200:
        raise ValueError("the year must be between 1972 and 2199")
    return value


class Slot(Schema):
    start: AwareDatetime
    end: AwareDatetime

    _years = field_validator("start", "end")(_reasonable)


class FacilityOut(Schema):
    id: int
    path: str
    name_zh: str
    name_en: str
    kind: str
    zone: str
    retired: bool


class UnitOut(Schema):
    id: int
    facility_id: int
    path: str
    name_zh: str
    name_en: str
    access_unit: str
    bookable: bool
    open: bool
    retired: bool


class OfferOut(Schema):
    unit_id: int
    capacity: Decimal


class CallOut(Schema):
    id: int
    code: str
    facility_id: int
    title_zh: str
    title_en: str
    kind: str
    workflow: str
    opens_at: datetime
    closes_at: datetime
    open: bool
    offers: list[OfferOut]
    questions: list[dict[str, Any]]


class PartOut(Schema):
    id: int
    unit_id: int
    amount: Decimal | None


class MemberOut(Schema):
    name: str
    role: str


class ProposalOut(Schema):
    id: int
    code: str
    call_id: int
    title: str
    abstract: str
    answers: dict[str, Any]
    set_aside: dict[str, Any]
    state: str
    version: int
    submitted_version: int | None
    parts: list[PartOut]
    members: list[MemberOut]


class ProposalLine(Schema):
    id: int
    code: str
    call_id: int
    title: str
    state: str


class ProposalList(Schema):
    count: int
    items: list[ProposalLine]


class BeginIn(Schema):
    call_id: Id
    title: Line = ""


class DraftIn(Schema):
    """The version that was read comes with the change: when somebody else saved in between, the
    answer is 409.
    """

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    title: Line | None = None
    abstract: Text | None = None
    answers: dict[Line, Text | list[Text] | list[dict[Line, Text]]] | None = None
    parts: (
        dict[Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")], Amount | None] | None
    ) = None


class EditedOut(Schema):
    """What stands in an edit form now, by field; the ETag of the answer is its edition."""

    id: int
    values: dict[str, str | list[str]]


class InviteIn(Schema):
    email: Annotated[str, StringConstraints(pattern=r"^[^\x00\s@]+@[^\x00\s@]+$", max_length=254)]
    role: Literal["co-proposer", "data-only"] = "co-proposer"


class InviteOut(Schema):
    id: int
    added: bool
    code: str = ""


class InvitationOut(Schema):
    id: int
    proposal: str
    role: str
    invited_by: str
    expires_at: datetime


class DifferenceOut(Schema):
    field_zh: str
    field_en: str
    old: str
    new: str


class VersionOut(Schema):
    number: int
    submitted_at: datetime
    content: dict[str, Any]
    differences: list[DifferenceOut]


class OfferFull(Schema):
    """A unit of one's own in another's call: what is asked for, what was given, and how it
    stands.
    """

    id: int
    call_id: int
    unit_id: int
    wanted: Decimal | None
    capacity: Decimal
    state: str
    reason: str


class AnswerIn(Schema):
    """Without an amount the request is declined; then the reason is needed."""

    amount: Amount | None = None
    reason: Line = ""


class ConflictOut(Schema):
    id: int
    proposal: str
    person: str
    kind: str
    severity: str
    note: str
    waiver_reason: str
    waived: bool


class ReasonIn(Schema):
    reason: Text


class AgreeIn(Schema):
    agree: bool


class ClaimIn(Schema):
    kind: Literal["paper", "patent", "dataset", "thesis", "structure"]
    identifier: Annotated[str, StringConstraints(pattern=r"^[^\x00]*\S[^\x00]*$", max_length=200)]
    title: Line
    published: date
    journal: Line = ""
    facility_id: Id
    proposal_id: Id | None = None


class ClaimOut(Schema):
    """A claim, with what is said of the work; `said` is what this claim says of it."""

    id: int
    output_id: int
    facility_id: int
    proposal_id: int | None
    state: str
    kind: str
    identifier: str
    title: str
    journal: str
    published: date
    said: dict[str, Any]
    mine: bool


class ConfirmIn(Schema):
    confirm: bool
    reason: Line = ""


class CorrectIn(Schema):
    kind: Literal["paper", "patent", "dataset", "thesis", "structure"] | None = None
    title: Line | None = None
    journal: Line | None = None
    published: date | None = None
    reason: Line


class CloneIn(Schema):
    call_id: Id
    resubmit: bool = False


class TextIn(Schema):
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", min_length=1, max_length=10000)]


class TechnicalIn(Schema):
    state: Literal["feasible", "partly", "infeasible"]
    amount: Amount | None = None
    comment_applicant: Text = ""
    comment_private: Text = ""
    version: Version = None


class ScoreIn(Schema):
    scores: dict[Line, Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]]
    comment_applicant: Text = ""
    comment_hidden: Text = ""
    submit: bool = False
    version: Version = None


class RankOut(Schema):
    item_id: int
    proposal_id: int
    code: str
    place: int
    grade: float | None
    spread: float | None
    reviewers: int
    quorum: bool
    done: bool


class MoveIn(Schema):
    place: Annotated[int, Field(ge=1, le=10000)]


class ConcludeIn(Schema):
    recommendation: Literal["accept", "reserve", "reject"]
    comment_applicant: Text = ""
    comment_hidden: Text = ""


class VerdictIn(Schema):
    part_id: Id
    outcome: Literal["accept", "reserve", "reject"]
    amount: Annotated[Decimal, Field(ge=0, lt=10**12, max_digits=14, decimal_places=2)] = Decimal(0)
    comment: Text = ""


class DecideIn(Schema):
    verdicts: Annotated[list[VerdictIn], Field(max_length=100)]
    version: Version = None


class SessionOut(Schema):
    id: int
    part_id: int
    unit_id: int
    start: datetime
    end: datetime
    state: str
    safety: str
    safety_version: int
    started_at: datetime | None
    stopped_at: datetime | None


class QuestionsIn(Schema):
    questions: Annotated[list[dict[str, Any]], Field(max_length=200)]


class FormOut(Schema):
    """`faults`: what keeps the version from being published, by question."""

    id: int
    name: str
    number: int
    published_at: datetime | None
    questions: list[Any]
    faults: dict[str, str]


class FormIn(Schema):
    form_id: Id
    reason: Line


class ReplacedOut(Schema):
    state: str
    drafts: int


class MailOut(Schema):
    """`fate` is waiting, sent or failed; `reason` says why it failed, `again_at` when it is tried
    again by itself.
    """

    id: int
    kind: str
    email: str
    language: str
    subject: str
    fate: str
    reason: str
    tries: int
    made_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    again_at: datetime | None


class AgainOut(Schema):
    again: int


class StartIn(Schema):
    started_at: AwareDatetime | None = None


class StopIn(StartIn):
    stopped_at: AwareDatetime | None = None
    note: Text = ""


class TimesIn(Schema):
    started_at: AwareDatetime
    stopped_at: AwareDatetime
    reason: Line


class DeclareIn(Schema):
    samples: Annotated[list[dict[Line, Line]], Field(max_length=200)]
    chemicals: Annotated[list[dict[Line, Line]], Field(max_length=200, default_factory=list)]
    measures: Text = ""
    submit: bool = True
    sure: bool = False


class JudgeIn(Schema):
    approve: bool
    remark: Text = ""
    version: Version = None


class EntryIn(Schema):
    text: Text = ""
    cause: Annotated[str, StringConstraints(pattern=r"^[a-z]*$", max_length=20)] = ""
    minutes_lost: Annotated[int, Field(ge=0, le=10080)] = 0
    energy_mj: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    on_target: bool | None = None
    within_tolerance: bool | None = None
    at: AwareDatetime | None = None


class LogIn(EntryIn):
    kind: Literal["note", "shot", "fault", "lost"]


class EntryCorrectIn(EntryIn):
    reason: Line
    strike: bool = False


class LoggedOut(Schema):
    state: str
    id: int


class EntryOut(Schema):
    """`line` is the number that all wordings of a line share; the one that is `standing` holds."""

    id: int
    line: int
    kind: str
    at: datetime
    noted_at: datetime | None
    by: str
    text: str
    cause: str
    minutes_lost: int
    energy_mj: int | None
    on_target: bool | None
    within_tolerance: bool | None
    reason: str
    struck: bool
    replaces: int | None
    standing: bool


class BookIn(Slot):
    unit_id: Id
    proposal_id: Id | None = None
    wait: bool = False


class BookingOut(Schema):
    id: int
    unit_id: int
    start: datetime
    end: datetime
    state: str
    mine: bool


class BookedOut(Schema):
    booking: BookingOut | None = None
    waiting_id: int | None = None


class GrantOut(Schema):
    id: int
    unit_id: int
    proposal_id: int
    account: str
    amount: Decimal
    used: Decimal


class DrawIn(Schema):
    """`key` makes a repeated request draw once."""

    amount: Amount
    kind: Literal["used", "destroyed", "returned", "enrolled"] = "used"
    note: Line = ""
    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]*$", max_length=64)] = ""


class FaultIn(Schema):
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*\S[^\x00]*$", max_length=5000)]
    minutes_lost: Annotated[int, Field(ge=0, le=10080)] = 0


class BillOut(Schema):
    project: str
    unit_zh: str
    unit_en: str
    uses: int
    seconds: int
    pieces: Decimal | None
    fen: int


class MonthIn(Schema):
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]


class IssuedOut(Schema):
    facility_id: int
    month: str
    issued_at: datetime


class MeOut(Schema):
    key: str
    email: str
    name: str
    roles: list[str]


class EventOut(Schema):
    number: int
    at: datetime
    actor: str
    verb: str
    model: str
    object_id: str
    changes: dict[str, Any]
    digest: str


class RefusedOut(Schema):
    """A record that the ledger refused, and why; `offers` says how often it was offered again."""

    id: int
    stream: str
    row: dict[str, Any]
    withdraw: bool
    made_at: datetime
    refused_at: datetime | None
    reason: str
    reason_zh: str
    offers: int
    offered_at: datetime | None
    offered_by: str


class PlanIn(Schema):
    seconds: Annotated[int, Field(ge=1, le=900)] = 60


class PlanMoveIn(Schema):
    """`start` is a tick: whole hours from midnight, at the facility, of the day on which the cycle
    begins.
    """

    experiment: Line
    unit: Line
    start: Annotated[int, Field(ge=0, le=200_000)]
    visit: Annotated[int, Field(ge=0, le=1000)] = 0


class PlanOut(Schema):
    id: int
    cycle_id: int
    number: int
    state: str
    parent_id: int | None
    remark: str
    value: int
    bound: int | None
    digest: str
    published_at: datetime | None


class PlanFull(PlanOut):
    """With the problem, the placements, and the prices that prove the bound
    (docs/howto-schedule.md).
    """

    problem: dict[str, Any]
    placements: list[dict[str, Any]]
    prices: dict[str, Any]
    trace: list[Any]
    changes: list[dict[str, Any]]
