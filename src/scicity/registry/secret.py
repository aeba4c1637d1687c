"""A secret in a file: made once, whoever comes first, and readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """What the file holds; where there is none it is made, whole or not at all.

    Args:
        path: the file; its folder is made when it is not there.
        make: gives a new secret, of ASCII characters.

    Returns:
        The secret in force: another process's when that was first.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(make())
        try:
            os.link(
                draft, path
            )  # another process may have made it meanwhile: then its secret stands
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text().strip()
