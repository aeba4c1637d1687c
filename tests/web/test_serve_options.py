"""Every option of `scicity access serve`, and every combination, is obeyed or refused with what to
do instead.
"""

from __future__ import annotations

import itertools

import pytest
import typer
from typer.testing import CliRunner

from scicity.cli import serving
from scicity.cli.main import app

BINDS = {
    "127.0.0.1:8000": "http://127.0.0.1:8000",
    "[::1]:8001": "http://[::1]:8001",
    "localhost:9": "http://localhost:9",
    "192.0.2.5:80": "http://192.0.2.5:80",
    "city.example:8000": "http://city.example:8000",
    "0.0.0.0:8000": "http://localhost:8000",
    "[::]:8000": "http://localhost:8000",
    ":8000": "http://localhost:8000",
}


@pytest.mark.parametrize("bind", BINDS)
def test_where_the_site_listens_is_where_it_answers_and_where_mails_lead(bind):
    where = serving.place(bind, {})
    assert where.site == BINDS[bind]
    name = where.site.removeprefix("http://").rpartition(":")[0]
    assert name in serving.hosts(where, {}).split(",")
    assert "127.0.0.1" in serving.hosts(where, {}).split(","), "its own health is asked there"


@pytest.mark.parametrize(
    "bind",
    [
        "8000",
        "127.0.0.1",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.0.0.1:80a",
        "::1:8000",
        "http://127.0.0.1:8000",
        "unix:",
        "",
        "a b:80",
        "fd://3",
    ],
)
def test_what_is_no_address_is_refused_before_anything_begins(bind, tmp_path):
    with pytest.raises(typer.BadParameter, match="no address"):
        serving.place(bind, {})
    done = CliRunner().invoke(
        app, ["access", "serve", "--state", str(tmp_path / "state"), "--bind", bind]
    )
    assert done.exit_code == 2
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("number", ["0", "-1", "257", "two"])
def test_a_number_of_workers_that_would_answer_nothing_is_refused(number, tmp_path):
    done = CliRunner().invoke(
        app, ["access", "serve", "--state", str(tmp_path / "state"), "--workers", number]
    )
    assert done.exit_code == 2
    assert not (tmp_path / "state").exists()


def test_https_and_a_socket_need_the_names_of_the_site():
    for bind, env in (("127.0.0.1:8000", {"SCICITY_HTTPS": "1"}), ("unix:/run/x.sock", {})):
        with pytest.raises(typer.BadParameter, match="SCICITY_HOSTS"):
            serving.place(bind, env)
        named = serving.place(bind, {**env, "SCICITY_HOSTS": "city.example,www.city.example"})
        assert named.site == "", "the site's own first name is taken"
        assert serving.hosts(named, {"SCICITY_HOSTS": "city.example"}) == "city.example"


def test_the_demonstration_is_served_alone_from_its_own_state_and_database(tmp_path, monkeypatch):
    for made, given, far, database in itertools.product((True, False), repeat=4):
        where = serving.place("0.0.0.0:8000" if far else "127.0.0.1:8000", {})
        env = {"DATABASE_URL": "postgres://x"} if database else {}
        if made and not (given or far or database):
            serving.must_be_for_the_demo(where, given, made, env)
            continue
        with pytest.raises(typer.BadParameter):
            serving.must_be_for_the_demo(where, given, made, env)
    ledger = str(tmp_path / "ledger")
    for options, why in (
        (["--demo"], "scicity access simulate"),
        (["--demo", "--state", str(tmp_path)], "leave --state away"),
        (["--demo", "--bind", "0.0.0.0:80"], "published password"),
    ):
        done = CliRunner().invoke(
            app, ["--ledger", ledger, "access", "serve", *options], env={"COLUMNS": "400"}
        )
        assert done.exit_code == 2
        assert why in " ".join(done.output.split())
    monkeypatch.setenv("DATABASE_URL", "postgres://x")
    done = CliRunner().invoke(app, ["--ledger", ledger, "access", "simulate"])
    assert done.exit_code == 2, "made-up people belong in no real database"
    assert list(tmp_path.iterdir()) == []
