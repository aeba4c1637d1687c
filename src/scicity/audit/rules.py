"""Rules applied to an account. Each is an entry of rules.yaml; its check is a function of checks.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from . import checks
from .account import Account


@dataclass(frozen=True)
class Finding:
    """One thing that a reader must know before using the figures. `evidence` are addresses of statements or records."""

    rule: str
    subject: str
    zh: str
    en: str
    evidence: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> tuple[dict[str, Any], ...]:
    loaded: list[dict[str, Any]] = yaml.safe_load((resources.files("scicity.audit") / "rules.yaml").read_text("utf-8"))
    return tuple(loaded)


Check = Callable[..., Iterator[checks.Found]]
CHECKS: dict[str, Check] = {name: getattr(checks, name) for name in checks.__all__}


def audit(account: Account) -> tuple[Finding, ...]:
    """All findings, in the order of the rules. A clean account has none."""
    out = []
    for rule in rules():
        for found in CHECKS[rule["check"]](account, **rule["with"]):
            words = {lang: rule[lang].format(**{k: v[lang] if isinstance(v, dict) else v for k, v in found.words.items()})
                     for lang in ("zh", "en")}
            out.append(Finding(rule["id"], found.subject, words["zh"], words["en"], found.evidence))
    return tuple(out)
