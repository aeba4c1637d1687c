"""Personal values of cases, encrypted at rest."""

from __future__ import annotations

import json
import logging
from typing import Any

from scicity.platform.keys import sealed, unsealed
from scicity.platform.models import Person

from ..models import Case, Sealed

security = logging.getLogger("scicity.security")


def seal(value: Any) -> bytes:
    return sealed(json.dumps(value, ensure_ascii=False))


def opened(body: bytes | str) -> Any:
    """The value under a seal. None: the key that sealed it is gone."""
    text = unsealed(body if isinstance(body, str) else bytes(body))
    return None if text is None else json.loads(text)


def keep(case: Case, values: dict[str, Any]) -> None:
    for field, value in values.items():
        Sealed.objects.update_or_create(case=case, field=field, defaults={"body": seal(value)})


def personal_values(case: Case, reader: Person) -> dict[str, Any]:
    """What is sealed of a case, by field, for one who may read it.

    That somebody read it is noted, and not what.
    """
    if case.sealed.exists():
        security.info("personal values read", extra={"person": reader.key, "case": case.pk})
    return {s.field: opened(s.body) for s in case.sealed.all()}
