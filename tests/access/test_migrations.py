"""Rows of before keep their meaning when the database comes up to date."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.full  # every migration forward and most of them back: a minute

BEFORE = """
import django; django.setup()
from datetime import timedelta
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
def to(name):
    MigrationExecutor(connection).migrate([('access', name)])
    return MigrationExecutor(connection).loader.project_state([('access', name)]).apps
apps = to('0006_outbox')
A = lambda name: apps.get_model('access', name).objects
now = timezone.now()
home = A('Organisation').create(name_zh='x', name_en='x')
people = [
    A('Person').create(
        email=f'{n}@x.example', name=n, organisation=home, key=f'p-{n}', calendar_key=n
    )
    for n in ('pi', 'office', 'reviewer')
]
pi, office, reviewer = people
ours, theirs = (
    A('Facility').create(path=p, name_zh=p, name_en=p, kind='instruments')
    for p in ('ours', 'theirs')
)
one, two, three = (
    A('Unit').create(
        facility=f, path=f'{f.path}/{n}', name_zh=n, name_en=n, access_unit='hour'
    )
    for f, n in ((ours, 'a'), (theirs, 'b'), (theirs, 'c'))
)
cycle = A('RunCycle').create(facility=ours, name='c', start=now, end=now + timedelta(days=9))
form = A('FormVersion').create(template=A('FormTemplate').create(facility=ours, name='f'), number=1)
call = A('Call').create(
    code='c', facility=ours, cycle=cycle, title_zh='c', title_en='c', form=form,
    opens_at=now, closes_at=now + timedelta(days=3),
)
for unit in (one, two, three):
    A('CallUnit').create(call=call, unit=unit, capacity=10)
done = A('Proposal').create(
    code='D', call=call, form=form, state='decided', version=3, submitted_at=now,
    ethics_number='E',
)
draft = A('Proposal').create(code='N', call=call, form=form, state='draft', version=1)
for number in (2, 3):
    A('ProposalRevision').create(proposal=done, number=number, content={'title': str(number)})
A('ProposalRevision').create(proposal=draft, number=1, content={})
A('ProposalMember').create(proposal=done, person=pi, role='pi')
part = A('ProposalPart').create(proposal=done, unit=two, amount=2, feasibility='feasible')
A('TechnicalReview').create(part=part, reviewer=office, state='feasible')
A('Decision').create(part=part, outcome='reject', amount=0, by=office, current=False)
A('Decision').create(part=part, outcome='accept', amount=2, by=office)
panel = A('Panel').create(
    call=call, facility=ours, name_zh='p', name_en='p',
    opens_at=now, closes_at=now + timedelta(days=1),
)
item = A('PanelProposal').create(panel=panel, proposal=done)
A('Assignment').create(item=item, reviewer=reviewer, submitted_at=now)
A('Conflict').create(proposal=done, person=pi, reason='co-proposer')
A('Conflict').create(proposal=done, person=reviewer, reason='co-proposer')
output = A('Output').create(kind='paper', identifier='10.5555/x', title='t', published=now.date())
A('OutputLink').create(output=output, facility=ours, state='confirmed', by=office)
A('OutputLink').create(output=output, facility=theirs, state='found', by=pi)
from django.core.management import call_command
call_command('migrate', verbosity=0)
from scicity.access import models as m
kept = m.Proposal.objects.get(code='D')
told = {
    'submitted': (
        kept.submitted_version,
        kept.ethics_version,
        m.Proposal.objects.get(code='N').submitted_version,
    ),
    'revisions': [
        (r.number, r.submitted_at is not None)
        for r in m.ProposalRevision.objects.order_by('proposal_id', 'number')
    ],
    'verdicts': (
        m.TechnicalReview.objects.get().version,
        m.Assignment.objects.get().version,
        m.Assignment.objects.get().ended_at,
    ),
    'rounds': [(d.round, d.version) for d in m.Decision.objects.order_by('pk')],
    'conflicts': sorted((c.person.name, c.reason) for c in m.Conflict.objects.all()),
    'outputs': sorted(
        (x.state, x.by and x.by.name, x.judged_by and x.judged_by.name)
        for x in m.OutputLink.objects.all()
    ),
    'offers': sorted(
        (o.unit.path, o.state, str(o.capacity), str(o.wanted)) for o in m.CallUnit.objects.all()
    ),
}
print(told)
to('0006_outbox')
print(
    sorted(A('OutputLink').values_list('state', 'by__name')),
    sorted(map(str, A('CallUnit').values_list('capacity', flat=True))),
)
"""


def test_who_judged_and_which_version_and_whose_unit_is_known_afterwards(tmp_path):
    env = {
        **os.environ,
        "SCICITY_STATE": str(tmp_path),
        "SCICITY_ACCESS_LEDGER": str(tmp_path / "ledger"),
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
    }
    env.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", BEFORE], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told, back = done.stdout.strip().splitlines()[-2:]
    assert told == str(
        {
            "submitted": (3, 3, None),
            "revisions": [(2, False), (3, True), (1, False)],
            "verdicts": (3, 3, None),
            "rounds": [(1, 3), (2, 3)],
            "conflicts": [("pi", "member"), ("reviewer", "co-proposer")],
            "outputs": [("confirmed", None, "office"), ("found", "pi", None)],
            # the unit of which time was given stays; of the other its owner is asked
            "offers": [
                ("ours/a", "agreed", "10.00", "None"),
                ("theirs/b", "agreed", "10.00", "None"),
                ("theirs/c", "asked", "0.00", "10.00"),
            ],
        }
    )
    assert back == "[('confirmed', 'office'), ('found', 'pi')] ['10.00', '10.00', '10.00']"
