"""PostgreSQL for real: made from nothing and from every earlier state with rows in it, rules that
let an old server run beside a new one, and plans.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.access import serving

pytestmark = pytest.mark.full

# What a release had: the newest migration of each of our rooms. A release adds its line here and
# never changes another's.
RELEASES = {"0.1.0": {"access": "0004_indexes", "building": "0001_initial", "cases": "0002_frozen"}}


@pytest.fixture(scope="module")
def server():
    with serving.postgres() as running:
        yield running


def console(server, folder, code: str, database: str = "postgres") -> str:
    """A few lines of Python with the application on that database."""
    env = {
        **os.environ,
        "DATABASE_URL": server.address.replace("/postgres", f"/{database}"),
        "SCICITY_STATE": str(folder),
        "SCICITY_ACCESS_LEDGER": str(folder / "ledger"),
        "SCICITY_ORIGIN": "simulated",
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
        "SCICITY_RATE_KNOWN": "",
        "SCICITY_RATE_ANONYMOUS": "",
        "SCICITY_LOG": "ERROR",
    }
    env.pop("SCICITY_EMAIL_BACKEND", None)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import django; django.setup()\n"
                "from django.core.management import call_command\n"
                f"from django.db import connection\n{code}"
            ),
        ],
        env=env,
        cwd=serving.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


STEPS = """
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from datetime import timedelta
def to(*targets):
    MigrationExecutor(connection).migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps
def fill(apps):
    A = lambda name: apps.get_model('access', name)
    home = A('Organisation').objects.create(name_zh='大学', name_en='University')
    person = A('Person').objects.create(
        email='old@x.example', name='Old', organisation=home, key='p-0123456789abcde',
        calendar_key='k',
    )
    facility = A('Facility').objects.create(
        path='old', name_zh='旧', name_en='Old', kind='instruments'
    )
    unit = A('Unit').objects.create(
        facility=facility, path='old/one', name_zh='一', name_en='One', access_unit='hour',
        bookable=True,
    )
    now = timezone.now()
    A('Booking').objects.create(unit=unit, person=person, start=now, end=now + timedelta(hours=2))
def there():
    from scicity.access.models import Booking
    from scicity.platform.models import Person
    from scicity.access.instruments import services as bookings
    (b,) = Booking.objects.all()
    assert (b.unit.path, b.person.email) == ('old/one', 'old@x.example')
    assert b.end - b.start == timedelta(hours=2)
    from django.db import IntegrityError, transaction
    try:
        with transaction.atomic():
            Booking.objects.bulk_create(
                [Booking(unit=b.unit, person=b.person, start=b.start, end=b.end)]
            )
        raise SystemExit('two bookings of one slot')
    except IntegrityError:
        pass
"""


@pytest.mark.parametrize("since", ["nothing", "0001_initial", "0003_plans", *RELEASES])
def test_every_earlier_state_comes_up_to_date_with_its_rows(server, tmp_path, since):
    name = "from_" + re.sub(r"\W", "_", since)
    console(
        server,
        tmp_path,
        f"connection.ensure_connection()\nconnection.cursor().execute('CREATE DATABASE {name}')",
    )
    targets = list(RELEASES.get(since, {"access": since}).items()) if since != "nothing" else []
    console(
        server,
        tmp_path,
        f"{STEPS}\n{f'fill(to(*{targets!r}))' if targets else ''}\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('makemigrations', '--check', '--dry-run', verbosity=0)\n"
        f"{'there()' if targets else ''}",
        name,
    )


def test_migrations_let_the_server_before_run_beside_the_new_one(server, tmp_path):
    """No column dropped, renamed or made needed in one step; indexes of a filled table
    concurrently. The first migration of a room has no server before it.
    """
    told = console(
        server,
        tmp_path,
        """
from django_migration_linter import MigrationLinter
import logging
from scicity.web import settings
linter = MigrationLinter(
    str(settings.Path('src').resolve()),
    include_apps=['access', 'building', 'cases'],
    no_output=True,
    no_cache=True,
    exclude_migration_tests=[],
    ignore_name=[
        # unique over columns that it adds itself: the server before leaves them empty
        '0020_bills',
        # binary floats become decimals, which take what the server before writes
        '0003_consent',
    ],
)
linter.lint_all_migrations()
print(linter.nb_erroneous, linter.nb_total)
""",
    )
    wrong, total = map(int, told.split()[-2:])
    assert total >= 6
    assert wrong == 0


MULTIPLY = """
import json
from django.db import connection
def multiply(table, count, where='true', over='', **changed):
    # copies of rows that are there, with what must differ given as SQL of the row r and the
    # copy's number g
    with connection.cursor() as c:
        c.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name <> 'id' ORDER BY ordinal_position",
            [table],
        )
        columns = [n for n, in c.fetchall()]
        chosen = ', '.join(changed.get(n, f'r."{n}"') for n in columns)
        names = ', '.join(f'"{n}"' for n in columns)
        c.execute(
            f'INSERT INTO {table} ({names}) SELECT {chosen}'
            f' FROM (SELECT * FROM {table} WHERE {where} ORDER BY id LIMIT 1) r, '
            + (over or f'generate_series(1, {count}) g')
        )
SOMEBODY = "(SELECT id FROM access_person WHERE key = 'g' || (1 + g % 2000))"
multiply(
    'access_person', 2000,
    key="'g' || g",
    email="'g' || g || '@x.example'",
    calendar_key="'g' || g",
)
earlier = "r.start - interval '2 days' * g / 16"
multiply(
    'access_booking', 60000,
    start=earlier,
    end=f"{earlier} + interval '2 hours'",
    state="'finished'",
    started_at=earlier,
    stopped_at=f"{earlier} + interval '2 hours'",
    person_id=SOMEBODY,
    made_at=earlier,
)
multiply('access_proposal', 5000, code="'ZZ' || g", state="'closed'")
multiply(
    'access_proposalpart', 0,
    over="(SELECT id AS g FROM access_proposal WHERE code LIKE 'ZZ%') x",
    proposal_id='x.g',
)
multiply(
    'access_session', 20000,
    part_id="(SELECT p.id FROM access_proposalpart p"
    " JOIN access_proposal q ON q.id = p.proposal_id"
    " WHERE q.code = 'ZZ' || (1 + g % 5000) LIMIT 1)",
    start="r.start - interval '8 hours' * g",
    end="r.start - interval '8 hours' * (g - 1)",
    state="'finished'",
)
multiply(
    'access_safetydeclaration', 0,
    over='(SELECT id AS g FROM access_session s WHERE NOT EXISTS'
    ' (SELECT 1 FROM access_safetydeclaration d WHERE d.session_id = s.id)) x',
    session_id='x.g',
)
multiply('access_notification', 100000, person_id=SOMEBODY, read_at="now()")
multiply(
    'access_event', 200000,
    number='100000000 + g',
    object_id="(g % 5000)::text",
    digest="'d' || g",
)
multiply('access_outboxrecord', 200000, delivered_at='now()')
multiply(
    'cases_case', 20000, "state = 'ended'",
    enterprise_id='NULL',
    code="'G-' || g",
    applicant_id=SOMEBODY,
    submitted_at="r.submitted_at - interval '4 hours' * g",
    ended_at="r.submitted_at - interval '3 hours' * g",
)
with connection.cursor() as c:
    c.execute(
        "INSERT INTO access_proposalmember (proposal_id, person_id, role)"
        " SELECT p.id, (SELECT id FROM access_person WHERE key = 'g' || (1 + p.id % 2000)), 'pi'"
        " FROM access_proposal p WHERE code LIKE 'ZZ%'"
    )
    c.execute("ANALYZE")
"""
EXPLAIN = """
from django.test import Client
from django.test.utils import CaptureQueriesContext
from scicity.access.models import Booking, Proposal, Session, Unit
from scicity.platform.models import Person
from scicity.parkservices.models import Case
with connection.cursor() as c:
    c.execute("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r' AND reltuples > 4000")
    large = dict(c.fetchall())
print('LARGE', json.dumps(sorted(large)))
proposal = Proposal.objects.filter(members__person__email='lin@demo.example').first()
unit = Unit.objects.get(pk=Booking.objects.values_list('unit', flat=True).first())
case = Case.objects.filter(applicant__email='firm@demo.example').exclude(code=None).first()
ASKED = {
    'lin': [
        '/', '/proposals/', f'/proposals/{proposal.pk}/', '/sessions/', '/instruments/',
        f'/instruments/{unit.pk}/', '/me/', '/notices/', '/api/v1/proposals',
    ],
    'office': ['/', '/proposals/', '/technical/', '/facilities/', '/decisions/'],
    'scientist': ['/', '/sessions/'],
    'firm': ['/', '/cases/', f'/cases/{case.pk}/', '/api/v1/cases'],
    'customs': ['/', '/desk/'],
}
def nodes(plan):
    yield plan
    for p in plan.get('Plans', ()):
        yield from nodes(p)
seen, wrong, answered = set(), [], 0
for who, addresses in ASKED.items():
    client = Client(headers={'accept-language': 'en'})
    person = Person.objects.get(email=f'{who}@demo.example')
    client.force_login(person, backend='django.contrib.auth.backends.ModelBackend')
    for address in addresses:
        with CaptureQueriesContext(connection) as caught:
            status = client.get(address).status_code
        answered += status == 200
        assert status < 500, (who, address, status)
        for q in caught.captured_queries:
            sql = q['sql']
            if not sql.startswith('SELECT') or sql in seen:
                continue
            seen.add(sql)
            with connection.cursor() as c:
                c.execute('EXPLAIN (FORMAT JSON) ' + sql)
                told = c.fetchone()[0]
            plan = (json.loads(told) if isinstance(told, str) else told)[0]['Plan']
            for n in nodes(plan):
                whole = n['Node Type'] == 'Seq Scan' and n['Relation Name'] in large
                cost = plan['Total Cost']
                if whole and cost > 500:
                    wrong.append([who, address, n['Relation Name'], round(cost), sql[:300]])
from scicity.platform.outbox import deliver
with CaptureQueriesContext(connection) as caught:
    deliver()
print(json.dumps({'asked': len(seen), 'answered': answered, 'wrong': wrong}))
"""


def test_pages_of_ten_years_read_no_large_table_whole(server, tmp_path):
    """Every question that the main pages ask is explained by the server itself."""
    console(server, tmp_path, "connection.cursor().execute('CREATE DATABASE large')")
    template = serving.simulate(tmp_path / "city", server.address.replace("/postgres", "/large"))
    told = console(server, template / "access", MULTIPLY + EXPLAIN, "large").splitlines()
    large = json.loads(
        next(line for line in told if line.startswith("LARGE")).removeprefix("LARGE ")
    )
    found = json.loads(told[-1])
    assert {
        "access_booking",
        "access_event",
        "access_notification",
        "access_session",
        "cases_case",
        "access_proposal",
        "access_outboxrecord",
    } <= set(large)
    assert found["asked"] > 60
    assert found["answered"] >= 18
    # the pager of a user office counts the proposals of its facility: here that is nearly all of
    # them
    wrong = [
        w
        for w in found["wrong"]
        if (w[0], w[1], "COUNT(*)" in w[4]) != ("office", "/proposals/", True)
    ]
    assert wrong == [], json.dumps(wrong, indent=1)
