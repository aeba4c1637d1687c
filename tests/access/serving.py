"""A real server on a copy of the simulated city, and people with real browsers."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
from django.conf import settings
from django.db import connection

from scicity.access.accounts import DOMAIN, PASSWORD
from tests.kept import kept

ROOT = Path(__file__).parents[2]


def of_its_own(database: str = "") -> dict[str, str]:
    """The environment of a command that knows nothing of the tests' own site."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SCICITY_", "DJANGO_"))}
    return {**kept, **({"DATABASE_URL": database} if database else {})}


def simulate(folder: Path, database: str = "") -> Path:
    """The simulated city, made by the command that people use.

    Returns the folder that holds state and ledger.
    """
    more = ["--empty-database"] if database else []
    command(folder, "access", "simulate", *more, database=database)
    return folder / "simulated"


def migrate(folder: Path) -> None:
    """An empty database, made by the command that people use."""
    command(folder, "access", "migrate", "--state", str(folder / "own"))


def command(folder: Path, *words: str, database: str = "") -> None:
    subprocess.run(
        [sys.executable, "-m", "scicity", "--ledger", str(folder / "ledger"), *words],
        check=True,
        cwd=ROOT,
        env=of_its_own(database),
        stdout=subprocess.DEVNULL,
    )


def put_away(folder: Path) -> None:
    """Copy this process's database and state folder, as they are."""
    _copy(Path(connection.settings_dict["NAME"]), folder / "db.sqlite3")
    leave = shutil.ignore_patterns("*.sqlite3*", "static", "secret.key")
    shutil.copytree(settings.STATE, folder / "state", ignore=leave)


def put_back(folder: Path) -> None:
    """Make this process's database and state folder what was put away."""
    connection.close()
    _copy(folder / "db.sqlite3", Path(connection.settings_dict["NAME"]))
    shutil.copytree(folder / "state", settings.STATE, dirs_exist_ok=True)


def empty_database(path: Path) -> None:
    """A database at `path` with all tables and no city."""
    _copy(kept("migrated", migrate) / "own" / "access.sqlite3", path)


def _copy(database: Path, to: Path) -> None:
    """A database in one file, with what its log still holds."""
    with closing(sqlite3.connect(database)) as one, closing(sqlite3.connect(to)) as other:
        one.backup(other)


# A console that stays: setting Django up anew for each few lines would cost the tests minutes.
CONSOLE = """
import contextlib, io, json, sys, traceback
import django; django.setup()
from django.db import connections
channel, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    told, fault = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(told):
            exec(json.loads(line), {"__name__": "console"})
    except BaseException:
        fault = traceback.format_exc()
    connections.close_all()
    channel.write(json.dumps([told.getvalue(), fault]) + chr(10))
    channel.flush()
"""
FIRST = (
    "from scicity.access.models import *\n"
    "from scicity.platform.models import *\n"
    "from datetime import timedelta\n"
    "from django.utils import timezone\n"
)


@dataclass
class Site:
    url: str
    folder: Path
    env: dict[str, str]
    console: subprocess.Popen[str] | None = None

    def do(self, code: str) -> str:
        """Run a few lines with the site's database, as a console would."""
        if self.console is None or self.console.poll() is not None:
            self.console = subprocess.Popen(
                [sys.executable, "-c", CONSOLE],
                env=self.env,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        assert self.console.stdin is not None
        assert self.console.stdout is not None
        self.console.stdin.write(json.dumps(FIRST + code) + "\n")
        self.console.stdin.flush()
        told, fault = json.loads(self.console.stdout.readline())
        assert not fault, fault
        return str(told).strip()

    def close(self) -> None:
        if self.console is not None:
            self.console.kill()
            self.console.wait()

    def processes(self) -> list[psutil.Process]:
        """Those of the server: the one that leads, and those that serve."""
        at = f"127.0.0.1:{urlsplit(self.url).port}"
        return [p for p in psutil.process_iter(["cmdline"]) if at in (p.info["cmdline"] or ())]

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "scicity", "--ledger", str(self.folder / "ledger"), *words],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def work(self) -> str:
        """What the worker does in one round, as its command says it."""
        return self.do(
            "from scicity.platform.worker import work\n"
            "done = work(once=True)\n"
            "print(f'{done.tasks} tasks done, {done.records} records delivered')"
        )

    def mails(self) -> list[str]:
        """Subject and body of every message that was sent, decoded."""
        found = []
        for path in sorted((self.folder / "access" / "mail").glob("*.log")):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            found.append(f"{message['subject']}\n{message.get_body(('plain',)).get_content()}")
        return found


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL of one's own, on this machine."""

    folder: Path
    port: int
    bins: Path
    as_user: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"postgres://scicity@127.0.0.1:{self.port}/postgres"

    def _ctl(self, *words: str) -> None:
        subprocess.run(
            [*self.as_user, self.bins / "pg_ctl", "-D", self.folder / "pg", *words],
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self) -> None:
        self._ctl(
            "-w",
            "-o",
            f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200",
            "-l",
            str(self.folder / "pg.log"),
            "start",
        )

    def crash(self) -> None:
        """As when its machine loses power: it recovers from its log at the next start."""
        self._ctl("-m", "immediate", "stop")


def has_postgres() -> bool:
    return bool(list(Path("/usr/lib/postgresql").glob("*/bin")))


@contextmanager
def postgres():
    """A PostgreSQL of this test's own, gone afterwards; the test is skipped where there is none."""
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not bins:
        import pytest

        pytest.skip("PostgreSQL is not installed: `make setup-full`")
    folder = Path(
        tempfile.mkdtemp(prefix="scicity-pg-")
    )  # not among the tests' own folders, which only their user may enter
    as_user: tuple[str, ...] = ()
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_user = ("runuser", "-u", "postgres", "--")
    server = Postgres(folder, free_port(), bins[-1], as_user)
    subprocess.run(
        [
            *as_user,
            bins[-1] / "initdb",
            "-D",
            folder / "pg",
            "-A",
            "trust",
            "-U",
            "scicity",
            "--no-sync",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    server.start()
    try:
        yield server
    finally:
        server.crash()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(
    template: Path,
    folder: Path,
    database: str = "",
    workers: int = 1,
    threads: int = 4,
    port: int = 0,
    **more: str,
):
    """The site on a copy of `template`, by the server that people use."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    port = port or free_port()
    env = {
        **os.environ,
        "SCICITY_STATE": str(folder / "access"),
        "SCICITY_ACCESS_LEDGER": str(folder / "ledger"),
        "SCICITY_ORIGIN": "simulated",
        "SCICITY_RATE_ANONYMOUS": "",
        "SCICITY_RATE_KNOWN": "",
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
        **({"DATABASE_URL": database} if database else {}),
        **more,
    }
    env.pop("SCICITY_EMAIL_BACKEND", None)
    log = open(folder / "server.log", "w")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            str(workers),
            "--threads",
            str(threads),
            "--log-level",
            "warning",
            "scicity.web.wsgi:application",
        ],
        env=env,
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )
    site = Site(f"http://127.0.0.1:{port}", folder, env)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                if httpx.get(site.url + "/health/", timeout=5).status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            assert server.poll() is None, (folder / "server.log").read_text()
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.05)
        yield site
    finally:
        site.close()
        server.terminate()
        server.wait(20)
        log.close()


class Someone:
    """A person at a browser, in one language."""

    def __init__(self, browser, site: Site, who: str, language: str) -> None:
        self.site, self.who, self.language = site, who, language
        self.context = browser.new_context(
            locale="zh-CN" if language == "zh" else "en-GB", viewport={"width": 1440, "height": 900}
        )
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.on(
            "console",
            lambda m: (
                self.faults.append(m.text)
                if m.type == "error" and "status of 4" not in m.text
                else None
            ),
        )
        self.context.add_cookies(
            [
                {
                    "name": "django_language",
                    "value": "zh-hans" if language == "zh" else "en",
                    "url": site.url,
                }
            ]
        )
        if who:
            self.login()

    def login(self) -> None:
        if "/accounts/login" not in self.page.url:
            self.page.goto(self.site.url + "/accounts/login/")
        self.page.fill("input[name=login]", f"{self.who}@{DOMAIN}")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()

    def logout(self) -> None:
        """As when a session ends by itself."""
        for c in self.context.cookies():
            if c["name"] == "sessionid":
                self.context.clear_cookies(name="sessionid")

    def go(self, path: str) -> str:
        answer = self.page.goto(self.site.url + path)
        self.status = answer.status
        return self.text

    @property
    def text(self) -> str:
        return self.page.inner_text("main")

    @property
    def told(self) -> str:
        return " ".join(self.page.locator(".told li").all_inner_texts())

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def press(self, zh: str, en: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role(
            "button", name=self.say(zh, en), exact=True
        ).first.click()
        self.page.wait_for_load_state()

    def form(self, action: str, **values: object) -> None:
        """Fill the form that posts to `action` and send it by its first button."""
        form = self.page.locator(f"form[action='{action}']").first
        form.evaluate(
            "f => { for (let d = f.closest('details'); d; d = d.parentElement.closest('details'))"
            " d.open = true }"
        )
        for name, value in values.items():
            if name == "press":
                continue
            field = form.locator(f"[name='{name.replace('__', '-')}']").first
            kind = field.evaluate("e => e.type || e.tagName")
            if kind == "select-one":
                field.select_option(str(value))
            elif kind in ("checkbox", "radio"):
                field.check()
            else:
                field.fill(str(value))
        with self.page.expect_navigation():
            (
                form.locator(f"button[value='{values['press']}']")
                if "press" in values
                else form.locator("button").first
            ).click()
