"""`make audit`: known faults of the pinned packages, asked of PyPI's vulnerability service; what
could not be asked is said, never passed over.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "audit.json"
        done = subprocess.run(
            [
                Path(sys.executable).parent / "pip-audit",
                "--require-hashes",
                "--disable-pip",
                "--progress-spinner",
                "off",
                "-f",
                "json",
                "-o",
                out,
                "-r",
                "requirements/lock.txt",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if not out.exists():
            print(
                "NOT AUDITED:"
                f" {(done.stderr.strip().splitlines() or ['pip-audit gave no answer'])[-1]}"
            )
            return 0
        found = json.loads(out.read_text())["dependencies"]
    skipped = [d for d in found if "skip_reason" in d]
    bad = [d for d in found if d.get("vulns")]
    for d in bad:
        for v in d["vulns"]:
            print(
                f"{d['name']} {d['version']}: {v['id']}, mended in"
                f" {', '.join(v['fix_versions']) or 'no version yet'}"
            )
    print(
        f"{len(found) - len(skipped)} packages audited, {len(bad)} with known faults."
        + (
            f" NOT AUDITED: {len(skipped)}, the service does not know them or does not answer here."
            if skipped
            else ""
        )
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
