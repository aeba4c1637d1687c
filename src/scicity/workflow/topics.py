"""What a process may ask of the city's registers: each topic's needs and answers.

The pages' side carries them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from scicity.registry.types import Name


@dataclass(frozen=True)
class Topic:
    """`takes` must be given by the service task's properties; `gives` are its answers with values
    to try a process out with.
    """

    name: Name
    takes: tuple[str, ...] = ()
    gives: tuple[tuple[str, tuple[object, ...]], ...] = ()


TOPICS: dict[str, Topic] = {
    "enterprise.facts": Topic(
        Name("查企业", "Look up the enterprise"),
        ("enterprise",),
        (
            ("credit", ("A", "B", "C", "D")),
            ("listed", (True, False)),
            ("breaches", (0, 1, 3)),
            ("years_registered", (0, 1, 2, 3, 5)),
            ("tier", ("none", "cultivation", "qualified", "high-quality")),
        ),
    ),
    "permit.issue": Topic(
        Name("发放许可", "Issue the permit"),
        ("enterprise", "goods", "quantity", "unit", "months"),
        (("permit", ("P-1",)),),
    ),
    "permit.facts": Topic(
        Name("查许可", "Look up the permit"),
        ("permit",),
        (
            ("permit_valid", (True, False)),
            ("permit_left", (0, 50, 1000)),
            ("permit_goods", ("cells", "blood")),
            ("credit", ("A", "B", "C", "D")),
        ),
    ),
    "permit.draw": Topic(
        Name("核销许可", "Draw on the permit"),
        ("permit", "kind", "quantity"),
        (("permit_left", (0, 50, 1000)),),
    ),
    "credit.note": Topic(
        Name("记信用", "Note to the credit record"), ("enterprise", "points", "why")
    ),
    "parcel.facts": Topic(
        Name("查地块", "Look up the parcel"),
        ("parcel",),
        (
            ("far_low", (1,)),
            ("far_high", (2, 4)),
            ("height_high", (60, 100)),
            ("industry_low", (50,)),
            ("support_high", (15, 30)),
            ("park_industry", (40, 60, 80)),
            ("parcel_area", (20000,)),
            ("flexible", (True, False)),
        ),
    ),
    "parcel.change": Topic(
        Name("更改地块", "Change the parcel"),
        ("parcel", "industry", "research", "support", "far", "height"),
    ),
    "qualification.award": Topic(
        Name("授予资格", "Award the qualification"), ("enterprise", "kind", "years")
    ),
    "objections.facts": Topic(
        Name("查异议", "Look up the objections"),
        (),
        (
            ("objections_raised", (0, 1, 3)),
            ("objections_upheld", (0, 1)),
            ("objections_open", (0,)),
        ),
    ),
    "case.count": Topic(Name("登记结果", "Count a result"), ("what", "amount")),
}
