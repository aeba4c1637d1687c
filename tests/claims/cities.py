"""The ledgers that generated statements are checked against: the reference city's, and the second
city's with its records.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from scicity.connectors import declared, tabular
from scicity.ledger import Ledger, append, open_ledger
from scicity.registry import City, at, load_city, pseudonyms
from tests.conftest import ROOT

CITIES = ("zhangjiang", "merribrook")
_FIGURES = [
    (m, s, p)
    for m, s in (
        ("delivered_user_time", "lantern"),
        ("total_beam_time", "lantern"),
        ("person_visits", "lantern"),
        ("shots", "kestrel"),
        ("run_hours", "prism"),
    )
    for p in ("2025", "2025-05", "2025-06")
]


def ledger_of(name: str, folder: Path) -> tuple[City, Ledger, list[tuple[str, str, str]]]:
    """A city, a ledger with its declarations (and the second city's tables), and figures that can
    be computed of it.
    """
    root = ROOT / "cities" / name
    city = load_city(root)
    made = open_ledger(folder / "ledger")
    with at(city.locale):
        people = pseudonyms(made.path)
        subjects = {code: e.path for code, e in city.by_code().items()}
        for path in sorted((root / "declarations").glob("*.yaml")):
            append(
                made,
                declared.source_of(path),
                declared.read_declared(path, subjects, city.zone),
                units=city.entries,
            )
        if name != "merribrook":
            return city, made, []
        for log in yaml.safe_load((root / "demo.yaml").read_text("utf-8"))["logs"]:
            if log["kind"] == "table" and log["file"].startswith(("lantern", "prism", "kestrel")):
                mapping, table = (
                    tabular.load_mapping(root / "data" / log["mapping"]),
                    root / "data" / log["file"],
                )
                append(
                    made,
                    tabular.source_of(table, mapping),
                    tabular.read_tabular(table, mapping, people),
                    units=city.entries,
                )
    return city, made, _FIGURES
