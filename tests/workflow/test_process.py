"""Processes: every branch and every row of the city's services, and what is wrong with a bad one by
name.
"""

from __future__ import annotations

import pytest

from scicity.workflow import BadProcess, read_process
from scicity.workflow.diagram import drawn
from scicity.workflow.explore import explore
from tests.workflow.offices import LANES, SMALL, services


@pytest.mark.parametrize(
    ("service", "version"),
    [(s.code, v) for s in services() for v in s.versions],
    ids=lambda x: getattr(x, "number", x),
)
def test_every_branch_and_every_row_is_taken_and_every_case_ends(service, version):
    found = explore(version.process, 3000)
    assert found.faults == []
    assert found.missed(version.process) == []
    assert set(found.outcomes) >= {"granted", "refused"} or service in (
        "special-goods-entry",
        "innovation-contest",
    )


def test_a_process_says_who_does_what_in_how_many_days():
    made = read_process(SMALL.encode(), (), LANES)
    step = made.steps["look"]
    assert (step.lane, step.days, step.decision, step.name.zh, step.name.en) == (
        "park",
        3,
        "verdict",
        "安排",
        "Arrange",
    )
    assert made.personal == {"leader"}
    assert made.ends == {
        "yes": ("granted", made.ends["yes"][1]),
        "no": ("refused", made.ends["no"][1]),
    }


BROKEN = [
    (
        'name="科学城管理 | Science city administration"',
        'name="海洋局 | Ocean office"',
        "no authority is called 'Ocean office'",
    ),
    ("<flowNodeRef>look</flowNodeRef>", "", "stands in no lane"),
    (' default="f4"', "", "needs a default flow"),
    ('verdict == "refuse"', "verdict ==", "is no expression"),
    ('verdict == "refuse"', 'weather == "fine"', "'weather' is asked in no form"),
    ('verdict == "refuse"', 'leader == "x"', "'leader' is personal"),
    (
        '<sequenceFlow id="f4" sourceRef="gate" targetRef="yes" />',
        '<sequenceFlow id="f4" sourceRef="gate" targetRef="look" />',
        "Granted is never reached",
    ),
    (
        "<incoming>f4</incoming></endEvent>",
        (
            "<incoming>f4</incoming></endEvent>"
            '<scriptTask id="s" name="s"><script>import os</script></scriptTask>'
        ),
        "scriptTask is not supported",
    ),
    ('value="3"', 'value="soon"', "must be a whole number of working days"),
    ('value="verdict"', 'value="mood"', "its decision 'mood' is no choice"),
    ('type="long"', 'type="dragon"', "no kind of field"),
    ('config="60"', 'config="many"', "is no number"),
    ('id="people"', 'id="look"', "same id as an element"),
    (
        '<userTask id="look"',
        '<businessRuleTask id="r" name="r" camunda:decisionRef="none" /><userTask id="look"',
        "its table 'none' is not among the files",
    ),
    (
        '<userTask id="look"',
        '<serviceTask id="r" name="r" camunda:topic="launch.rocket" /><userTask id="look"',
        "the topic 'launch.rocket' is none",
    ),
    ("</definitions>", "", "is no XML"),
    (
        "<startEvent",
        '<startEvent id="two" name="two" /><startEvent',
        "has one start; this one has 2",
    ),
]


@pytest.mark.asvs("13.3.1", "5.2.4")
@pytest.mark.parametrize(("old", "new", "why"), BROKEN)
def test_what_is_wrong_is_named(old, new, why):
    assert old in SMALL
    with pytest.raises(BadProcess) as caught:
        read_process(SMALL.replace(old, new, 1).encode(), (), LANES)
    assert why in str(caught.value)


@pytest.mark.asvs("5.5.2", "5.3.10")
def test_entities_of_a_file_are_not_followed():
    bomb = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + SMALL.replace(
        'value="3"', 'value="&a;"'
    )
    with pytest.raises(BadProcess, match="is no XML"):
        read_process(bomb.encode(), (), LANES)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_shows_every_element_that_was_drawn(language):
    for s in services():
        for v in s.versions:
            svg = drawn(v.process.source, language)
            for step in v.process.steps.values():
                assert getattr(step.name, language).replace("&", "&amp;")[:4] in svg
