"""What the options of `scicity access serve` mean together.

Each is obeyed, or refused with what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

import typer

_EVERY = ("0.0.0.0", "::", "")  # noqa: S104 - addresses that stand for all of the machine's
MOST_WORKERS = 256


@dataclass(frozen=True)
class Place:
    """Where a site is served: `host` and `port` to listen at (or a `socket`), and the address that
    people open.
    """

    host: str
    port: int
    site: str
    socket: str = ""

    @property
    def is_local(self) -> bool:
        if self.socket:
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def place(bind: str, env: Mapping[str, str]) -> Place:
    """Read `--bind`: HOST:PORT, [IPv6]:PORT or unix:PATH. BadParameter: anything else."""
    named, secure = env.get("SCICITY_HOSTS", ""), env.get("SCICITY_HTTPS", "") == "1"
    if secure and not named:
        raise typer.BadParameter(
            "SCICITY_HTTPS=1 needs SCICITY_HOSTS: the names under which the site is reached, with"
            " commas between."
        )
    if bind.startswith("unix:") and len(bind) > 5:
        if not named and "SCICITY_SITE" not in env:
            raise typer.BadParameter(
                "A socket has no address that mails could lead to: set SCICITY_HOSTS or"
                " SCICITY_SITE.",
                param_hint="--bind",
            )
        return Place("", 0, "", bind)
    found = re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]*):(\d{1,5})", bind)
    port = int(found[2]) if found else 0
    if found is None or not 0 < port < 65536:
        raise typer.BadParameter(
            f"{bind!r} is no address like 127.0.0.1:8000, [::1]:8000 or unix:/run/scicity.sock.",
            param_hint="--bind",
        )
    host = found[1].strip("[]")
    shown = (
        "localhost" if host in _EVERY else found[1]
    )  # all addresses of the machine are none that a browser opens
    return Place(host, port, "" if named else f"http://{shown}:{port}")


def hosts(where: Place, env: Mapping[str, str]) -> str:
    """SCICITY_HOSTS as it is set, else the names under which what listens at `where` is reached."""
    if "SCICITY_HOSTS" in env:
        return env["SCICITY_HOSTS"]
    names = ["localhost", "127.0.0.1", "[::1]"]
    own = f"[{where.host}]" if ":" in where.host else where.host
    if where.host not in _EVERY and own not in names:
        names.insert(0, own)
    return ",".join(names)


def must_be_for_the_demo(
    where: Place, state_given: bool, made: bool, env: Mapping[str, str]
) -> None:
    """What `--demo` is not combined with."""
    if state_given:
        raise typer.BadParameter(
            "--demo serves the simulated city beside the ledger: leave --state away, or serve that"
            " state without --demo.",
            param_hint="--state",
        )
    if env.get("DATABASE_URL"):
        raise typer.BadParameter(
            "DATABASE_URL names a database, and the simulated city has its own: unset it for"
            " --demo.",
            param_hint="--demo",
        )
    if not where.is_local:
        raise typer.BadParameter(
            "The simulated accounts have a published password: --demo listens at this machine alone"
            " (127.0.0.1:PORT).",
            param_hint="--bind",
        )
    if not made:
        raise typer.BadParameter(
            "There is no simulated city beside this ledger: make it with `scicity access"
            " simulate`.",
            param_hint="--demo",
        )
