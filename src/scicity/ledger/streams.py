"""The streams: one schema for each kind of record that the city keeps account of."""

from __future__ import annotations

from .errors import UnknownStream
from .types import Field, Stream

UNIT = Field("unit", required=True, doc="registry path of the facility, phase or unit")
START = Field("start", "time", "s", required=True, doc="from when the record is true")
END = Field("end", "time", "s", required=True, doc="until when; equal to start for an instant")
PERSON = Field("person", doc="pseudonymous key of a person")
PROJECT = Field("project", doc="proposal or project identifier")
ORGANISATION = Field("organisation", doc="home institution: ROR, credit code or local code")
TEAM = Field("team", doc="principal investigator's group")
OPEN_END = 253402300799  # 9999-12-31T23:59:59Z: 'until further notice'


def _stream(
    name: str,
    title: str,
    key: tuple[str, ...],
    *fields: Field,
    end_included: bool = False,
    version: int = 1,
    pieces: str = "",
    paused: str = "",
    succession: bool = False,
) -> Stream:
    return Stream(
        name,
        title,
        key,
        (UNIT, START, END, *fields),
        version,
        end_included,
        pieces,
        paused,
        succession,
    )


def _count(name: str, unit: str, required: bool = False, doc: str = "", since: int = 1) -> Field:
    return Field(name, "integer", unit, required, minimum=0, doc=doc, since=since)


_ALL = (
    _stream(
        "machine_time",
        "Machine time by mode",
        ("start",),
        Field(
            "mode",
            required=True,
            choices=(
                "user",
                "reserve",
                "machine-development",
                "commissioning",
                "maintenance",
                "shutdown",
            ),
        ),
        _count("stations", "stations", doc="experimental stations served"),
        PROJECT,
        PERSON,
        ORGANISATION,
        TEAM,
    ),
    _stream(
        "shots",
        "Laser shots",
        ("shot",),
        Field("shot", required=True),
        _count("energy", "mJ"),
        Field("energy_class", choices=("high", "medium", "low")),
        Field("on_target", "flag"),
        Field("within_tolerance", "flag"),
        PROJECT,
        PERSON,
        ORGANISATION,
        TEAM,
    ),
    _stream(
        "instrument_time",
        "Instrument time",
        ("session",),
        Field("session", required=True),
        Field(
            "purpose", required=True, choices=("user", "internal", "maintenance", "commissioning")
        ),
        Field(
            "effective", "flag", doc="start-up, test and post-processing time counted as effective"
        ),
        Field("external", "flag", doc="user from outside the owning legal entity"),
        PROJECT,
        PERSON,
        ORGANISATION,
        TEAM,
        Field(
            "lost", "integer", "s", minimum=0, since=2, doc="time within it that was lost to faults"
        ),
        version=2,
        paused="lost",
    ),
    _stream(
        "compute_jobs",
        "Compute jobs",
        ("job", "submit"),
        Field("job", required=True),
        Field("submit", "time", "s", required=True),
        _count("cores", "cores", required=True),
        _count("nodes", "nodes"),
        _count("gpus", "gpus"),
        Field("queue"),
        Field("qos"),
        Field("state", required=True),
        Field("exit"),
        PROJECT,
        PERSON,
        ORGANISATION,
        TEAM,
        Field(
            "gpu_type",
            since=2,
            doc="model of the GPUs; of several with their numbers: a100=2+v100=1",
        ),
        _count("shards", "shards", since=2, doc="allocated shares of GPUs; they are not GPUs"),
        Field("array", since=2, doc="the job array that the job is a task of"),
        Field(
            "piece",
            since=2,
            choices=("requeued", "resized", "preempted", "failed"),
            doc="why the run is only a part of the job, which went on in another run",
        ),
        _count(
            "suspended", "s", since=2, doc="time between start and end in which the job stood still"
        ),
        _count("cpu_seconds", "core-s", since=2, doc="processor time that the job used"),
        _count("memory", "MiB", since=2, doc="memory that was set aside for the job"),
        _count("memory_used", "MiB", since=2, doc="the most memory that it used at a time"),
        _count("energy", "J", since=2, doc="energy that its nodes took while it ran"),
        end_included=True,
        version=2,
        pieces="piece",
        paused="suspended",
    ),
    _stream(
        "compute_capacity",
        "Compute capacity",
        ("start",),
        _count("cores", "cores", required=True),
        _count("nodes", "nodes"),
        _count("gpus", "gpus"),
        succession=True,
    ),
    _stream(
        "outages",
        "Outages",
        ("start",),
        Field("planned", "flag", required=True),
        Field("cause"),
        Field("lost_share", "integer", "permille", minimum=0),
    ),
    _stream(
        "visits",
        "Visits",
        ("visit",),
        Field("visit", required=True),
        Field("mode", choices=("onsite", "remote", "data")),
        PROJECT,
        PERSON,
        ORGANISATION,
        TEAM,
        Field("staff", "flag", since=2, doc="of the operator, so no user"),
        version=2,
    ),
    _stream(
        "projects",
        "Projects executed",
        ("project",),
        Field("project", required=True),
        Field("kind"),
        PERSON,
        ORGANISATION,
        TEAM,
    ),
    _stream(
        "outputs",
        "Papers and other outputs",
        ("doi",),
        Field("doi", required=True),
        Field("journal", required=True),
        Field("publication_year", "integer", "year", required=True, minimum=1900),
        Field("indexed", "flag", doc="in the Science Citation Index"),
        Field("acknowledged", "flag"),
        PROJECT,
        TEAM,
    ),
    _stream(
        "datasets",
        "Datasets",
        ("dataset",),
        Field("dataset", required=True, doc="persistent identifier"),
        Field("kind"),
        _count("bytes", "B", required=True),
        _count("files", "files"),
        PROJECT,
        PERSON,
        ORGANISATION,
        TEAM,
    ),
    _stream(
        "milestones",
        "Milestones",
        ("milestone",),
        Field("milestone", required=True),
        Field(
            "state",
            required=True,
            choices=(
                "planned",
                "feasibility",
                "started",
                "topped-out",
                "installed",
                "process-acceptance",
                "national-acceptance",
                "operation",
                "reached",
            ),
        ),
        Field("status", required=True, choices=("measured", "declared")),
        Field("evidence", required=True),
        _count("weight", "permille"),
    ),
    _stream(
        "samples",
        "Sample tubes moved",
        ("movement",),
        Field("movement", required=True),
        Field("kind", required=True, choices=("received", "used", "destroyed", "transferred")),
        _count("tubes", "tubes", required=True),
        PROJECT,
    ),
    _stream(
        "cases",
        "Clinical cases enrolled",
        ("project", "case"),
        Field("project", required=True),
        Field("case", required=True, doc="pseudonymous key of the participant"),
    ),
    _stream(
        "contracts",
        "Technology-transfer contracts",
        ("contract", "part"),
        Field("contract", required=True),
        Field(
            "part", required=True, choices=("upfront", "development-milestone", "sales-milestone")
        ),
        _count("amount", "minor", required=True),
        Field("contingent", "flag", required=True),
        ORGANISATION,
    ),
    _stream(
        "payments",
        "Payments received",
        ("payment",),
        Field("payment", required=True),
        Field("contract", required=True),
        _count("amount", "minor", required=True),
    ),
    _stream(
        "service_cases",
        "Cases of park services",
        ("case",),
        Field("case", required=True),
        Field("service", required=True),
        _count("version", "version", required=True),
        ORGANISATION,
    ),
    _stream(
        "service_decisions",
        "How cases of park services ended",
        ("case",),
        Field("case", required=True),
        Field("service", required=True),
        _count("version", "version", required=True),
        ORGANISATION,
        Field(
            "outcome",
            required=True,
            choices=("granted", "refused", "withdrawn", "lapsed", "completed"),
        ),
        _count("days", "working days", required=True),
        Field("on_time", "flag", required=True),
        Field("batch"),
        Field("counted", doc="what the case adds to a count of its service: persons, a prize"),
        _count("amount", "items"),
    ),
    _stream(
        "qualifications",
        "Qualifications of enterprises",
        ("qualification",),
        Field("qualification", required=True),
        Field("kind", required=True),
        Field("organisation", required=True, doc="unified social credit code"),
    ),
    _stream(
        "indicator_values",
        "Indicator values",
        ("indicator", "start", "end"),
        Field("indicator", required=True),
        Field("value", required=True, doc="decimal number as text"),
        Field("value_unit", required=True),
        Field("document", required=True),
    ),
    _stream(
        "declarations",
        "Signed statements of operators",
        ("document", "statement"),
        Field("document", required=True),
        Field("statement", required=True, doc="identifier in the document"),
        Field(
            "kind",
            required=True,
            choices=("figure", "milestone", "target", "policy", "pipeline", "event"),
        ),
        Field("measure", required=True),
        Field("metric", doc="the catalogue's metric that it answers, if any"),
        Field("value", required=True, doc="decimal number, true, or a text"),
        Field("value_en"),
        Field("value_high"),
        Field("value_unit", required=True),
        Field(
            "qualifier",
            required=True,
            choices=(
                "exact",
                "counted",
                "over",
                "at_least",
                "nearly",
                "under",
                "at_most",
                "about",
                "range",
                "order_of_magnitude",
                "qualitative",
            ),
        ),
        Field("period", required=True),
        Field("as_of"),
        Field(
            "counting", required=True, doc="what is counted: ring, station, instrument, system, …"
        ),
        Field("counted", doc="who is counted: persons, visits, organisations, …"),
        Field("title_zh", required=True),
        Field("title_en", required=True),
        Field("locator", required=True, doc="where in the document"),
        Field("note_zh"),
        Field("note_en"),
        Field("claim", "flag", doc="a superlative or novelty claim: quoted, never asserted"),
        Field("restates", doc="the statement that this one says again"),
        Field(
            "printed", doc="the words as printed, where they vary between places of the document"
        ),
        Field("period_assumed", "flag", doc="the document does not say for what period"),
        Field("share_of", doc="what a share is a share of"),
        version=2,
    ),
)

STREAMS: dict[str, Stream] = {s.name: s for s in _ALL}


def stream(name: str) -> Stream:
    """The stream called `name`, or an error that lists those there are."""
    if name not in STREAMS:
        raise UnknownStream(f"There is no stream {name!r}. Use one of: {', '.join(STREAMS)}.")
    return STREAMS[name]
