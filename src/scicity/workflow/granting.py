"""What a step grants against what was asked for: which field must not exceed which, and which is
asked only where something is granted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from .types import REFUSALS, Field, Step

# a number so named grants the number of the application whose name follows, unless the field says
# otherwise
PREFIX = "granted_"


def with_limits(
    start: tuple[Field, ...], steps: Mapping[str, Step], faults: list[str]
) -> dict[str, Step]:
    """The steps, each field with the one that it grants and with the decisions for which it is
    asked. What names nothing goes to `faults`.
    """
    asked = {f.id for f in start if f.kind in ("number", "whole")}
    return {
        i: replace(s, fields=tuple(_limited(f, s, asked, faults) for f in s.fields))
        for i, s in steps.items()
    }


def _limited(f: Field, step: Step, asked: set[str], faults: list[str]) -> Field:
    grants, only = f.grants, f.only
    if grants and (grants not in asked or f.kind not in ("number", "whole")):
        faults.append(
            f"{step.name.en}, {f.id}: grants {grants!r}, which is no number of the application"
        )
    if (
        not grants
        and f.kind in ("number", "whole")
        and f.id.startswith(PREFIX)
        and f.id.removeprefix(PREFIX) in asked
    ):
        grants = f.id.removeprefix(PREFIX)
    decision = next((x for x in step.fields if x.id == step.decision), None)
    if decision is None:
        if only:
            faults.append(
                f"{step.name.en}, {f.id}: is asked only for {', '.join(only)}, but the step has no"
                " decision"
            )
        return replace(f, grants=grants)
    values = [v for v, _ in decision.options] if decision.kind == "choice" else ["yes", "no"]
    if only and (wrong := [v for v in only if v not in values]):
        faults.append(
            f"{step.name.en}, {f.id}: is asked only for {', '.join(wrong)}, which {decision.id}"
            f" cannot be; it can be {', '.join(values)}"
        )
    if only and f.id == decision.id:
        faults.append(f"{step.name.en}, {f.id}: the decision itself is always asked")
    if grants and not only:
        only = tuple(v for v in values if v not in REFUSALS)
    return replace(f, grants=grants, only=only, decides=decision.id if only else "")


def refuses(step: Step, values: Mapping[str, Any]) -> bool:
    """Whether a step's answers grant nothing."""
    decided = values.get(step.decision)
    return decided is False or str(decided) in REFUSALS


def beyond(
    step: Step, values: Mapping[str, Any], application: Mapping[str, Any]
) -> list[tuple[Field, Any, Any]]:
    """(field, granted, asked) of what a step would grant beyond what was asked for.

    What was not asked for at all counts as nothing.
    """
    found = []
    for f in step.fields:
        given = values.get(f.id)
        if f.grants and given is not None:
            asked = application.get(f.grants)
            if Decimal(str(given)) > Decimal(str(asked if asked is not None else 0)):
                found.append((f, given, asked))
    return found
