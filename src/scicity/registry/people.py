"""People enter the ledger under a key: HMAC-SHA256 (RFC 2104) of facility and name, with the
ledger's secret.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from .secret import kept_secret


@dataclass(frozen=True)
class Pseudonyms:
    """Makes keys.

    Whoever lacks the secret cannot tell who a key is; the same person has one key in a facility.
    """

    secret: bytes

    def key(self, facility: str, name: str) -> str:
        """`p` and 16 hexadecimal digits."""
        return (
            "p"
            + hmac.new(self.secret, f"{facility}\0{name}".encode(), hashlib.sha256).hexdigest()[:16]
        )

    def column(self, facility: str, names: pl.Series) -> pl.Series:
        """Keys for a column of names; each distinct name is hashed once."""
        distinct = names.unique().drop_nulls()
        table = pl.DataFrame(
            {"name": distinct, "key": [self.key(facility, n) for n in distinct]},
            schema={"name": pl.String, "key": pl.String},
        )
        return names.to_frame("name").join(table, on="name", how="left", maintain_order="left")[
            "key"
        ]


def pseudonyms(folder: Path) -> Pseudonyms:
    """The pseudonym maker of a ledger; its secret is made on first use and readable by its owner
    alone.
    """
    held = kept_secret(folder / "pseudonym.key", lambda: secrets.token_hex(32))
    return Pseudonyms(bytes.fromhex(held))
