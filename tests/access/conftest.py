"""A simulated city for the tests: built once, and each test's changes are rolled back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scicity.access import demo
from scicity.access.models import Proposal, Session
from scicity.construction import demo as building
from scicity.parkservices import demo as cases
from scicity.platform.models import Person
from tests.access import serving
from tests.kept import kept


def simulated() -> demo.World:
    """A whole cycle at every kind of facility, a project, and some cases of park services."""
    world = demo.run(demo.settle())
    building.begin(world, seconds=0)
    cases.run(world, 8)
    return world


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database with a whole cycle run at every kind of facility, and the ledger of it."""
    with django_db_blocker.unblock():
        if not Person.objects.exists():
            serving.put_back(kept("played", _played))


def _played(folder: Path) -> None:
    simulated()
    serving.put_away(folder)


def _as_simulated() -> Path:
    """The simulated city's ledger before any test: a test's records are not rolled back from a
    folder.
    """
    return kept("played", _played) / "state" / "ledger"


@pytest.fixture
def city(db, settings, tmp_path) -> demo.World:
    """Who and what there is, read again for this test, and a ledger that no other test writes
    to.
    """
    settings.LEDGER = shutil.copytree(_as_simulated(), tmp_path / "site-ledger")
    settings.CITY_LEDGER = settings.LEDGER
    return demo.found()


@pytest.fixture
def fresh(city):
    """A proposal at the light source that awaits its technical review."""
    return Proposal.objects.filter(call=city.calls["ssrf"], title__startswith="待技术审查").get()


@pytest.fixture
def coming(city):
    """A session at the light source that is still to be cleared."""
    return Session.objects.get(unit__path="ssrf/demo-mx", state="scheduled")


@pytest.fixture(scope="session")
def template():
    """The simulated city in files, to be copied for each server. Read it only."""
    return kept("city", serving.simulate) / "simulated"


@pytest.fixture
def site(template, tmp_path):
    with serving.served(template, tmp_path / "site") as running:
        yield running
