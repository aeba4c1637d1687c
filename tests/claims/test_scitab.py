"""An outside measure: claims against tables of papers (SciTab).

Each table is a city of its own, its rows subjects, its cells statements.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from scicity.claims import Passage, check_passages, memory_of
from scicity.claims.turns import turns_in
from scicity.connectors import declared
from scicity.ledger import append, open_ledger
from scicity.registry import at, load_city
from tests.conftest import ROOT

SCITAB = ROOT.parent / "shared" / "data" / "scitab" / "claims.json"
LABEL = {"supports": "true", "refutes": "accused", "not enough info": "unknown"}


def cleaned(text: str) -> str:
    return re.sub(
        r"\s+", " ", re.sub(r"\[(?:BOLD|ITALIC|EMPTY|CONTINUE|UNDERLINE)\]|</?[a-z]+>", "", text)
    ).strip()


def forms(cell: str) -> set[str]:
    """How a row may be called: its name, and that without what stands in brackets."""
    name = cleaned(cell)
    return {name.lower(), re.split(r"[(:]", name)[0].strip().lower()}


def city_of(table: dict, folder: Path):
    """A city whose subjects are the table's rows; None where no cell is a number."""
    columns = [cleaned(c) for c in table["table_column_names"]]
    entries, listed = [], []
    names = Counter(form for row in table["table_content_values"] for form in forms(row[0]))
    for i, row in enumerate(table["table_content_values"]):
        name = cleaned(row[0])
        if not re.search(r"[A-Za-z]{2}", name) or names[name.lower()] > 1:
            continue  # a name of two rows names neither
        aliases = [
            short
            for short in {re.split(r"[(:]", name)[0].strip()}
            if short != name and names[short.lower()] == 1 and len(short) > 2
        ]
        entries.append(
            {
                "path": f"row{i}",
                "code": f"row{i}",
                "kind": "facility",
                "stage": "operation",
                "name": {"en": name, "zh": name},
                "aliases": aliases,
            }
        )
        for j, cell in enumerate(row[1:], 1):
            number = cleaned(cell).replace(",", "").rstrip("%")
            if re.fullmatch(r"-?\d+(?:\.\d+)?", number):
                listed.append(
                    {
                        "id": f"C{i}x{j}",
                        "subject": f"row{i}",
                        "kind": "figure",
                        "measure": f"column_{j}",
                        "title": {
                            "en": columns[j] or f"column {j}",
                            "zh": columns[j] or f"column {j}",
                        },
                        "value": float(number) if "." in number else int(number),
                        "unit": "percent" if "%" in cell or "%" in columns[j] else "1",
                        "qualifier": "exact",
                        "period": "2020",
                        "as_of": "2020-12-31",
                        "counting": "system",
                        "counted": "values",
                        "line": i + 1,
                    }
                )
    if not listed:
        return None
    (folder / "entries.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    (folder / "city.yaml").write_text(
        yaml.safe_dump(
            {
                "name": {"en": "A table", "zh": "一张表"},
                "zone": "UTC",
                "entries": ["entries.yaml", "city-entry.yaml"],
            }
        ),
        "utf-8",
    )
    for empty in ("organisations.yaml", "profiles.yaml"):
        (folder / empty).write_text("[]\n", "utf-8")
    (folder / "city-entry.yaml").write_text(
        yaml.safe_dump(
            [
                {
                    "path": "table",
                    "code": "table",
                    "kind": "city",
                    "name": {"en": "A table of a paper", "zh": "论文中的一张表"},
                }
            ],
            allow_unicode=True,
        ),
        "utf-8",
    )
    facts = folder / "table.yaml"
    facts.write_text(
        yaml.safe_dump(
            {
                "document": {
                    "id": "table",
                    "title": {"en": "Table", "zh": "表"},
                    "covers": "2020",
                    "published": "2020",
                },
                "statements": listed,
            },
            allow_unicode=True,
        ),
        "utf-8",
    )
    return facts


def verdict(table: dict, folder: Path) -> str:
    """true only if every number of the claim is, and no word that compares, ranks, denies or
    changes was left unjudged.
    """
    facts = city_of(table, folder)
    if facts is None:
        return "unknown"
    city = load_city(folder)
    with at(city.locale):
        made = open_ledger(folder / "ledger")
        subjects = {code: e.path for code, e in city.by_code().items()}
        append(
            made,
            declared.source_of(facts),
            declared.read_declared(facts, subjects, city.zone),
            units=city.entries,
        )
        claim = cleaned(table["claim"])
        found = check_passages(
            [Passage(0, "claim", "text", claim)], memory_of(made, city), about="table"
        )
    outcomes = {v.outcome for v in found}
    if outcomes & {"false", "imprecise"}:
        return "accused"
    return "true" if outcomes == {"true"} and not turns_in(claim, (0, len(claim))) else "unknown"


def measured(folder: Path) -> Counter:
    tables = json.loads(SCITAB.read_text("utf-8"))
    found: Counter = Counter()
    for i, table in enumerate(tables):
        own = folder / str(i)
        own.mkdir()
        found[table["label"], verdict(table, own)] += 1
    return found


@pytest.mark.full
@pytest.mark.skipif(
    not SCITAB.exists(), reason="the claims of SciTab are not part of this repository"
)
def test_firm_verdicts_on_tables_of_papers_are_hardly_ever_wrong(tmp_path):
    found = measured(tmp_path)
    firm = sum(n for (_, got), n in found.items() if got != "unknown")
    wrong = sum(n for (label, got), n in found.items() if got not in ("unknown", LABEL[label]))
    print(dict(found))
    assert sum(found.values()) == 120
    assert Fraction(wrong) <= Fraction(3, 100) * firm, found
