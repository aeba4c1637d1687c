"""A service's files, as a standard modeller writes them, read into a process.

All faults are told at once; nothing is half read.

BPMN 2.0 with Camunda 7's form fields and properties, which its free modeller shows and edits, and
DMN 1.x tables beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs.event_definitions.timer import (
    DurationTimerEventDefinition,
    TimeDateEventDefinition,
)

from .errors import BadProcess
from .expressions import cleaned, names_in
from .flow import Asking, Deadline, Rule
from .granting import with_limits
from .tables import Table, check_table, read_tables
from .topics import TOPICS
from .types import APPLICANT, KINDS, OUTCOMES, Effect, Field, Process, Step, reached
from .words import two

CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
TYPES = {
    "string": "text",
    "long": "whole",
    "double": "number",
    "boolean": "yes-no",
    "date": "date",
    "enum": "choice",
}
KNOWN = (
    "startEvent",
    "endEvent",
    "userTask",
    "serviceTask",
    "businessRuleTask",
    "exclusiveGateway",
    "parallelGateway",
    "boundaryEvent",
    "intermediateCatchEvent",
    "sequenceFlow",
    "laneSet",
    "extensionElements",
    "documentation",
    "textAnnotation",
    "association",
    "group",
    "dataObjectReference",
    "dataObject",
)
MOST_BYTES, MOST_NODES = 2 * 2**20, 400
DEFAULT_DAYS = 20


class _Parser(BpmnParser):
    OVERRIDE_PARSER_CLASSES = {  # noqa: RUF012 - the engine's way
        full_tag("serviceTask"): (TaskParser, Asking),
        full_tag("businessRuleTask"): (TaskParser, Rule),
    }


def read_process(
    bpmn: bytes, dmn: Sequence[bytes] = (), authorities: Mapping[str, str] | None = None
) -> Process:
    """A process from its BPMN file and its tables.

    `authorities` maps names (in either language) and codes of lanes to codes.

    BadProcess names every fault: what is not there, what nobody could do, what could never end,
    gaps and overlaps of tables.
    """
    if len(bpmn) > MOST_BYTES or any(len(d) > MOST_BYTES for d in dmn):
        raise BadProcess([f"A file is larger than {MOST_BYTES // 2**20} MiB."])
    try:
        root = etree.fromstring(bpmn, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise BadProcess([f"The process is no XML: {error}"]) from error
    bodies = root.findall(f"{BPMN}process")
    if root.tag != f"{BPMN}definitions" or len(bodies) != 1:
        raise BadProcess([f"The file must be BPMN 2.0 with one process; it holds {len(bodies)}."])
    faults: list[str] = []
    tables = _tables(dmn, faults)
    reader = _Reader(bodies[0], tables, authorities, faults)
    start, steps, effects, rules, ends, waits = reader.nodes()
    steps = with_limits(start, steps, faults)
    flows, conditions = reader.flows()
    reader.reachable(flows)
    if faults:
        raise BadProcess(faults)
    spec = _spec(root, bodies[0].get("id"), effects, {n: tables[r] for n, r in rules.items()})
    digest = hashlib.sha256(
        b"\0".join([etree.tostring(root, method="c14n"), *sorted(dmn)])
    ).hexdigest()
    made = Process(
        bodies[0].get("id"),
        two(bodies[0].get("name"), bodies[0].get("id")),
        start,
        steps,
        effects,
        tables,
        rules,
        ends,
        waits,
        flows,
        conditions,
        digest,
        spec,
        bpmn,
        reader.attached,
        frozenset(reader.windows),
    )
    if faults := _hidden(made):
        raise BadProcess(faults)
    return made


def _bound(text: Any) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise InvalidOperation(text)
    return value


def _tables(dmn: Sequence[bytes], faults: list[str]) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for source in dmn:
        try:
            for t in read_tables(source):
                if t.id in found:
                    faults.append(f"The table {t.id} is there twice.")
                found[t.id] = t
                faults += check_table(t)
        except BadProcess as bad:
            faults += bad.faults
    return found


def _spec(root: Any, name: str, effects: Mapping[str, Effect], rules: Mapping[str, Table]) -> Any:
    parser, root = _Parser(), deepcopy(root)
    root.find(f"{BPMN}process").set(
        "isExecutable", "true"
    )  # modellers draw it as false until somebody looks for the switch
    try:
        parser.add_bpmn_xml(root)
        spec = parser.get_spec(name)
    except (ValidationException, KeyError, AttributeError, ValueError) as error:
        raise BadProcess([f"The engine refuses the process: {error}"]) from error
    for node in spec.task_specs.values():
        match node:
            case Asking():
                node.effect = effects[node.name]
            case Rule():
                node.table = rules[node.name]
        timer = getattr(node, "event_definition", None)
        if isinstance(timer, (TimeDateEventDefinition, DurationTimerEventDefinition)):
            node.event_definition = Deadline(timer.name, timer.expression)
    return spec


class _Reader:
    def __init__(
        self,
        body: Any,
        tables: Mapping[str, Table],
        authorities: Mapping[str, str] | None,
        faults: list[str],
    ) -> None:
        self.body, self.tables, self.authorities, self.faults = body, tables, authorities, faults
        self.lanes = {
            ref.text.strip(): lane
            for lane in body.iter(f"{BPMN}lane")
            for ref in lane.iterfind(f"{BPMN}flowNodeRef")
            if ref.text
        }
        self.fields: set[str] = set()
        self.windows: set[str] = set()
        self.attached = tuple(
            (n.get("attachedToRef"), n.get("id"))
            for n in body
            if isinstance(n.tag, str) and n.get("attachedToRef")
        )

    def nodes(self) -> tuple[Any, ...]:
        start: tuple[Field, ...] = ()
        steps, effects, rules, ends = {}, {}, {}, {}
        waits: dict[str, tuple[Any, str]] = {}
        starts = 0
        elements = [e for e in self.body if isinstance(e.tag, str)]
        if len(elements) > 3 * MOST_NODES:
            self.faults.append(f"The process has over {MOST_NODES} elements; split it.")
        for node in elements:
            kind, id_ = etree.QName(node).localname, node.get("id", "")
            name = two(node.get("name"), id_)
            match kind:
                case "startEvent":
                    starts += 1
                    start = self.form(node)
                case "userTask":
                    steps[id_] = self.step(node)
                case "serviceTask":
                    effects[id_] = self.effect(node)
                case "businessRuleTask":
                    ref = node.get(f"{CAMUNDA}decisionRef", "")
                    if ref not in self.tables:
                        self.faults.append(
                            f"{name.en}: its table {ref!r} is not among the files; there are"
                            f" {', '.join(self.tables) or 'none'}"
                        )
                    rules[id_] = ref
                case "endEvent":
                    ends[id_] = (self.outcome(node, name.en), name)
                case "boundaryEvent" | "intermediateCatchEvent":
                    self.timer(node, name.en)
                    if kind == "intermediateCatchEvent":
                        waits[id_] = (name, self.authority(self.lanes.get(id_), name.en))
                        if self.properties(node).get("objections") == "yes":
                            self.windows.add(id_)
                case _ if kind not in KNOWN:
                    self.faults.append(
                        f"{name.en}: {kind} is not supported; use {', '.join(KNOWN[:9])}"
                    )
        self.faults += [
            f"{i}: a field has the same id as an element; give one of them another"
            for i in sorted(self.fields & {e.get("id") for e in elements})
        ]
        if starts != 1:
            self.faults.append(f"A process has one start; this one has {starts}.")
        if not ends:
            self.faults.append("The process never ends: add an end event.")
        return start, steps, effects, rules, ends, waits

    def properties(self, node: Any) -> dict[str, str]:
        return {
            p.get("name", ""): p.get("value", "")
            for p in node.iterfind(f"{BPMN}extensionElements/{CAMUNDA}properties/{CAMUNDA}property")
        }

    def form(self, node: Any) -> tuple[Field, ...]:
        return tuple(
            self.field(f, node.get("name") or node.get("id"))
            for f in node.iterfind(f"{BPMN}extensionElements/{CAMUNDA}formData/{CAMUNDA}formField")
        )

    def field(self, node: Any, where: str) -> Field:
        id_, more = (
            node.get("id", ""),
            {p.get("id"): p.get("value") for p in node.iter(f"{CAMUNDA}property")},
        )
        kind = more.get("as") or TYPES.get(node.get("type", ""), node.get("type", ""))
        if not id_.isidentifier():
            self.faults.append(f"{where}: a field's id {id_!r} takes letters, digits and _")
        if kind not in KINDS:
            self.faults.append(
                f"{where}, {id_}: {kind!r} is no kind of field; use one of {', '.join(KINDS)}"
            )
        rules = {c.get("name"): c.get("config") for c in node.iter(f"{CAMUNDA}constraint")}
        bounds: list[Decimal | None] = []
        for end in ("min", "max"):
            try:
                bounds.append(_bound(rules[end]) if end in rules else None)
            except (TypeError, InvalidOperation):
                self.faults.append(f"{where}, {id_}: {end} {rules[end]!r} is no number")
                bounds.append(None)
        options = tuple(
            (v.get("id", ""), two(v.get("name"), v.get("id")))
            for v in node.iterfind(f"{CAMUNDA}value")
        )
        if kind == "choice" and not options:
            self.faults.append(f"{where}, {id_}: a choice needs values")
        self.fields.add(id_)
        return Field(
            id_,
            kind,
            two(node.get("label"), id_),
            more.get("optional") != "yes",
            more.get("personal") == "yes",
            bounds[0],
            bounds[1],
            options,
            node.get("defaultValue") or "",
            more.get("grants") or "",
            tuple(v.strip() for v in (more.get("only") or "").split(",") if v.strip()),
        )

    def step(self, node: Any) -> Step:
        id_, name, more = (
            node.get("id"),
            two(node.get("name"), node.get("id")),
            self.properties(node),
        )
        lane = self.lanes.get(id_)
        code = self.authority(lane, name.en)
        try:
            days = int(more.get("days", DEFAULT_DAYS))
        except ValueError:
            days = 0
        if not 0 < days <= 1000:
            self.faults.append(
                f"{name.en}: days {more.get('days')!r} must be a whole number of working days, 1 to"
                " 1000"
            )
        fields = self.form(node)
        decision = more.get("decision", "")
        held = next((f for f in fields if f.id == decision), None)
        if decision and (held is None or held.kind not in ("choice", "yes-no")):
            self.faults.append(f"{name.en}: its decision {decision!r} is no choice of its form")
        if more.get("advice") and not decision:
            self.faults.append(
                f"{name.en}: advice {more['advice']!r} needs a decision to be advice for"
            )
        return Step(
            id_,
            name,
            code,
            days,
            fields,
            decision,
            more.get("advice", ""),
            more.get("batch") == "yes",
        )

    def authority(self, lane: Any, step: str) -> str:
        if lane is None:
            self.faults.append(f"{step}: stands in no lane, so nobody would own it")
            return ""
        names = two(lane.get("name"), lane.get("id"))
        if self.authorities is None:
            return names.en
        for asked in (names.zh, names.en, lane.get("id", "")):
            if asked in self.authorities:
                return self.authorities[asked]
        self.faults.append(
            f"{step}: no authority is called {names.en!r}; there are"
            f" {', '.join(sorted(set(self.authorities.values())))}"
        )
        return ""

    def effect(self, node: Any) -> Effect:
        name, topic = two(node.get("name"), node.get("id")), node.get(f"{CAMUNDA}topic", "")
        takes = tuple((k, v) for k, v in self.properties(node).items())
        if topic not in TOPICS:
            self.faults.append(
                f"{name.en}: the topic {topic!r} is none; use one of {', '.join(TOPICS)}"
            )
        else:
            self.faults += [
                f"{name.en}: the topic {topic} needs the property {t!r}"
                for t in TOPICS[topic].takes
                if t not in dict(takes)
            ]
        for k, v in takes:
            self.legal(v, f"{name.en}, {k}")
        return Effect(node.get("id"), name, topic, takes)

    def outcome(self, node: Any, en: str) -> str:
        told = self.properties(node).get("outcome", "") or next(
            (o for o in OUTCOMES if en.lower().startswith(o)), "completed"
        )
        if told not in OUTCOMES:
            self.faults.append(
                f"{en}: the outcome {told!r} is none; use one of {', '.join(OUTCOMES)}"
            )
        return told

    def timer(self, node: Any, en: str) -> None:
        expressions = [
            e
            for kind in ("timeDate", "timeDuration")
            for e in node.iterfind(f"{BPMN}timerEventDefinition/{BPMN}{kind}")
        ]
        if len(expressions) != 1 or not expressions[0].text:
            self.faults.append(
                f"{en}: only timers with a date or a duration are supported, like workdays(10) or"
                " P30D"
            )
        elif not expressions[0].text.strip().upper().startswith("P"):
            self.legal(expressions[0].text, en)

    def legal(self, expression: str, where: str) -> None:
        try:
            names_in(expression)
        except SyntaxError as error:
            self.faults.append(
                f"{where}: {error.msg}"
                if "reserved word" in error.msg
                else f"{where}: {expression!r} is no expression"
            )

    def flows(self) -> tuple[tuple[tuple[str, str, str], ...], dict[str, str]]:
        found, conditions = [], {}
        for flow in self.body.iterfind(f"{BPMN}sequenceFlow"):
            found.append((flow.get("id"), flow.get("sourceRef"), flow.get("targetRef")))
            told = flow.find(f"{BPMN}conditionExpression")
            if told is not None and told.text:
                self.legal(told.text, flow.get("name") or flow.get("id"))
                conditions[flow.get("id")] = cleaned(told.text)
        for gate in self.body.iterfind(f"{BPMN}exclusiveGateway"):
            out = [f for f, source, _ in found if source == gate.get("id")]
            name = two(gate.get("name"), gate.get("id")).en
            if len(out) > 1 and gate.get("default") not in out:
                self.faults.append(
                    f"{name}: needs a default flow, or a case could stand there for ever"
                )
            self.faults += [
                f"{name}: the flow {f} needs a condition"
                for f in out
                if len(out) > 1 and f != gate.get("default") and f not in conditions
            ]
        return tuple(found), conditions

    def reachable(self, flows: tuple[tuple[str, str, str], ...]) -> None:
        """Everything is reached from the start and comes to an end."""
        nodes = {
            n.get("id"): n
            for n in self.body
            if isinstance(n.tag, str) and n.get("id") and etree.QName(n).localname in KNOWN[:9]
        }
        links = [(a, b) for _, a, b in flows] + list(self.attached)
        starts = [i for i, n in nodes.items() if n.tag == f"{BPMN}startEvent"]
        ends = [i for i, n in nodes.items() if n.tag == f"{BPMN}endEvent"]
        for missed, why in (
            (set(nodes) - reached(starts, links), "is never reached"),
            (set(nodes) - reached(ends, [(b, a) for a, b in links]), "never comes to an end"),
        ):
            self.faults += [f"{two(nodes[i].get('name'), i).en} {why}" for i in sorted(missed)]


def _hidden(p: Process) -> list[str]:
    """Expressions that look at what is personal, optional, or asked nowhere."""
    fields = {f.id: f for fs in (p.start, *(s.fields for s in p.steps.values())) for f in fs}
    given = (
        set(fields)
        | {o for t in p.tables.values() for o in t.outputs}
        | {g for e in p.effects.values() for g, _ in TOPICS[e.topic].gives}
    )
    asked = (
        [(c, f"flow {f}") for f, c in p.conditions.items()]
        + [(v, e.name.en) for e in p.effects.values() for _, v in e.takes]
        + [(c.asks, t.name.en) for t in p.tables.values() for c in t.columns]
        + [(g, t.name.en) for t in p.tables.values() for r in t.rows for g in r.gives]
        + [(s.advice, s.name.en) for s in p.steps.values() if s.advice]
    )
    faults = []
    for expression, where in asked:
        for name in sorted(names_in(expression)):
            held = fields.get(name)
            if name not in given:
                faults.append(
                    f"{where}: {name!r} is asked in no form and given by no table or register"
                )
            elif held is not None and held.personal:
                faults.append(f"{where}: {name!r} is personal, and no expression may look at it")
            elif held is not None and (not held.required or held.kind == "file"):
                faults.append(
                    f"{where}: {name!r} may be left empty, so no expression can rest on it"
                )
    return sorted(set(faults))


__all__ = ["APPLICANT", "read_process"]
