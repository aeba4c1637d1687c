"""Whoever works on cases is killed 200 times at any moment: each case goes on where it was, and is
counted once.
"""

from __future__ import annotations

import os
import shutil

import pytest

from tests.access import serving

pytestmark = pytest.mark.full
KILLS = 200
WORK = """
import os, random, signal, time, traceback
from django.db import connections
from django.utils import timezone
from scicity.access import demo
from scicity.platform.history import verify
from scicity.parkservices.demo import Acting
from scicity.parkservices.models import Case, Service, Stage, Version
from scicity.parkservices.services import moving
from scicity.workflow import resume, now_in

def work(seed):
    acting = Acting(demo.found(), seed)
    services = list(Service.objects.exclude(code='special-goods-entry'))
    # drafts that were begun when the last one was killed
    for left in Case.objects.filter(state='draft', applicant__email__startswith='firm'):
        moving.drop_draft(left.applicant, left)
    while True:
        acting.apply(acting.draw.choice(services), timezone.now())
        waiting = Stage.objects.filter(done_at=None, wait=False, case__state='running')
        waiting = waiting.select_related('case__version', 'case__service')
        for s in list(waiting.order_by('?')[:4]):
            if not s.case.version.process.steps[s.step].batch:
                s.refresh_from_db()
                if s.done_at is None and s.proposal is None:
                    acting.step(s, timezone.now())

for v in Version.objects.all():
    v.process  # read once here, and a first case, so that a child's short life goes into cases
for seed in (1, 2):  # the second is as fast as a child's: lives are as long as a case or two take
    began = time.monotonic()
    Acting(demo.found(), seed).apply(Service.objects.get(code='special-goods'), timezone.now())
    piece = min(2.0, max(0.05, time.monotonic() - began))
chance, before = random.Random(7), Case.objects.count()
for n in range(KILLS):
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work(n)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    time.sleep(piece * chance.uniform(0.3, 2))
    os.kill(child, signal.SIGKILL)
    _, how = os.waitpid(child, 0)
    assert os.WIFSIGNALED(how), f'the worker ended by itself in round {n}'
made = Case.objects.exclude(state='draft')
assert made.count() > before, 'nothing was done between the kills'
for case in made:
    held = resume(case.version.process, case.state_kept, now_in())
    open_ = set(case.stages.filter(done_at=None, wait=False).values_list('task', flat=True))
    if case.state == 'running':
        assert open_ == {o.task for o in held.open}, case.code
        assert open_ or held.waiting, case.code
    else:
        assert not open_, case.code
        assert (held.end and held.end[1] == case.outcome) or case.outcome == 'withdrawn', case.code
from scicity.platform.models import OutboxRecord
decisions = OutboxRecord.objects.filter(stream='service_decisions')
told = sorted(decisions.values_list('row__case', flat=True))
ended = sorted(made.filter(state='ended').values_list('code', flat=True))
assert told == ended, 'a decision was lost or counted twice'
assert not verify().broken_at, verify().fault
print(made.count() - before)
"""


def test_two_hundred_kills(template, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(template, folder)
    env = {
        **os.environ,
        "SCICITY_STATE": str(folder / "access"),
        "SCICITY_ACCESS_LEDGER": str(folder / "ledger"),
        "SCICITY_ORIGIN": "simulated",
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
    }
    done = serving.Site("", folder, env).do(WORK.replace("KILLS", str(KILLS)))
    assert int(done.splitlines()[-1]) > 20
