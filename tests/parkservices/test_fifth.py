"""A service that nobody programmed: drawn in the modeller, uploaded in the browser, applied for,
decided.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.access.serving import Someone

pytestmark = pytest.mark.full
MODELLER = Path(__file__).parents[2] / "requirements" / "modeller" / "node_modules"
# what a hand does in the modeller: a pool with two lanes, a start, a step, a gateway, two ends,
# their names and properties
DRAW = """async (camunda) => {
  const modeller = new BpmnJS({ container: '#canvas', moddleExtensions: { camunda } });
  await modeller.createDiagram();
  const get = (n) => modeller.get(n), m = get('modeling'), make = get('elementFactory');
  const moddle = get('moddle'), canvas = get('canvas'), registry = get('elementRegistry');
  const shape = make.createParticipantShape({ type: 'bpmn:Participant', isExpanded: true });
  const pool = m.createShape(shape, { x: 480, y: 260 }, canvas.getRootElement());
  m.splitLane(pool, 2);
  const lanes = registry.filter((e) => e.type === 'bpmn:Lane').sort((a, b) => a.y - b.y);
  m.updateProperties(lanes[0], { name: '申请人 | Applicant' });
  m.updateProperties(lanes[1], { name: '科学城管理 | Science city administration' });
  for (const e of registry.filter((e) => e.type === 'bpmn:StartEvent')) m.removeShape(e);
  const put = (type, lane, x, name) => {
    const s = m.createShape({ type }, { x: pool.x + x, y: lane.y + lane.height / 2 }, lane);
    m.updateProperties(s, { name });
    return s;
  };
  const begin = put('bpmn:StartEvent', lanes[0], 90, '预订 | Booking');
  const look = put('bpmn:UserTask', lanes[1], 220, '安排 | Arrange');
  const gate = put('bpmn:ExclusiveGateway', lanes[1], 360, '可行？ | Possible?');
  const yes = put('bpmn:EndEvent', lanes[1], 480, '准予 | Granted: the hall is yours');
  const no = put('bpmn:EndEvent', lanes[0], 480, '不予 | Refused: the hall is taken');
  const extend = (s, values) => m.updateProperties(
    s, { extensionElements: moddle.create('bpmn:ExtensionElements', { values }) }
  );
  const field = (id, label, type, more = {}) =>
    moddle.create('camunda:FormField', { id, label, type, ...more });
  const form = (...fields) => moddle.create('camunda:FormData', { fields });
  const limit = (name, config) => moddle.create('camunda:Constraint', { name, config });
  const limits = (min, max) => moddle.create(
    'camunda:Validation', { constraints: [limit('min', min), limit('max', max)] }
  );
  const choice = (id, name) => moddle.create('camunda:Value', { id, name });
  const property = (name, value) => moddle.create('camunda:Property', { name, value });
  extend(begin, [form(
    field('event_name', '活动 | Event', 'string'),
    field('people', '人数 | People', 'long', { validation: limits('1', '500') }),
    field('event_day', '日期 | Day', 'date'),
  )]);
  const verdicts = [choice('grant', '准予 | Grant'), choice('refuse', '不予 | Refuse')];
  extend(look, [
    form(field('verdict', '决定 | Decision', 'enum', { values: verdicts })),
    moddle.create('camunda:Properties', {
      values: [property('days', '3'), property('decision', 'verdict')],
    }),
  ]);
  m.connect(begin, look);
  m.connect(look, gate);
  const good = m.connect(gate, yes), bad = m.connect(gate, no);
  const refused = moddle.create('bpmn:FormalExpression', { body: '${verdict == "refuse"}' });
  m.updateProperties(bad, { conditionExpression: refused });
  m.updateProperties(gate, { default: good.businessObject });
  return (await modeller.saveXML({ format: true })).xml;
}"""


def test_a_fifth_service_is_drawn_uploaded_and_run(chromium, site, tmp_path):
    page = chromium.new_page()
    page.set_content("<div id='canvas' style='height:600px'></div>")
    page.add_script_tag(path=str(MODELLER / "bpmn-js" / "dist" / "bpmn-modeler.production.min.js"))
    xml = page.evaluate(
        DRAW,
        json.loads(
            (MODELLER / "camunda-bpmn-moddle" / "resources" / "camunda.json").read_text("utf-8")
        ),
    )
    page.close()
    drawn = tmp_path / "hall.bpmn"
    drawn.write_text(xml, "utf-8")

    city = Someone(chromium, site, "city", "en").page
    city.goto(f"{site.url}/services/new/")
    for name, value in (
        ("code", "hall"),
        ("group", "general"),
        ("name_zh", "展厅预订"),
        ("name_en", "Booking of the hall"),
    ):
        city.fill(f"[name={name}]", value)
    broken = tmp_path / "broken.bpmn"
    broken.write_text(
        xml.replace("科学城管理 | Science city administration", "海洋局 | Ocean office"), "utf-8"
    )
    city.set_input_files("[name=bpmn]", broken)
    city.click("form[enctype] button.main")
    assert "no authority is called 'Ocean office'" in city.inner_text("main")
    assert city.input_value("[name=code]") == "hall"
    city.set_input_files("[name=bpmn]", drawn)
    city.click("form[enctype] button.main")
    assert city.inner_text("h1") == "Booking of the hall", city.inner_text("main")
    assert "Somebody else of the office must put it in force" in city.inner_text("main")
    second = Someone(chromium, site, "city2", "en").page
    second.goto(city.url)
    second.on("dialog", lambda d: d.accept())
    second.click("text=Put in force")
    assert "in force now" in second.inner_text("main"), second.inner_text("main")

    firm = Someone(chromium, site, "firm", "en").page
    firm.goto(city.url)
    firm.click("text=Apply")
    firm.fill("[name=event_name]", "A fair")
    firm.fill("[name=people]", "900")
    firm.fill("[name=event_day]", "2026-12-01")
    firm.click("text=Submit")
    assert "out of range" in firm.inner_text("main")
    assert firm.input_value("[name=event_name]") == "A fair"
    firm.fill("[name=people]", "90")
    firm.click("text=Submit")
    assert "Arrange" in firm.inner_text(".status-line")
    assert "Science city administration" in firm.inner_text(".status-line")

    park = Someone(chromium, site, "park", "zh").page
    park.goto(f"{site.url}/desk/?service=hall")
    park.click("tbody a >> nth=0")
    park.select_option("[name=verdict]", "grant")
    park.click("form[enctype] button.main")
    firm.reload()
    assert "Granted: the hall is yours" in firm.inner_text(".status-line")
