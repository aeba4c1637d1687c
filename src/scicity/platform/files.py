"""What may be uploaded: by its first bytes and not only by its name, not too large, not a small
archive that unpacks to a huge one, within what a person may bring in a day, and nothing that an
antivirus knows, where one is named (SCICITY_CLAMD).
"""

from __future__ import annotations

import hashlib
import io
import logging
import socket
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from .errors import Invalid, Refused
from .models import Person
from .models.history import journal
from .phrases import Both, phrase

log = logging.getLogger("scicity.security")

MOST_BYTES, MOST_UNPACKED, MOST_MEMBERS = 20 * 2**20, 300 * 2**20, 5000
MOST_A_DAY = 1024 * 2**20  # of one person
PICTURES_AND_PDF: Mapping[str, bytes] = {
    ".pdf": b"%PDF",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
DOCUMENTS: Mapping[str, bytes] = {
    **PICTURES_AND_PDF,
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".csv": b"",
    ".txt": b"",
    ".cif": b"",
    ".pdb": b"",
}


@dataclass(frozen=True)
class Accepted:
    """`stored` is the name in our own folder, made of the digest and the ending alone; `name` is
    only ever shown.
    """

    name: str
    stored: str
    size: int
    digest: str


def accepted(
    name: str,
    content: bytes,
    field: str = "file",
    kinds: Mapping[str, bytes] = PICTURES_AND_PDF,
    most: int = MOST_BYTES,
) -> Accepted:
    """The file, if it may be kept.

    Invalid, naming the field: its kind, its size, what it unpacks to, what an antivirus found in
    it.

    Refused: whoever acts brought too much today, or the antivirus does not answer.
    """
    ending = "." + name.rpartition(".")[2].lower()
    if ending in kinds and content and not content.startswith(kinds[ending]):
        raise Invalid(
            phrase("platform-files-the-file-says-but-is-not", ending=ending),
            {field: phrase("platform-files-kind-of-file")},
        )
    if ending not in kinds or not content.startswith(kinds[ending]):
        raise Invalid(
            phrase(
                "platform-files-this-kind-of-file-is-not",
                value=Both("、".join(kinds), ", ".join(kinds)),
            ),
            {field: phrase("platform-files-kind-of-file")},
        )
    if not content or len(content) > most:
        raise Invalid(
            phrase("platform-files-the-file-is-empty-or-over", most=most // 2**20),
            {field: phrase("platform-files-size")},
        )
    if content.startswith(b"PK"):
        _unpacks(content, field)
    _within_the_day(len(content))
    _harmless(content, field)
    digest = hashlib.sha256(content).hexdigest()
    shown = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())[-200:]
    return Accepted(shown or f"file{ending}", f"{digest[:16]}{ending}", len(content), digest)


def _unpacks(content: bytes, field: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid(
            phrase("platform-files-the-file-is-damaged"),
            {field: phrase("platform-files-cannot-be-opened")},
        ) from error
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise Invalid(
            phrase("platform-files-the-file-unpacks-to-too-much"),
            {field: phrase("platform-files-size")},
        )


def _within_the_day(size: int) -> None:
    """Who acts is known to the journal of the transaction that keeps the file; what is rolled back
    counts for nothing.
    """
    acting = journal.get()
    if (
        acting is None or acting.actor is None
    ):  # read and not kept: an entry of indicators, a command
        return
    Person.objects.select_for_update().get(
        pk=acting.actor.pk
    )  # counted and added to in one step: two uploads wait on each other
    key = f"uploads-{acting.actor.pk}-{timezone.now():%Y%m%d}"
    brought = cache.get(key, 0) + size
    if brought > MOST_A_DAY:
        raise Refused(
            phrase("platform-files-you-uploaded-mb-today-which-is", most_a_day=MOST_A_DAY // 2**20),
        )
    cache.set(key, brought, 86400)


def _harmless(content: bytes, field: str) -> None:
    """Ask clamd (clamd(8), INSTREAM) at `host:port` or the path of its socket."""
    if not (where := settings.CLAMD):
        return
    try:
        with _connected(where) as link:
            link.sendall(b"zINSTREAM\0")
            for at in range(0, len(content), 2**16):
                piece = content[at : at + 2**16]
                link.sendall(struct.pack("!I", len(piece)) + piece)
            link.sendall(struct.pack("!I", 0))
            said = b""
            while not said.endswith(b"\0") and (more := link.recv(4096)):
                said += more
    except OSError as error:
        log.warning("the antivirus at %s does not answer: %s", where, error)
        raise Refused(phrase("platform-files-files-cannot-be-checked-just-now")) from error
    verdict = said.rstrip(b"\0").decode(errors="replace")
    if verdict.endswith(" FOUND"):
        log.warning("the antivirus found %s in an upload", verdict.split()[-2])
        raise Invalid(
            phrase("platform-files-the-file-holds-something-harmful-it"),
            {field: phrase("platform-files-harmful")},
        )
    if not verdict.endswith(" OK"):
        log.warning("the antivirus at %s said: %s", where, verdict)
        raise Refused(phrase("platform-files-files-cannot-be-checked-just-now"))


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(30)
        link.connect(where)
        return link
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=30)
