"""Fixtures that build small cities and ledgers, real ones in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from scicity.ledger import Ledger, append, open_ledger
from scicity.registry import City, load_city, locale, pseudonyms
from scicity.reports import Build, build

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data" / "hpc"
SACCT = (
    "jobid,jobidraw,cluster,partition,qos,account,group,gid,user,uid,submit,eligible,start,end,elapsed,exitcode,state,"
    "nnodes,ncpus,reqcpus,reqmem,reqtres,alloctres,timelimit,nodelist,jobname"
)

# what a test tries is not how fast the machine is: a busy one fails nobody
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def city() -> City:
    return load_city(ROOT / "cities" / "zhangjiang")


@pytest.fixture(autouse=True)
def _one_city():
    """A test that acts for another city leaves the process as it was."""
    kept = list(locale._folder)
    yield
    locale._folder[:] = kept


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database goes with the folder of this run."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """All tables are there already: making them by every migration takes half a minute."""
    from django.db import connection

    from tests.access import serving

    serving.empty_database(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger")


@pytest.fixture(scope="session")
def account(tmp_path_factory: pytest.TempPathFactory, city: City) -> Ledger:
    """The demo's ledger: two real logs, a capacity and the city's published facts. Read it only."""
    from scicity.connectors import declared, slurm, swf, tabular

    made = open_ledger(tmp_path_factory.mktemp("account"))
    people = pseudonyms(made.path)
    log = DATA / "phillips" / "phillips.log"
    how = slurm.SlurmOptions("phillips", "America/New_York", tuple(SACCT.split(",")))
    append(made, slurm.source_of(log, how), slurm.read_slurm(log, how, people), units=city.entries)
    mapping = tabular.load_mapping(DATA / "phillips" / "capacity.yaml")
    table = DATA / "phillips" / "capacity.csv"
    append(
        made,
        tabular.source_of(table, mapping),
        tabular.read_tabular(table, mapping, people),
        units=city.entries,
    )
    trace, options = DATA / "gaia" / "UniLu-Gaia-2014-2.swf.gz", swf.SwfOptions("gaia")
    append(
        made,
        swf.source_of(trace, options),
        swf.read_swf(trace, options, people),
        units=city.entries,
    )
    facts = ROOT / "cities" / "zhangjiang" / "declarations" / "chapter-2023.yaml"
    subjects = {code: e.path for code, e in city.by_code().items()}
    append(
        made,
        declared.source_of(facts),
        declared.read_declared(facts, subjects, city.zone),
        units=city.entries,
    )
    return made


@pytest.fixture(scope="session")
def built(account: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The reference chapter, built once from the demo's ledger. Read it only."""
    return build(
        account, ROOT / "cities" / "zhangjiang", "chapter-2023", tmp_path_factory.mktemp("reports")
    )


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)

    with sync_playwright() as p:
        browser = p.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
