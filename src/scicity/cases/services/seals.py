"""Personal values, encrypted at rest (Fernet: AES-128-CBC with HMAC-SHA256, package cryptography). The key is never in the database."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from ..models import Case, Sealed


@lru_cache(maxsize=1)
def _keys() -> MultiFernet:
    """From SCICITY_SEAL_KEYS, newest first (older ones still open what they sealed), or made once beside the database."""
    told = os.environ.get("SCICITY_SEAL_KEYS", "")
    if told:
        return MultiFernet([Fernet(k.strip()) for k in told.split(",")])
    path = settings.STATE / "seal.key"
    if not path.exists():
        settings.STATE.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
                handle.write(Fernet.generate_key())
        except FileExistsError:
            pass
    return MultiFernet([Fernet(path.read_bytes())])


def seal(value: Any) -> bytes:
    return _keys().encrypt(json.dumps(value, ensure_ascii=False).encode())


def opened(body: bytes | str) -> Any:
    """The value under a seal. None: the key that sealed it is gone."""
    try:
        return json.loads(_keys().decrypt(body if isinstance(body, str) else bytes(body)))
    except InvalidToken:
        return None


def keep(case: Case, values: dict[str, Any]) -> None:
    for field, value in values.items():
        Sealed.objects.update_or_create(case=case, field=field, defaults={"body": seal(value)})


def personal_values(case: Case) -> dict[str, Any]:
    return {s.field: opened(s.body) for s in case.sealed.all()}
