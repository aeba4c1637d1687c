"""The city's own services, and a small process to break."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scicity.workflow import Process, load_services

FOLDER = Path(__file__).parents[2] / "cities" / "zhangjiang" / "services"


@cache
def services():
    return load_services(FOLDER)[1]


def process(code: str, version: int = 1) -> Process:
    return next(
        v.process for s in services() if s.code == code for v in s.versions if v.number == version
    )


NS = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
)
SMALL = f"""<definitions {NS} id="d" targetNamespace="t">
<process id="visit" name="参观 | Visit" isExecutable="true">
<laneSet id="l">
  <lane id="applicant" name="申请人 | Applicant"><flowNodeRef>begin</flowNodeRef></lane>
  <lane id="L2" name="科学城管理 | Science city administration">
    <flowNodeRef>look</flowNodeRef>
    <flowNodeRef>gate</flowNodeRef>
    <flowNodeRef>yes</flowNodeRef>
    <flowNodeRef>no</flowNodeRef>
  </lane>
</laneSet>
<startEvent id="begin" name="申请 | Application">
  <extensionElements>
    <camunda:formData>
      <camunda:formField id="people" label="人数 | People" type="long">
        <camunda:validation>
          <camunda:constraint name="min" config="1" />
          <camunda:constraint name="max" config="60" />
        </camunda:validation>
      </camunda:formField>
      <camunda:formField id="leader" label="带队 | Leader" type="string">
        <camunda:properties><camunda:property id="personal" value="yes" /></camunda:properties>
      </camunda:formField>
    </camunda:formData>
  </extensionElements>
  <outgoing>f1</outgoing>
</startEvent>
<sequenceFlow id="f1" sourceRef="begin" targetRef="look" />
<userTask id="look" name="安排 | Arrange">
  <extensionElements>
    <camunda:formData>
      <camunda:formField id="verdict" label="决定 | Decision" type="enum">
        <camunda:value id="grant" name="准 | Grant" />
        <camunda:value id="refuse" name="否 | Refuse" />
      </camunda:formField>
    </camunda:formData>
    <camunda:properties>
      <camunda:property name="days" value="3" />
      <camunda:property name="decision" value="verdict" />
    </camunda:properties>
  </extensionElements>
  <incoming>f1</incoming>
  <outgoing>f2</outgoing>
</userTask>
<sequenceFlow id="f2" sourceRef="look" targetRef="gate" />
<exclusiveGateway id="gate" name="决定 | Decision" default="f4">
  <incoming>f2</incoming>
  <outgoing>f3</outgoing>
  <outgoing>f4</outgoing>
</exclusiveGateway>
<sequenceFlow id="f3" sourceRef="gate" targetRef="no">
  <conditionExpression>verdict == "refuse"</conditionExpression>
</sequenceFlow>
<sequenceFlow id="f4" sourceRef="gate" targetRef="yes" />
<endEvent id="yes" name="准予 | Granted"><incoming>f4</incoming></endEvent>
<endEvent id="no" name="不予 | Refused"><incoming>f3</incoming></endEvent>
</process>
</definitions>"""
DRAWN = SMALL.replace(
    "</definitions>",
    '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="p"><bpmndi:BPMNPlane id="q"'
    ' bpmnElement="visit">'
    + "".join(
        f'<bpmndi:BPMNShape id="s-{i}" bpmnElement="{i}"><dc:Bounds x="{200 + 150 * n}" y="100"'
        ' width="100" height="80" /></bpmndi:BPMNShape>'
        for n, i in enumerate(("begin", "look", "gate", "yes", "no"))
    )
    + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>",
)
LANES = {
    "申请人": "applicant",
    "Applicant": "applicant",
    "applicant": "applicant",
    "科学城管理": "park",
    "park": "park",
}
