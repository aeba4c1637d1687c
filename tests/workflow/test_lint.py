"""What is refused of a new version by name, and a drawing for what comes without one."""

from __future__ import annotations

import shutil

import pytest

from scicity.workflow import BadAnswer, BadProcess, answered, begin, read_process
from scicity.workflow.diagram import drawn
from scicity.workflow.granting import beyond, refuses
from scicity.workflow.layout import MODELLER, laid_out
from scicity.workflow.lint import lint
from tests.workflow.offices import DRAWN, FOLDER, LANES, SMALL, process, services

TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">
<decision id="t" name="t">
  <decisionTable hitPolicy="UNIQUE">
    <input><inputExpression><text>class + 1</text></inputExpression></input>
    <output name="out" />
    <rule>
      <inputEntry><text>-</text></inputEntry>
      <outputEntry><text>1</text></outputEntry>
    </rule>
  </decisionTable>
</decision>
</definitions>"""


def faults(text):
    return "; ".join(lint(read_process(text.encode(), (), LANES)))


@pytest.mark.parametrize("word", ["class", "from", "lambda", "import", "async"])
def test_a_reserved_word_in_an_expression_is_named(word):
    with pytest.raises(BadProcess, match=f"reserved word '{word}'"):
        read_process(
            SMALL.replace('verdict == "refuse"', f'{word} == "refuse"').encode(), (), LANES
        )


def test_a_reserved_word_in_a_table_is_named():
    with pytest.raises(BadProcess, match="reserved word 'class'"):
        read_process(SMALL.encode(), (TABLE,), LANES)


@pytest.mark.parametrize("word", ["class", "true", "sum", "workdays", "None", "in"])
def test_a_field_that_no_expression_could_look_at_is_refused(word):
    assert f"'{word}' is a reserved word" in faults(SMALL.replace('id="people"', f'id="{word}"'))
    assert lint(read_process(SMALL.encode(), (), LANES)) == []


@pytest.mark.parametrize("bound", ["nan", "inf", "1e", "zehn"])
def test_a_bound_that_is_no_number_is_refused(bound):
    with pytest.raises(BadProcess, match="is no number"):
        read_process(SMALL.replace('config="60"', f'config="{bound}"').encode(), (), LANES)


def test_bounds_that_nothing_meets_are_refused():
    assert "lies above its most" in faults(SMALL.replace('config="1"', 'config="61"'))


def test_nobody_says_what_a_register_answers():
    text = (FOLDER / "talent-settlement" / "settlement.bpmn").read_text("utf-8")
    tables = [p.read_bytes() for p in sorted((FOLDER / "talent-settlement").glob("*.dmn"))]
    forged = text.replace(
        '<camunda:formField id="handled"',
        '<camunda:formField id="objections_upheld" label="x | Upheld" type="long"'
        ' /><camunda:formField id="handled"',
        1,
    )
    assert any(
        "objections_upheld' is what the register answers" in f
        for f in lint(read_process(forged.encode(), tables))
    )


def test_objections_cannot_be_left_out_of_a_process_that_publishes():
    text = (FOLDER / "flexible-land" / "land.bpmn").read_text("utf-8")
    tables = [
        p.read_bytes().replace(b"objections_upheld", b"industry")
        for p in sorted((FOLDER / "flexible-land").glob("*.dmn"))
    ]
    past = (
        text.replace('camunda:topic="objections.facts"', 'camunda:topic="parcel.facts"')
        .replace('<serviceTask id="counted"', '<serviceTask id="counted"')
        .replace(
            "      <incoming>objections-counted</incoming>\n",
            '      <extensionElements><camunda:properties><camunda:property name="parcel"'
            ' value="parcel" /></camunda:properties></extensionElements>\n     '
            " <incoming>objections-counted</incoming>\n",
            1,
        )
    )
    assert any("could miss the process" in f for f in lint(read_process(past.encode(), tables)))
    assert [f for s in services() for v in s.versions for f in lint(v.process)] == []


def test_a_batch_without_a_window_is_refused():
    text = (
        (FOLDER / "talent-settlement" / "settlement.bpmn")
        .read_text("utf-8")
        .replace('name="objections" value="yes"', 'name="note" value="yes"')
    )
    tables = [p.read_bytes() for p in sorted((FOLDER / "talent-settlement").glob("*.dmn"))]
    assert any("objections = yes" in f for f in lint(read_process(text.encode(), tables)))


def test_what_is_only_for_granting_is_not_asked_of_a_refusal():
    step = process("special-goods", 2).steps["decide"]
    assert answered(step.fields, {"verdict": "refuse"})["granted_quantity"] is None
    assert (
        answered(step.fields, {"verdict": "refuse", "granted_quantity": "nonsense"})[
            "granted_quantity"
        ]
        is None
    )
    with pytest.raises(BadAnswer, match="granted_quantity"):
        answered(step.fields, {"verdict": "grant"})
    assert refuses(step, {"verdict": "refuse"})
    assert not beyond(step, {"granted_quantity": 80}, {"quantity": 80})
    assert [f.id for f, *_ in beyond(step, {"granted_quantity": 81}, {"quantity": 80})] == [
        "granted_quantity"
    ]


def test_whoever_decides_is_told_apart_from_whoever_is_heard():
    assert process("special-goods", 2).deciding == {"decide"}
    assert process("flexible-land").deciding == {"decide"}
    assert process("talent-settlement").deciding == {"result"}


def test_a_file_with_its_drawing_stays_as_it_came():
    assert laid_out(DRAWN.encode()) == DRAWN.encode()
    assert laid_out(b"no xml") == b"no xml"


def test_an_element_outside_of_the_drawing_is_named():
    with pytest.raises(BadProcess, match="Refused is not in the file's drawing"):
        laid_out(DRAWN.replace('bpmnElement="no"', 'bpmnElement="gone"').encode())


@pytest.mark.skipif(
    shutil.which("node") is None or not (MODELLER / "node_modules" / "bpmn-auto-layout").is_dir(),
    reason="needs `make setup-full`",
)
def test_a_process_without_a_drawing_is_laid_out_and_means_the_same():
    made = laid_out(SMALL.encode())
    assert laid_out(made) == made
    before, after = read_process(SMALL.encode(), (), LANES), read_process(made, (), LANES)
    assert (before.steps, before.flows, before.conditions) == (
        after.steps,
        after.flows,
        after.conditions,
    )
    svg = drawn(made, "en")
    assert "Arrange" in svg
    assert "Refused" in svg
    assert begin(after, {"people": 3, "leader": "x"}, begin.__globals__["now_in"]()).open


def test_without_the_library_the_reason_and_the_way_out_are_told(monkeypatch, tmp_path):
    monkeypatch.setenv("SCICITY_MODELLER", str(tmp_path))
    with pytest.raises(BadProcess, match=r"holds no drawing.*open it in a modeller"):
        laid_out(SMALL.encode())
