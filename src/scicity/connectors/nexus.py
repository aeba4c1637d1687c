"""NeXus files (HDF5, definitions of nexusformat.org): what was measured when, for which proposal,
how much. Values of the experiment are not read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from scicity.ledger import Batch, SourceError
from scicity.registry import Pseudonyms

from .datasets import FIELDS, seconds


def read_nexus(path: Path, unit: str, people: Pseudonyms) -> Batch:
    """Each NXentry of a file as a dataset: `start_time` to `end_time`, its `experiment_identifier`
    as project. SourceError: it is none.
    """
    import h5py

    rows: list[dict[str, Any]] = []
    try:
        with h5py.File(path, "r") as file:
            entries = [
                (n, g)
                for n, g in file.items()
                if isinstance(g, h5py.Group) and _text(g.attrs.get("NX_class")) == "NXentry"
            ]
            for n, (name, g) in enumerate(entries, 1):
                begun = _time(g, "start_time")
                if begun is None:
                    raise SourceError(f"{path.name}: the entry {name!r} has no start_time.")
                end = _time(g, "end_time")
                user = next(
                    (
                        _value(u, "name")
                        for u in g.values()
                        if isinstance(u, h5py.Group) and _text(u.attrs.get("NX_class")) == "NXuser"
                    ),
                    "",
                )
                rows.append(
                    {
                        "line": n,
                        "unit": unit,
                        "start": begun,
                        "end": max(begun, end or begun),
                        "dataset": _value(g, "entry_identifier") or f"{path.name}/{name}",
                        "kind": "raw",
                        "bytes": path.stat().st_size // len(entries),
                        "files": 1,
                        "project": _value(g, "experiment_identifier") or None,
                        "person": people.column(unit, pl.Series([user]))[0] if user else None,
                    }
                )
    except OSError as error:
        raise SourceError(f"{path.name} is no HDF5 file, or is damaged: {error}") from error
    if not rows:
        raise SourceError(f"{path.name} holds no NXentry: it is no NeXus file.")
    return Batch("datasets", pl.DataFrame(rows, schema=FIELDS))


def _value(group: Any, name: str) -> str:
    """A text of a group, wherever it is a scalar or an array of one."""
    if name not in group:
        return ""
    return _text(group[name][()])


def _text(found: Any) -> str:
    if isinstance(found, np.ndarray):
        found = found.flat[0] if found.size else ""
    return (
        found.decode(errors="replace").strip()
        if isinstance(found, bytes)
        else str(found or "").strip()
    )


def _time(group: Any, name: str) -> int | None:
    text = _value(group, name)
    if not text:
        return None
    try:
        return seconds(text)
    except ValueError as error:
        raise SourceError(
            f"{group.file.filename}: {name} is {text!r}, not a time of ISO 8601, as NeXus asks for."
        ) from error
