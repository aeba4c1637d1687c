"""Slurm's resource strings: what a job was given of GPUs, of their shares and of memory.

`AllocTRES` says `billing=8,cpu=8,gres/gpu=4,gres/gpu:a100=4,mem=16G,node=1`; the older `AllocGRES`
says `gpu:a100:4(IDX:0-3)`. A slice of a GPU (MIG, `1g.5gb`) is a device of its own: one slice
counts as one. Shards (`gres/shard`) are shares of a GPU that others use too, and are told apart;
`mps`, `gpumem` and `gpuutil` are no devices. `gres/gpu` without a model is the total, entries with
a model say how it splits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

UNNAMED = "unnamed"
_COUNT = re.compile(r"(\d+(?:\.\d+)?)([kmgtp]?)", re.IGNORECASE)
_POWER = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_MEMORY = re.compile(r"(\d+(?:\.\d+)?)([kmgtp]?)(?:i?b)?([nc]?)", re.IGNORECASE)


@dataclass(frozen=True)
class Devices:
    """GPUs of a job, as a whole and by model in alphabetical order, and shards of GPUs.

    GPUs whose model is not said, of a job that has others too, stand under `unnamed`.
    """

    gpus: int = 0
    types: tuple[tuple[str, int], ...] = ()
    shards: int = 0

    @property
    def label(self) -> str | None:
        """The model; of several each with its number (`a100=2+v100=1`); None where none is
        named.
        """
        if len(self.types) < 2:
            return self.types[0][0] if self.types else None
        return "+".join(f"{name}={number}" for name, number in self.types)


def devices(text: str) -> Devices:
    """Read a TRES or GRES string; what it does not name is 0."""
    totals = {"gpu": 0, "shard": 0}
    typed: dict[str, dict[str, int]] = {"gpu": {}, "shard": {}}
    for item in _items(text):
        name, model, number = _entry(item)
        if name not in totals or not number:
            continue
        if model:
            typed[name][model] = typed[name].get(model, 0) + number
        else:
            totals[name] += number
    models = typed["gpu"]
    named = sum(models.values())
    gpus = max(totals["gpu"], named)
    if models and gpus > named:
        models[UNNAMED] = models.get(UNNAMED, 0) + gpus - named
    shards = max(totals["shard"], sum(typed["shard"].values()))
    return Devices(gpus, tuple(sorted(models.items())), shards)


def mebibytes(text: str) -> tuple[int | None, str]:
    """Memory as (MiB, '' in all, 'n' a node or 'c' a core); `mem=16G` in a TRES string, `4Gn` in
    ReqMem.
    """
    found = next((i.split("=", 1)[1] for i in _items(text) if i.lower().startswith("mem=")), text)
    match = _MEMORY.fullmatch(found.strip())
    if not match:
        return None, ""
    number, unit, each = match.groups()
    kibibytes = Fraction(number) * 1024 ** (_POWER[unit.lower() or "m"] - 1)
    return int(kibibytes / 1024 + Fraction(1, 2)), each.lower()


def _items(text: str) -> list[str]:
    """The entries, without the places in parentheses (which hold commas of their own)."""
    return [i.strip() for i in re.sub(r"\([^)]*\)", "", text).split(",") if i.strip()]


def _entry(item: str) -> tuple[str, str, int]:
    """(resource, model, number): `gres/gpu:a100=2`, `gpu:a100:2`, `gpu:2`, `gpu:a100` (one), `gpu`
    (one).
    """
    item = re.sub(r"^gres[/:]", "", item, flags=re.IGNORECASE)
    left, equals, right = item.partition("=")
    name, _, rest = left.partition(":")
    if equals:
        return name.lower(), rest.strip(), _number(right) or 0
    if not rest:
        return name.lower(), "", 1
    model, colon, last = rest.rpartition(":")
    number = _number(last)
    if number is None:
        return name.lower(), rest.strip(), 1
    return name.lower(), model.strip() if colon else "", number


def _number(text: str) -> int | None:
    """A whole number, with Slurm's suffixes (4K is 4,096)."""
    match = _COUNT.fullmatch(text.strip())
    return int(Fraction(match[1]) * 1024 ** _POWER[match[2].lower()]) if match else None
