"""Rules applied to an account.

Each is an entry of rules.yaml; its check is a function of checks.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from scicity.measures import MeasureError

from . import checks, relations
from .account import Account
from .found import Found


@dataclass(frozen=True)
class Finding:
    """One thing that a reader must know before using the figures.

    `evidence` are addresses of statements or records.

    `label` is what a report prints beside it. `note`: no contradiction, but a trap. `values` and
    `periods` are those that it speaks of, `documents` where they stand.
    """

    rule: str
    subject: str
    zh: str
    en: str
    evidence: tuple[str, ...]
    label: dict[str, str] = field(default_factory=dict, hash=False)
    note: bool = False
    values: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def rules() -> tuple[dict[str, Any], ...]:
    loaded: list[dict[str, Any]] = yaml.safe_load(
        (resources.files("scicity.audit") / "rules.yaml").read_text("utf-8")
    )
    return tuple(loaded)


def _of_city(folder: Path | None) -> tuple[dict[str, Any], ...]:
    path = folder / "audit.yaml" if folder else None
    if path is None or not path.exists():
        return ()
    try:
        loaded = yaml.safe_load(path.read_text("utf-8")) or []
    except yaml.YAMLError as error:
        raise MeasureError(f"{path.name} cannot be read as YAML: {error}") from error
    for rule in loaded:
        missing = (
            [k for k in ("id", "label", "check", "with", "zh", "en") if k not in rule]
            if isinstance(rule, dict)
            else ["id"]
        )
        if missing or rule["check"] not in CHECKS:
            raise MeasureError(
                f"{path.name}: a rule needs id, label, check, with, zh and en, and a check that is"
                f" one of: {', '.join(sorted(CHECKS))}."
            )
    return tuple(loaded)


Check = Callable[..., Iterator[Found]]
CHECKS: dict[str, Check] = {
    name: getattr(room, name) for room in (checks, relations) for name in room.__all__
}


def audit(account: Account) -> tuple[Finding, ...]:
    """All findings, in the order of the rules. A clean account has none."""
    out = []
    for rule in (*rules(), *_of_city(account.city.folder if account.city else None)):
        for found in CHECKS[rule["check"]](account, **rule["with"]):
            words = {
                lang: (
                    rule[lang].format(
                        **{k: v[lang] if isinstance(v, dict) else v for k, v in found.words.items()}
                    )
                )
                for lang in ("zh", "en")
            }
            named = [f.document for f in found.facts] or [
                a.rpartition("#")[0] for a in found.evidence
            ]
            out.append(
                Finding(
                    rule["id"],
                    found.subject,
                    words["zh"],
                    words["en"],
                    found.evidence,
                    rule["label"],
                    bool(rule.get("note")),
                    tuple(f.shown("en") for f in found.facts),
                    tuple(dict.fromkeys(f.when("en") for f in found.facts)),
                    tuple(dict.fromkeys(d for d in named if d)),
                )
            )
    return tuple(out)
