"""The worker is killed at random while it delivers: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from scicity.ledger import open_ledger, read, records
from tests.access import serving

pytestmark = pytest.mark.full
SHOTS, KILLS = 30_000, 12


def test_killed_deliveries(template, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(template, folder)
    env = {
        **os.environ,
        "SCICITY_STATE": str(folder / "access"),
        "SCICITY_ACCESS_LEDGER": str(folder / "ledger"),
        "SCICITY_ORIGIN": "simulated",
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
    }
    site = serving.Site("", folder, env)
    site.do(f"""
from scicity.platform.models import OutboxRecord
at = int(timezone.now().timestamp())
def shot(i):
    return {{
        'unit': 'sulf/demo-target', 'start': at + i, 'end': at + i, 'shot': f'k{{i}}', 'energy': 1
    }}
OutboxRecord.objects.bulk_create(
    [OutboxRecord(stream='shots', row=shot(i)) for i in range({SHOTS})], batch_size=5000
)
""")
    chance, died_at_work = random.Random(20231231), 0
    command = [
        sys.executable,
        "-m",
        "scicity",
        "--ledger",
        str(folder / "ledger"),
        "access",
        "worker",
        "--once",
        "--state",
        str(folder / "access"),
    ]
    for _ in range(KILLS):
        worker = subprocess.Popen(
            command, env=env, cwd=serving.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(
            chance.uniform(1.0, 3.5)
        )  # a random moment is what is tried; whatever it hits, the end must be the same
        died_at_work += worker.poll() is None
        worker.kill()
        worker.wait()
    site.work()
    live = records(read(open_ledger(folder / "ledger"), "shots", as_of=None)).fetchall()
    assert len(live) == SHOTS + 12
    assert (
        site.do(
            "from scicity.platform.models import OutboxRecord\n"
            "print(OutboxRecord.objects.filter(delivered_at=None).count())"
        )
        == "0"
    )
    assert died_at_work > 0, "no kill came while it worked"
