"""Samples as they came, kept on disk a day a file before anything is made of them.

A line that a crash cut short is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from scicity.connectors.beam import ALIVE, NS, Sample

DAY = 86_400 * NS


class Spool:
    """One writer at a time.

    Each day's file begins with what held then, so that it can be read by itself.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self._day, self._file = folder, -1, None
        self._known: dict[str, Sample] = {}
        self._told: dict[str, int] = {}  # until when each variable's value was told last

    _file: IO[str] | None

    def put(self, sample: Sample, now: int) -> None:
        """Keep a sample that came in at `now` (nanoseconds)."""
        if now // DAY != self._day:
            going_on = self._file is not None
            self._open(now)
            for s in self._known.values() if going_on else ():
                self._write(Sample(now, s.pv, s.value, s.invalid))
                self._told[s.pv] = now
        if sample.pv != ALIVE:
            # what was so already when the watch began, or began again, is so now; and what comes
            # after something that was told as of now must not seem to have come before it
            held = (
                sample.pv not in self._known
                or now - sample.at > 5 * NS
                or sample.at <= self._told[sample.pv]
            )
            self._known[sample.pv] = sample
            self._told[sample.pv] = max(now, sample.at) if held else sample.at
            if held and now > sample.at:
                self._write(Sample(now, sample.pv, sample.value, sample.invalid))
        self._write(sample)
        if sample.pv == ALIVE:
            assert self._file is not None
            os.fsync(self._file.fileno())

    def _open(self, now: int) -> None:
        self.close()
        self._day = now // DAY
        path = self.folder / f"{_day(now)}.jsonl"
        broken = path.exists() and not path.read_bytes().endswith(b"\n")
        self._file = open(path, "a", encoding="utf-8")  # noqa: SIM115 - it stays open for the day
        if broken and path.stat().st_size:
            self._file.write("\n")

    def _write(self, s: Sample) -> None:
        assert self._file is not None
        self._file.write(json.dumps([s.at, s.pv, s.value, s.invalid], ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def read(self, since: int) -> Iterator[Sample]:
        """Samples from the day before that of `since` (seconds) on."""
        first = _day((since - 86_400) * NS) if since > 86_400 else ""
        for path in sorted(self.folder.glob("*.jsonl")):
            if path.stem >= first:
                for line in path.read_text("utf-8").splitlines():
                    try:
                        at, pv, value, invalid = json.loads(line)
                    except ValueError:
                        continue
                    yield Sample(at, pv, value, invalid)


def _day(at: int) -> str:
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at // NS):%Y-%m-%d}"
