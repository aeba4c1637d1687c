"""From samples of a machine's state to hours of beam: delivered, lost and why.

The account follows the operation statistics of light sources (Lüdeke, Bieler, Müller, Phys. Rev.
Accel. Beams 19, 082802 (2016)): time belongs to the mode that the control room set; in user modes,
beam below the agreed current is downtime, owed to the fault that was reported when it began. Where
nobody watched, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import polars as pl

from scicity.ledger import Batch

NS = 1_000_000_000
ALIVE = ""  # the sample that says: still watching
UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Sample:
    """A value at a time (nanoseconds since the epoch, UTC).

    `invalid`: the source itself says that the value is worth nothing.
    """

    at: int
    pv: str
    value: str
    invalid: bool = False


@dataclass(frozen=True)
class Beam:
    """How a machine's values are read.

    `modes` maps what `mode` says to the ledger's modes; what it does not name is no time of the
    machine.

    `current` counts as beam from `least` on, and only in `served` modes. `cause` says why, at the
    moment when beam is lost. A watch whose signs of life lie more than `silence` seconds apart has
    a hole; 0: the samples come from an archive, which has none.
    """

    unit: str
    mode: str
    modes: Mapping[str, str]
    current: str
    least: float
    cause: str = ""
    causes: Mapping[str, str] | None = None
    served: tuple[str, ...] = ("user", "reserve")
    stations: int | None = None
    silence: float = 30.0
    piece: int = 3600

    @property
    def pvs(self) -> tuple[str, ...]:
        return tuple(p for p in (self.mode, self.current, self.cause) if p)


@dataclass(frozen=True)
class State:
    """What held from one moment to the next, in nanoseconds.

    `mode` None: no time of the machine, or nobody knows.
    """

    start: int
    end: int
    mode: str | None
    lost: bool
    cause: str


def states(samples: Iterable[Sample], beam: Beam) -> Iterator[State]:
    """The states between samples, in order of time. Samples may come twice and in any order."""
    now: dict[str, Sample] = {}
    ordered = sorted(set(samples))
    for s, following in pairwise(ordered):
        if s.pv != ALIVE:
            now[s.pv] = s
        if following.at == s.at:
            continue
        if beam.silence and following.at - s.at > beam.silence * NS:
            now = {}  # a hole: what was known before it does not hold in it, nor after it
            continue
        mode = _mode(now, beam)
        lost = mode in beam.served and not _beam(now, beam)
        yield State(s.at, following.at, mode, lost, _cause(now, beam) if lost else "")


def _mode(now: Mapping[str, Sample], beam: Beam) -> str | None:
    said = now.get(beam.mode)
    return (
        None
        if said is None or said.invalid or beam.current not in now
        else beam.modes.get(said.value)
    )


def _beam(now: Mapping[str, Sample], beam: Beam) -> bool:
    said = now[beam.current]
    try:
        return not said.invalid and beam.least <= float(said.value) < inf
    except ValueError:
        return False


def _cause(now: Mapping[str, Sample], beam: Beam) -> str:
    said = now.get(beam.cause)
    if said is None or said.invalid or not said.value.strip():
        return UNKNOWN
    return (beam.causes or {}).get(said.value, said.value)


@dataclass
class _Outage:
    start: int
    end: int
    cause: str


def batches(samples: Iterable[Sample], beam: Beam, since: int = 0) -> tuple[list[Batch], int]:
    """Records of what is certain after `since` (seconds), and until when they reach (seconds).

    A loss within one second is a fault of a second: it may be short, but it happened.

    Time is cut at multiples of `piece`, and an outage that goes on, or ends in a piece that goes
    on, holds back the piece in which it
    began and all after it: what was recorded once is never recorded otherwise. The same samples
        give the same records, whoever asks, and however often.
    """
    time: list[tuple[int, int, str]] = []
    outages: list[_Outage] = []
    last = 0
    for s in states(samples, beam):
        start, end = s.start // NS, s.end // NS
        last = max(last, end)
        if s.lost:
            if outages and outages[-1].end == start:
                outages[-1].end = end
                if outages[-1].cause == UNKNOWN:
                    outages[-1].cause = s.cause  # operators often say why a while after it happened
            else:
                outages.append(_Outage(start, end, s.cause))
        if s.mode is not None and end > start:
            time += [
                (a, b, s.mode)
                for a, b in pairwise(
                    [start, *range((start // beam.piece + 1) * beam.piece, end, beam.piece), end]
                )
            ]
    reach = last // beam.piece * beam.piece
    for o in reversed(outages):
        if o.end > reach or o.end == last:
            reach = min(reach, o.start // beam.piece * beam.piece)
    pieces = _joined([p for p in time if since <= p[0] and p[1] <= reach], beam.piece)
    down = [o for o in outages if since <= o.start < reach and o.end <= reach]
    rows = pl.DataFrame(
        [
            {
                "line": n,
                "unit": beam.unit,
                "start": start,
                "end": end,
                "mode": mode,
                "stations": beam.stations,
            }
            for n, (start, end, mode) in enumerate(pieces, 1)
        ],
        schema_overrides={"stations": pl.Int64},
    )
    lost = pl.DataFrame(
        [
            {
                "line": n,
                "unit": beam.unit,
                "start": o.start,
                "end": max(o.end, o.start + 1),
                "planned": False,
                "cause": o.cause,
            }
            for n, o in enumerate(down, 1)
        ]
    )
    return [
        Batch(name, frame)
        for name, frame in (("machine_time", rows), ("outages", lost))
        if frame.height
    ], reach


def _joined(pieces: list[tuple[int, int, str]], piece: int) -> list[tuple[int, int, str]]:
    """Neighbours of one mode that touch are one record, but never over a cut."""
    out: list[tuple[int, int, str]] = []
    for p in pieces:
        if out and out[-1][1] == p[0] and out[-1][2] == p[2] and p[0] % piece:
            out[-1] = (out[-1][0], p[1], p[2])
        else:
            out.append(p)
    return out
