"""Large text files in pieces that end at a line's end: decoded, counted, with progress and clear
errors.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np
import polars as pl

from scicity.ledger import SourceError

CHUNK = 48 * 1024 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Chunk:
    """Whole lines of a text, as UTF-8. `first_line` counts from 1."""

    data: bytes
    first_line: int


def digest_of(path: Path, *how: str) -> str:
    """SHA-256 over a file's bytes and over how it is to be read."""
    if not path.is_file():
        raise SourceError(f"There is no file {path}.")
    with open(path, "rb") as handle:
        total = hashlib.file_digest(handle, "sha256")
    for part in how:
        total.update(b"\0" + part.encode())
    return total.hexdigest()


def chunks(
    path: Path, encoding: str = "utf-8", progress: Progress | None = None, size: int = CHUNK
) -> Iterator[Chunk]:
    """Yield a text file, gzip or plain, in pieces of whole lines.

    Raises SourceError with the line number when bytes do not decode or a compressed file is cut
    short.
    """
    total, line, rest = path.stat().st_size, 1, b""
    with open(path, "rb") as raw:
        text: IO[bytes] = (
            cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if path.suffix == ".gz" else raw
        )
        while True:
            try:
                piece = text.read(size)
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise SourceError(
                    f"{path.name} is cut short or damaged ({error}). Fetch it again; "
                    "nothing was recorded."
                ) from error
            if progress:
                progress(raw.tell(), total)
            if not piece:
                break
            cut = piece.rfind(b"\n") + 1
            whole, rest = (rest + piece[:cut], piece[cut:]) if cut else (b"", rest + piece)
            if whole:
                chunk = _decoded(whole, encoding, path, line)
                yield chunk
                line += chunk.data.count(b"\n")
    if rest:
        yield _decoded(rest + b"\n", encoding, path, line)


def _decoded(data: bytes, encoding: str, path: Path, line: int) -> Chunk:
    if line == 1 and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceError(f"{path.name} is UTF-16. Save it as UTF-8 and import it again.")
    if b"\0" in data:
        at = line + data[: data.index(b"\0")].count(b"\n")
        raise SourceError(
            f"{path.name} has a NUL byte in line {at}: it is not a text file, or it is damaged."
        )
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise SourceError(
            f"{encoding!r} is not an encoding. Use utf-8 or gb18030, for example."
        ) from error
    except UnicodeDecodeError as error:
        at = line + data[: error.start].count(b"\n")
        raise SourceError(
            f"{path.name} is not {encoding.upper()} at line {at}.{_hint(data)} Nothing was"
            " recorded."
        ) from error
    if encoding.lower().replace("-", "") not in ("utf8", "ascii"):
        data = text.encode()
    return Chunk(data.removeprefix(b"\xef\xbb\xbf") if line == 1 else data, line)


def _hint(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return " It may be damaged or binary."
    return " It reads as GB18030 (GBK): import it with --encoding gb18030."


def lines_of(data: bytes) -> pl.Series:
    """The lines of a text, without their ends; empty lines too."""
    table = pl.read_csv(
        data,
        separator="\x01",
        quote_char=None,
        has_header=False,
        new_columns=["line"],
        infer_schema=False,
        empty_string_is_null=False,
        extra_columns="ignore",
        raise_if_empty=False,
    )
    return table["line"] if table.width else pl.Series("line", [], pl.String)


def without_lines(data: bytes, bad: np.ndarray) -> bytes:
    """The text without the lines of these indices."""
    lines = data.split(b"\n")
    dropped = set(bad.tolist())
    return b"\n".join(text for i, text in enumerate(lines) if i not in dropped)
