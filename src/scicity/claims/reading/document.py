"""The door of the reader: a document's format, its limits, its passages and what was not read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from ..errors import UnreadableDocument
from ..types import Passage
from .unread import Tally, Unread, told

# suffix: (module, what the file is called)
_READERS = {
    ".txt": ("plain", "text"),
    ".md": ("markdown", "Markdown"),
    ".html": ("html", "HTML"),
    ".htm": ("html", "HTML"),
    ".docx": ("word", "a Word document"),
    ".pptx": ("slides", "PowerPoint slides"),
    ".xlsx": ("sheets", "an Excel workbook"),
    ".csv": ("delimited", "CSV"),
    ".tsv": ("delimited", "CSV"),
    ".pdf": ("pdf", "PDF"),
    ".odt": ("opendocument", "OpenDocument text"),
}
FORMATS = tuple(_READERS)
_ZIPPED = (".docx", ".pptx", ".xlsx", ".odt")
_OLD = {
    ".doc": ".docx",
    ".xls": ".xlsx",
    ".ppt": ".pptx",
    ".wps": ".docx",
    ".et": ".xlsx",
    ".dps": ".pptx",
    ".rtf": ".docx",
    ".docm": ".docx",
    ".xlsm": ".xlsx",
    ".pptm": ".pptx",
    ".ods": ".xlsx",
    ".odp": ".pptx",
    ".pages": ".docx",
    ".numbers": ".xlsx",
    ".key": ".pptx",
}
MAX_BYTES = 200 * 2**20
MAX_UNPACKED = 2**30


@dataclass(frozen=True)
class Reading:
    """A document's passages in reading order, and what of it was not read."""

    passages: tuple[Passage, ...]
    unread: tuple[Unread, ...]

    @property
    def told(self) -> dict[str, str]:
        """What was not read, in a sentence in both languages; empty if all was."""
        return told(self.unread)


def read_document(path: Path) -> list[Passage]:
    """The passages of a document in reading order.

    Raises UnreadableDocument that says what is wrong with it.
    """
    return list(read(path).passages)


def read(path: Path) -> Reading:
    """A document's passages and what of it was not read. Raises UnreadableDocument: no such file, a
    format that is not read, a file that is empty, encrypted, broken or too large, and one of which
    nothing can be read.
    """
    suffix = _checked(path)
    module, name = _READERS[suffix]
    reader: Callable[[Path, Tally], Iterator[Passage]] = import_module(
        f".{module}", __package__
    ).passages
    tally = Tally()
    try:
        found = [p for p in reader(path, tally) if p.text.strip()]
    except UnreadableDocument:
        raise
    except Exception as error:  # a broken file fails inside its library in ways that nobody lists
        said = str(error).replace(str(path), path.name) or type(error).__name__
        raise UnreadableDocument(
            f"{path.name} cannot be read as {name} ({said}). It may be damaged: open it and save it"
            " again."
        ) from error
    unread = tally.unread()
    if not found:
        scanned = any(u.kind in ("scanned page", "picture") for u in unread)
        why = f" {told(unread)['en'][0].upper()}{told(unread)['en'][1:]}" if unread else ""
        todo = " Recognise its text (OCR) first." if scanned else ""
        raise UnreadableDocument(
            f"{path.name} holds no text that can be read, so nothing in it was checked.{why}{todo}"
        )
    return Reading(tuple(replace(p, index=i) for i, p in enumerate(found)), unread)


def _checked(path: Path) -> str:
    """The suffix of a file that is there, not empty, not too large, not encrypted and of a format
    that is read.
    """
    if not path.is_file():
        raise UnreadableDocument(
            f"{path} does not exist." if not path.exists() else f"{path} is not a file."
        )
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        save = f"Save it as {_OLD[suffix]}." if suffix in _OLD else "Save it as one of them."
        raise UnreadableDocument(f"{path.name} is not one of {', '.join(FORMATS)}. {save}")
    size = path.stat().st_size
    if not size:
        raise UnreadableDocument(f"{path.name} holds no text: the file is empty.")
    if size > MAX_BYTES:
        raise UnreadableDocument(
            f"{path.name} has {size / 2**20:,.0f} MB; up to {MAX_BYTES // 2**20} MB are read. Split"
            " it, or save it without its pictures."
        )
    if suffix in _ZIPPED:
        _check_package(path, suffix)
    return suffix


def _check_package(path: Path, suffix: str) -> None:
    with path.open("rb") as file:
        if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            whole = path.read_bytes()
            if "EncryptedPackage".encode("utf-16-le") in whole:
                raise UnreadableDocument(f"{path.name} is encrypted. Save it without a password.")
            raise UnreadableDocument(
                f"{path.name} is in the format of Office 97-2003, whatever its name says. Save it"
                f" as {suffix}."
            )
    try:
        with zipfile.ZipFile(path) as package:
            unpacked = sum(
                i.file_size for i in package.infolist() if i.filename.endswith((".xml", ".rels"))
            )
            locked = any(i.flag_bits & 1 for i in package.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableDocument(
            f"{path.name} cannot be read as {_READERS[suffix][1]} ({error}). It may be damaged:"
            " open it and save it again."
        ) from error
    if locked:
        raise UnreadableDocument(f"{path.name} is encrypted. Save it without a password.")
    if unpacked > MAX_UNPACKED:
        raise UnreadableDocument(
            f"{path.name} unpacks to {unpacked / 2**20:,.0f} MB of text; up to"
            f" {MAX_UNPACKED // 2**20} MB are read. Split it."
        )
