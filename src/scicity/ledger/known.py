"""What the ledger, or the source so far, already knows of a record."""

from __future__ import annotations

import numpy as np
import polars as pl

from .check import POLARS
from .errors import LedgerError
from .identity import key_names
from .reading import Reading, live_sql
from .session import session
from .store import Ledger, data_files, last_recorded
from .types import Stream

_Array = np.ndarray


class SeenInSource:
    """Records met in this source, in sorted runs that double in size: little memory, quick
    look-up.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[_Array, _Array]] = []

    def split(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, int, pl.DataFrame]:
        """(first of each record, number of repeats with the same content, repeats with another
        content).
        """
        records, contents = rows["record"].to_numpy(), rows["content"].to_numpy()
        order = np.argsort(records, kind="stable")
        ordered, content = records[order], contents[order]
        first = np.ones(len(ordered), bool)
        first[1:] = ordered[1:] != ordered[:-1]
        expected = (
            content[np.maximum.accumulate(np.where(first, np.arange(len(ordered)), 0))]
            if len(ordered)
            else content
        )
        earlier = np.zeros(len(ordered), bool)
        for run_records, run_contents in self._runs:
            at = np.minimum(np.searchsorted(run_records, ordered), len(run_records) - 1)
            hit = run_records[at] == ordered
            expected = np.where(hit, run_contents[at], expected)
            earlier |= hit
        fresh = first & ~earlier
        same = ~fresh & (content == expected)
        self._remember(ordered[fresh], content[fresh])
        if fresh.all():
            return rows, 0, rows.clear()
        keep, clash = np.empty(len(ordered), bool), np.empty(len(ordered), bool)
        keep[order], clash[order] = fresh, ~fresh & ~same
        return rows.filter(pl.Series(keep)), int(same.sum()), rows.filter(pl.Series(clash))

    def _remember(self, records: _Array, contents: _Array) -> None:
        if not len(records):
            return
        self._runs.append((records, contents))
        while len(self._runs) > 1 and len(self._runs[-1][0]) * 2 >= len(self._runs[-2][0]):
            (a, b), (c, d) = self._runs.pop(), self._runs.pop()
            merged, content = np.concatenate([a, c]), np.concatenate([b, d])
            order = np.argsort(merged, kind="stable")
            self._runs.append((merged[order], content[order]))


class KnownRecords:
    """The records of one stream as of the newest commit.

    Looks only at the facilities asked about.
    """

    def __init__(self, ledger: Ledger, stream: Stream) -> None:
        self._ledger, self._stream = ledger, stream
        self._moment = last_recorded(ledger)
        self._files = data_files(ledger, stream.name)
        self._sorted: dict[str, _Array] = {}

    def _reading(self, facilities: set[str]) -> Reading:
        chosen = tuple(f for f in self._files if f.facility in facilities)
        return Reading(self._ledger, self._stream.name, self._moment, chosen)

    def _records_of(self, facility: str) -> _Array:
        if facility not in self._sorted:
            paths = self._reading({facility}).paths
            found = (
                session().sql(f"select record from read_parquet({paths!r})").fetchnumpy()["record"]
                if paths
                else np.empty(0, np.int64)
            )
            self._sorted[facility] = np.unique(found)
        return self._sorted[facility]

    def holds(self, rows: pl.DataFrame) -> pl.Series:
        """Whether the ledger knows each record, live or withdrawn."""
        records, hit = rows["record"].to_numpy(), np.zeros(rows.height, bool)
        for facility in set(rows["unit"].str.split("/").list.first().unique()):
            known = self._records_of(facility)
            if len(known):
                hit |= known[np.minimum(np.searchsorted(known, records), len(known) - 1)] == records
        return pl.Series(hit)

    def split(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, int, pl.DataFrame]:
        """(new, corrected, number unchanged, reversals of what is corrected); the first two with
        `revision`.
        """
        none = rows.with_columns(pl.lit(0, pl.Int32).alias("revision"))
        facilities = set(rows["unit"].str.split("/").list.first().unique())
        if not self._reading(facilities).files:
            return none, none.clear(), 0, none.clear()
        hit = self.holds(rows)
        if not hit.any():
            return none, none.clear(), 0, none.clear()
        met = rows.filter(hit)
        state = self._state(facilities, met["record"])
        joined = met.join(state, on="record", how="left")
        self._refuse_collisions(joined)
        unchanged = (joined["live"] & (joined["content"] == joined["live_content"])).fill_null(
            False
        )
        moved = joined.filter(~unchanged).with_columns(
            (pl.col("last_revision") + pl.when("live").then(1).otherwise(2))
            .cast(pl.Int32)
            .alias("revision")
        )
        replaced = moved.filter(pl.col("live"))
        reversals = self.live(replaced["record"]) if replaced.height else none.clear()
        return (none.filter(~hit), moved.select(none.columns), int(unchanged.sum()), reversals)

    def _refuse_collisions(self, joined: pl.DataFrame) -> None:
        """Two keys with one 63-bit identity: one in 10^5 for 10^7 records of a stream; never mixed
        up.
        """
        for name in key_names(self._stream):
            if (joined[name] != joined[f"known_{name}"]).fill_null(True).any():
                raise LedgerError(
                    f"Two keys of {self._stream.name} share an identity; record the later one "
                    "under another key and report this."
                )

    def _state(self, facilities: set[str], records: pl.Series) -> pl.DataFrame:
        keys = ", ".join(
            f'arg_max("{n}", revision) as "known_{n}"' for n in key_names(self._stream)
        )
        con = session()
        con.register("wanted", pl.DataFrame({"record": records}).to_arrow())
        found = con.sql(
            "select record, max(revision) as last_revision, sum(sign) = 1 as live,"
            f" arg_max(content, revision) as live_content, {keys} from"
            f" read_parquet({self._reading(facilities).paths!r}) semi join wanted using (record)"
            " group by record"
        ).to_arrow_table()
        frame = pl.from_arrow(found)
        assert isinstance(frame, pl.DataFrame)
        return frame

    def live(self, records: pl.Series) -> pl.DataFrame:
        """The live rows of these records, whole, as they were recorded."""
        facilities = {f.facility for f in self._files}
        if not facilities:
            return pl.DataFrame(schema={"record": pl.Int64})
        con = session()
        con.register(
            "wanted", pl.DataFrame({"record": records}, schema={"record": pl.Int64}).to_arrow()
        )
        found = con.sql(
            f"select * from ({live_sql(self._reading(facilities))}) semi join wanted using (record)"
        ).to_arrow_table()
        frame = pl.from_arrow(found)
        assert isinstance(frame, pl.DataFrame)
        # rows of an earlier version of the stream lack its later fields
        later = [
            pl.lit(None, POLARS[f.type]).alias(f.name)
            for f in self._stream.fields
            if f.name not in frame.columns
        ]
        return frame.drop("facility", "year").with_columns(later)
