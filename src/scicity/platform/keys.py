"""What is kept encrypted in the database (Fernet: AES-128-CBC with HMAC-SHA256, package
cryptography).

The keys never lie in the database.
"""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from scicity.registry import kept_secret


@lru_cache(maxsize=1)
def _keys() -> MultiFernet:
    """From SCICITY_SEAL_KEYS, newest first (older ones still open what they sealed), or from beside
    the database.
    """
    told = os.environ.get("SCICITY_SEAL_KEYS", "")
    if not told:
        told = kept_secret(settings.STATE / "seal.key", lambda: Fernet.generate_key().decode())
    return MultiFernet([Fernet(k.strip()) for k in told.split(",")])


def sealed(text: str) -> bytes:
    """The text, encrypted: ASCII characters."""
    return _keys().encrypt(text.encode())


def unsealed(body: bytes | str) -> str | None:
    """The text under a seal. None: no key of ours sealed it."""
    try:
        return _keys().decrypt(body).decode()
    except InvalidToken:
        return None
