"""`scicity access …`: the application's database, its server, its worker, its history."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from scicity.access.accounts import DOMAIN, PASSWORD, PEOPLE
from scicity.cli import serving
from scicity.cli.settings import err, out, settings
from scicity.platform.clock import today
from scicity.platform.keeper import Keeper
from scicity.registry import here

app = typer.Typer(no_args_is_help=True)
State = Annotated[
    Path,
    typer.Option(
        envvar="SCICITY_STATE", help="folder of the application's database, uploads and mail"
    ),
]
STATE = Path("var/access")


def prepare(state: Path, ledger: Path | None = None, origin: str = "") -> None:
    """Start Django on a state folder and a ledger."""
    os.environ["SCICITY_STATE"], os.environ["SCICITY_CITY"] = str(state), str(settings.city_path)
    os.environ["SCICITY_ACCESS_LEDGER"] = str(ledger or settings.ledger_path)
    os.environ.setdefault(
        "SCICITY_CITY_LEDGER", str(settings.ledger_path)
    )  # a worker keeps what its server reads
    simulated = origin == "simulated" or (state / "SIMULATED").exists()
    os.environ["SCICITY_ORIGIN"] = (
        "simulated" if simulated or here().simulated else os.environ.get("SCICITY_ORIGIN", "real")
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scicity.web.settings")
    import django

    django.setup()


def _ledger_of(state: Path) -> Path:
    """A state folder of made-up people has its own ledger: simulated and real records never mix by
    a forgotten option.
    """
    return state.parent / "ledger" if (state / "SIMULATED").exists() else settings.ledger_path


def demo_state() -> Path:
    """The simulated city lies beside the real ledger, in a folder and with a ledger of its own."""
    return settings.ledger_path.parent / "simulated" / "access"


def _bring_up_to_date() -> None:
    """Tables and what all processes share of the cache."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


@app.command()
def migrate(state: State = STATE) -> None:
    """Make the database, or bring it up to date."""
    prepare(state, _ledger_of(state))
    state.mkdir(parents=True, exist_ok=True)
    _bring_up_to_date()
    out.print(f"The database in {state} is up to date.")


@app.command()
def administrator(email: str, name: str, state: State = STATE) -> None:
    """Make the first account of the city office; the password is asked for."""
    prepare(state, _ledger_of(state))
    from allauth.account.models import EmailAddress
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from scicity.platform import roles
    from scicity.platform.errors import Refused
    from scicity.platform.models import Person
    from scicity.platform.people import grant_role
    from scicity.platform.verbs import verb

    password = os.environ.get("SCICITY_PASSWORD") or typer.prompt(
        "Password", hide_input=True, confirmation_prompt=True
    )
    try:
        validate_password(password)
        with verb.opened("access.administrator", None):
            person = Person.objects.create_user(email, password, name=name)
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
            grant_role(person, person, roles.CITY_OFFICE, None)
    except (ValidationError, Refused) as error:
        err.print(
            "[bold red]error:[/]"
            f" {'; '.join(error.messages) if isinstance(error, ValidationError) else error}"
        )
        raise typer.Exit(2) from None
    out.print(f"{person.email} may now set up facilities.")


@app.command("forget-factors")
def forget_factors(email: str, state: State = STATE) -> None:
    """Remove the second factors of somebody who lost them, and end their sessions.

    Prove who they are first, as when the account was made.
    """
    prepare(state)
    from scicity.platform import people
    from scicity.platform.models import Person

    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        err.print(f"[bold red]error:[/] nobody has the address {email}")
        raise typer.Exit(2)
    people.forget_factors(None, person)
    out.print(f"{email} has no second factor and no session any more, and was told.")


@app.command()
def serve(
    context: typer.Context,
    state: State = STATE,
    bind: Annotated[
        str, typer.Option(help="HOST:PORT, [IPv6]:PORT or unix:PATH to listen at")
    ] = "127.0.0.1:8000",
    workers: Annotated[
        int, typer.Option(min=1, max=serving.MOST_WORKERS, help="processes that answer")
    ] = 2,
    demo: Annotated[bool, typer.Option(help="serve the simulated city beside the ledger")] = False,
) -> None:
    """Serve the site, its static files and the background worker, until interrupted."""
    where = serving.place(bind, os.environ)
    if demo:
        given = context.get_parameter_source("state")
        serving.must_be_for_the_demo(
            where,
            bool(given and given.name == "COMMANDLINE"),
            (demo_state() / "SIMULATED").exists(),
            os.environ,
        )
        state = demo_state()
    os.environ.setdefault("SCICITY_SITE", where.site)
    os.environ["SCICITY_HOSTS"] = serving.hosts(where, os.environ)
    prepare(state, _ledger_of(state))
    _bring_up_to_date()
    command = [
        sys.executable,
        "-m",
        "scicity",
        "--ledger",
        os.environ["SCICITY_ACCESS_LEDGER"],
        "--city",
        str(settings.city_path),
        "access",
        "worker",
        "--state",
        str(state),
    ]
    keeper, own = Keeper(lambda: subprocess.Popen(command)), os.getpid()
    threading.Thread(target=keeper.run, daemon=True).start()
    try:
        from django.conf import settings as site

        out.print(f"{site.SITE}/")
        out.print(
            f"State: {state}. Records go to the ledger {site.LEDGER}; the public pages read"
            f" {site.CITY_LEDGER}."
        )
        sys.argv = [
            "gunicorn",
            "--bind",
            bind,
            "--workers",
            str(workers),
            "--threads",
            "4",
            "scicity.web.wsgi:application",
        ]
        from gunicorn.app.wsgiapp import run

        run()
    finally:
        if os.getpid() == own:  # a web process that ends is no end of the site
            keeper.end()


@app.command()
def worker(
    state: State = STATE,
    once: Annotated[bool, typer.Option(help="do what is waiting, then end")] = False,
) -> None:
    """Send mail and letters, and deliver what the ledger is owed."""
    prepare(state, _ledger_of(state))
    from scicity.web.telemetry import start

    start("scicity-worker")
    from scicity.platform.worker import work

    done = work(once)
    if once:
        from scicity.platform.outbox import refused

        out.print(
            f"{done.tasks} tasks done, {done.mails} mails sent, {done.records} records delivered to"
            " the ledger."
        )
        if number := refused().count():
            err.print(
                f"[yellow]{number} records were refused by the ledger:[/] `scicity access refused`"
                " lists them."
            )
        for fault in done.told:
            err.print(f"[bold red]error:[/] {escape(fault)}")
        if done.told:
            raise typer.Exit(1)


@app.command("refused")
def refused_records(
    offer: Annotated[
        list[int] | None,
        typer.Option(help="number of a record to offer again; may be given several times"),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="offer all of them again")] = False,
    as_email: Annotated[
        str, typer.Option("--as", help="the account in whose name they are offered")
    ] = "",
    state: State = STATE,
) -> None:
    """List what the ledger refused of the site's records, with the reasons; offer it again once
    that is mended.
    """
    prepare(state, _ledger_of(state))
    from scicity.platform.errors import Refused
    from scicity.platform.models import Person
    from scicity.platform.outbox import offer_again, refused

    actor = (
        Person.objects.filter(email=as_email.lower(), is_active=True).first() if as_email else None
    )
    if as_email and actor is None:
        raise typer.BadParameter(f"Nobody has the address {as_email}.")
    records = list(refused())
    if missing := set(offer or ()) - {r.pk for r in records}:
        raise typer.BadParameter(
            f"Not refused: {', '.join(map(str, sorted(missing)))}. `scicity access refused` lists"
            " those that are."
        )
    chosen = [r for r in records if everything or r.pk in (offer or ())]
    for record in chosen:
        try:
            offer_again(actor, record)
        except Refused as error:
            err.print(f"[yellow]{record.pk}:[/] {escape(str(error))}")
        else:
            out.print(f"{record.pk} is offered again.")
    if chosen:
        return
    if not records:
        out.print("The ledger refused nothing.")
        return
    table = Table("record", "stream", "unit", "refused at", "reason", box=None)
    for r in records:
        table.add_row(
            str(r.pk),
            r.stream + (" (withdrawal)" if r.withdraw else ""),
            escape(str(r.row.get("unit", ""))),
            f"{r.refused_at:%Y-%m-%d %H:%M:%SZ}",
            escape(r.reason),
        )
    out.print(table)


@app.command("find-papers")
def find_papers(
    asked: Annotated[
        str, typer.Argument(help="the register's own filter, such as funder:501100001809")
    ],
    register: Annotated[str, typer.Option(help="crossref or openalex")] = "crossref",
    since: Annotated[str, typer.Option(help="a day; default: when this was last asked")] = "",
    state: State = STATE,
) -> None:
    """Ask a register for papers and suggest whose they are.

    Each is kept once; a suggestion counts once somebody confirms it.
    """
    prepare(state, _ledger_of(state))
    from scicity.access.models import Output
    from scicity.access.outputs import publications
    from scicity.access.outputs import services as outputs
    from scicity.platform.errors import Refused

    if register not in publications.REGISTERS:
        raise typer.BadParameter(
            f"{register!r} is no register. Use one of: {', '.join(publications.REGISTERS)}."
        )
    kept = state / "papers.json"
    places = json.loads(kept.read_text()) if kept.exists() else {}
    begun, before = today(), Output.objects.count()
    day = date.fromisoformat(since or places.get(f"{register} {asked}", "1990-01-01"))
    found = 0
    try:
        for work in publications.find(register, asked, day):
            outputs.take(None, work, register)
            found += 1
    except Refused as error:
        err.print(f"[bold red]error:[/] {error}")
        raise typer.Exit(2) from None
    kept.write_text(json.dumps({**places, f"{register} {asked}": begun.isoformat()}, indent=1))
    out.print(f"{found} works since {day}, {Output.objects.count() - before} of them new.")


@app.command()
def verify(state: State = STATE) -> None:
    """Walk the chain of changes: is every link there, unchanged, in order?"""
    prepare(state, _ledger_of(state))
    from scicity.platform.history import verify as walk

    checked = walk()
    if checked.broken_at:
        err.print(f"[bold red]broken at link {checked.broken_at}:[/] {checked.fault}")
        raise typer.Exit(1)
    out.print(f"{checked.links} links checked: the history is whole.")


@app.command()
def digest(state: State = STATE) -> None:
    """Send the daily digests."""
    prepare(state, _ledger_of(state))
    from scicity.platform.notices import mail_digests

    out.print(f"{mail_digests()} digests are on their way: the worker sends them.")


@app.command()
def simulate(
    empty_database: Annotated[
        bool, typer.Option(help="Into the empty database that DATABASE_URL names.")
    ] = False,
) -> None:
    """Make a city of made-up people and run a whole cycle at every kind of facility, beside the
    ledger.
    """
    if os.environ.get("DATABASE_URL") and not empty_database:
        raise typer.BadParameter(
            "DATABASE_URL names a database, and made-up people belong in none but their own:"
            " unset it, or say --empty-database."
        )
    state = demo_state()
    if (state / "SIMULATED").exists():
        out.print(
            f"The simulated city in {state} is there already; remove {state.parent} to make it"
            " again."
        )
        return
    shutil.rmtree(state.parent, ignore_errors=True)
    state.mkdir(parents=True)
    prepare(state, state.parent / "ledger", "simulated")

    from scicity.access import demo
    from scicity.construction import demo as building
    from scicity.parkservices import demo as cases
    from scicity.platform.models import Person
    from scicity.platform.outbox import deliver

    _bring_up_to_date()
    if Person.objects.exists():
        raise typer.BadParameter(
            "DATABASE_URL names a database with people, and made-up ones belong in none but their"
            " own: unset it, or name an empty one."
        )
    world = demo.run(demo.settle())
    building.begin(world)
    cases.run(world)
    delivered = deliver()
    demo.burn(world)
    delivered += deliver()
    (state / "SIMULATED").touch()
    out.print(
        f"{len(PEOPLE)} simulated people; {delivered} simulated records in"
        f" {state.parent / 'ledger'}."
    )


def begin_demo() -> subprocess.Popen[bytes] | None:
    """Make the simulated city, if it is not there yet, in a process of its own while the chapter is
    being built.
    """
    if (demo_state() / "SIMULATED").exists():
        return None
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "scicity",
            "--ledger",
            str(settings.ledger_path),
            "--city",
            str(settings.city_path),
            "access",
            "simulate",
        ],
        stdout=subprocess.DEVNULL,
    )


def show_demo(making: subprocess.Popen[bytes] | None) -> None:
    """Wait for the simulated city, and print its accounts."""
    state = demo_state()
    if making is not None:
        with err.status("simulating a cycle at every kind of facility"):
            failed = making.wait()
        if failed:
            err.print(
                "[bold red]error:[/] the simulated city could not be made; `scicity access"
                " simulate` says why."
            )
            raise typer.Exit(1)
    table = Table(
        "account",
        "role",
        title=f"Access: SIMULATED people and records; the password of all is {PASSWORD}",
        box=None,
    )
    for short, _, _, role in PEOPLE:
        table.add_row(f"{short}@{DOMAIN}", role)
    out.print(table)
    out.print(
        "Log in: `scicity access serve --demo`. Figures of the simulated ledger: `scicity --ledger"
        f" {state.parent / 'ledger'} figures projects_executed --period 2026 --by facility`."
    )
