"""The OWASP ASVS checklist, from tests: `make asvs` runs every test that names a requirement and
writes docs/asvs.md.

A test names what it shows with `@pytest.mark.asvs("3.4.2", …)`. A requirement is *shown* when all
tests that name it passed, *fails*
when one did not, *does not arise* where tools/asvs.txt says why, and is *open* otherwise, with the
reason there: no opinion of
ours makes anything shown.
Loaded as a plugin: `pytest -p tools.asvs -m asvs`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIST, DOC = ROOT / "tools" / "asvs.txt", ROOT / "docs" / "asvs.md"
named: dict[str, set[str]] = defaultdict(set)
outcome: dict[str, str] = {}


def requirements() -> dict[str, tuple[str, str, str]]:
    """Number to what it is about, why it does not arise here (or nothing), and why it is still open
    (or nothing).
    """
    found = {}
    for line in LIST.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, _, rest = line.partition(" ")
            rest, _, yet = rest.partition(" ?? ")
            about, _, why = rest.partition(" -- ")
            found[number] = (about, why, yet)
    return found


def short(nodeid: str) -> str:
    return re.sub(r"\[.*\]$", "", nodeid)


def marks_of(item: pytest.Item) -> set[str]:
    return {str(n) for m in item.iter_markers("asvs") for n in m.args}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = requirements()
    for item in items:
        for number in marks_of(item):
            if number not in known and number[:2] != "1.":
                raise pytest.UsageError(
                    f"{item.nodeid} names ASVS {number}, which tools/asvs.txt does not list"
                )
            item.user_properties.append(("asvs", number))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    name = short(report.nodeid)
    for key, number in report.user_properties:
        if key == "asvs":
            named[str(number)].add(name)
    if report.failed:
        outcome[name] = "failed"
    elif report.when == "call" and report.passed:
        outcome.setdefault(name, "passed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not outcome or hasattr(session.config, "workerinput"):
        return
    lines, counts = [], {"shown": 0, "fails": 0, "does not arise": 0, "open": 0}
    for number, (about, why, yet) in requirements().items():
        tests = sorted(named[number])
        bad = [t for t in tests if outcome.get(t) != "passed"]
        state = "does not arise" if why else "open" if not tests else "fails" if bad else "shown"
        counts[state] += 1
        told = (
            why
            or (yet if state == "open" else "")
            or ", ".join(f"`{t.removeprefix('tests/')}`" for t in tests)
        )
        lines.append(f"| {number} | {about} | {state} | {told} |")
    head = f"""# OWASP ASVS 4.0.3, levels 1 and 2

Made by `make asvs` from the tests that name a requirement, and from nothing else: \
what no test shows is open, whatever one may
think of it. {counts["shown"]} shown, {counts["fails"]} failing, \
{counts["does not arise"]} do not arise, {counts["open"]} open.
The words are ours, compared with the standard's text number by number in November 2026; \
that text rules (OWASP, CC BY-SA 4.0). \
Chapter 1 is about how software is designed: [threats](security.md).

| number | about | state | tests, or why not |
|---|---|---|---|
"""
    DOC.write_text(head + "\n".join(lines) + "\n", "utf-8")
    print(f"\n{DOC.relative_to(ROOT)}: {counts}")
