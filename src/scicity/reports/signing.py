"""Sign-off: who stands for a build, and that they are two.

A sign-off names an account. `build.json` keeps a digest of it, since a build is published; the
account itself lies in `.signers.json` beside it, which no pack and no seal holds.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .builds import Build, changed_files, keep, seal_of
from .errors import ReportError

ROLES = ("editor", "facility", "city-office")
NEEDED = ("editor", "city-office")
_SIGNERS = ".signers.json"


@dataclass(frozen=True)
class SignOff:
    """One sign-off: the role, the account (empty where it is not kept here), when in UTC, of which
    seal, and whether that is still the build's.
    """

    role: str
    account: str
    at: str
    seal: str
    holds: bool


def account_of(who: str) -> str:
    """The account behind an e-mail address, whatever its spelling.

    Width, case, a tag behind + and the blanks around do not make another person. Raises ReportError
    for
    what is no address: a name can be spelt in many ways, and two spellings are not two people.
    """
    text = unicodedata.normalize("NFKC", who).strip().casefold()
    local, at, domain = text.rpartition("@")
    local = local.partition("+")[0]
    if not at or not local or not domain or any(c.isspace() for c in text):
        raise ReportError(f"{who!r} is no account: sign with the e-mail address of one.")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise ReportError(f"{who!r} is no account: {domain} is no domain.") from error


def sign(found: Build, role: str, who: str) -> Build:
    """Put a sign-off on a build. The same role again replaces the one before.

    Raises ReportError: no such role or account, the build is frozen, or was changed by hand.
    """
    account = account_of(who)
    if role not in ROLES:
        raise ReportError(f"{role!r} cannot sign a report: a role is one of {', '.join(ROLES)}.")
    if found.frozen:
        raise ReportError(f"Build {found.id} is frozen: nobody signs it any more.")
    if broken := changed_files(found):
        raise ReportError(
            f"Build {found.id} was changed by hand ({', '.join(broken)}): build it again before"
            " signing."
        )
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = {"role": role, "account": _digest(found, account), "at": at, "files": seal_of(found)}
    signed = [s for s in found.record["signed"] if s["role"] != role]
    path = found.folder / _SIGNERS
    path.write_text(json.dumps({**_signers(found), role: account}, indent=1), "utf-8")
    path.chmod(0o600)
    return keep(found.folder, found.record | {"signed": [*signed, entry]})


def freeze(found: Build) -> Build:
    """Freeze a build that an editor and the city office, two different accounts, have signed."""
    if found.frozen:
        return found
    signed = {s["role"]: s for s in found.record["signed"] if s["files"] == seal_of(found)}
    if missing := sorted(set(NEEDED) - set(signed)):
        raise ReportError(
            f"Build {found.id} is not signed by {' and '.join(missing)}: `scicity report sign`"
            " first."
        )
    if len({_whose(found, signed[r]) for r in NEEDED}) < len(NEEDED):
        raise ReportError(
            f"Build {found.id} was signed twice by the same account: two people must sign it."
        )
    if broken := changed_files(found):
        raise ReportError(
            f"Build {found.id} was changed by hand ({', '.join(broken)}): it cannot be frozen."
        )
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return keep(found.folder, found.record | {"frozen": {"at": at, "files": seal_of(found)}})


def sign_offs(found: Build) -> list[SignOff]:
    """Who signed a build, for those who may see it.

    Whether each holds: of the files as they were built.
    """
    whose = _signers(found)
    return [
        SignOff(
            s["role"],
            s.get("who", whose.get(s["role"], "")),
            s["at"],
            s["files"],
            s["files"] == seal_of(found),
        )
        for s in found.record["signed"]
    ]


def _whose(found: Build, entry: dict[str, Any]) -> str:
    """The digest of a sign-off's account; those of release 0.1 wrote the name itself."""
    if "account" in entry:
        return str(entry["account"])
    return _digest(found, " ".join(unicodedata.normalize("NFKC", entry["who"]).casefold().split()))


def _digest(found: Build, account: str) -> str:
    return hashlib.sha256(f"{found.id}\x1f{account}".encode()).hexdigest()[:16]


def _signers(found: Build) -> dict[str, str]:
    path = found.folder / _SIGNERS
    if not path.exists():
        return {}
    held: dict[str, str] = json.loads(path.read_text("utf-8"))
    return held
