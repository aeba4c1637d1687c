"""Ten million rows in one file: recorded whole, within 2 GB of memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

ROWS, PIECE = 10_000_000, 1_000_000
PROGRAM = """
import json, resource, sys
from pathlib import Path
from scicity.connectors.slurm import SlurmOptions, read_slurm, source_of
from scicity.ledger import append, open_ledger
from scicity.registry import pseudonyms
folder, options = Path(sys.argv[1]), SlurmOptions("ssc", "Asia/Shanghai")
ledger = open_ledger(folder / "ledger")
log = folder / "big.log"
rows = read_slurm(log, options, pseudonyms(ledger.path))
report = append(ledger, source_of(log, options), rows)
gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps({"added": report.counts.added, "gib": gib}))
"""


@pytest.mark.full
def test_ten_million_rows_within_two_gigabytes(tmp_path: Path):
    with open(tmp_path / "big.log", "wb") as out:
        out.write(b"JobID|User|Account|Submit|Start|End|State|NCPUS|NodeList\n")
        for first in range(0, ROWS, PIECE):
            number = pl.int_range(first, first + PIECE, eager=True)
            moment, end = (
                pl.from_epoch(at + number * 3, "s").dt.strftime("%Y-%m-%dT%H:%M:%S")
                for at in (1_672_502_400, 1_672_503_000)
            )
            pl.DataFrame(
                {
                    "j": number,
                    "u": "u" + (number % 997).cast(pl.String),
                    "a": "proj",
                    "s": moment,
                    "b": moment,
                    "e": end,
                    "t": "COMPLETED",
                    "c": 1 + number % 64,
                    "n": "n1",
                }
            ).write_csv(out, separator="|", include_header=False)
    program = (
        tmp_path / "program.py"
    )  # in a file: DuckDB takes `python -c` for a person at a prompt, and draws progress
    program.write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, program, tmp_path], capture_output=True, text=True, check=True
    )
    result = json.loads(done.stdout)
    assert result["added"] == ROWS
    assert result["gib"] < 2e9 / 2**30
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.unlink()
